namespace Tillsync.Configuration;

/// <summary>A text that must not be shown: an API key, or a connection string, which may hold a password.</summary>
/// <remarks>A record prints all its members; this one prints none, so that no log line or message can hold it by accident.</remarks>
internal readonly record struct Secret
{
    private readonly string? _text;

    public Secret(string text) => _text = text;

    /// <summary>The text itself, for the one place that signs in with it.</summary>
    public string Reveal() => _text ?? "";

    public override string ToString() => "(secret)";
}
