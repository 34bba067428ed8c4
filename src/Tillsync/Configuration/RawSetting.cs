namespace Tillsync.Configuration;

/// <summary>One value as it was written, before it is known what it means.</summary>
/// <param name="Path">Keys joined by ':', with list positions, e.g. <c>Storefronts:0:Name</c>.</param>
/// <param name="IsSecret">Its text must not be repeated in a message.</param>
internal sealed record RawSetting(string Path, RawKind Kind, string Text, ConfigurationOrigin Origin, bool IsSecret = false)
{
    /// <summary>The longest value that a message repeats.</summary>
    private const int ShownLengthMax = 60;

    private static readonly string[] SecretWords = ["ck_", "cs_", "pwd", "password", "secret", "token", "key"];

    public bool IsNull => Kind == RawKind.Null;

    public bool IsBlank => Kind is RawKind.Text or RawKind.Variable && string.IsNullOrWhiteSpace(Text);

    /// <summary>The value for a message, unless it is, or may be, a secret: people paste keys into the wrong line.</summary>
    public string Shown =>
        IsSecret || Text.Length > ShownLengthMax || MayHoldSecret(Text) ? "the value"
        : Kind == RawKind.Text ? $"\"{Text}\""
        : Text;

    /// <summary>A record would print the text.</summary>
    public override string ToString() => $"{Path} ({Origin})";

    private static bool MayHoldSecret(string text) =>
        text.Contains('@') || SecretWords.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}

internal enum RawKind
{
    Text,
    Number,
    Flag,
    Null,

    /// <summary>The text of an environment variable, which may stand for any of the above.</summary>
    Variable,

    /// <summary>A list begins here; its items are settings of their own.</summary>
    List,

    /// <summary>A section begins here; its keys are settings of their own.</summary>
    Section,
}
