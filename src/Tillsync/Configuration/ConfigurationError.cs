namespace Tillsync.Configuration;

/// <summary>One thing that is wrong with one key.</summary>
/// <param name="Key">The full key, as written, e.g. <c>Storefronts:0:Guard:MaxZeroedPercent</c>.</param>
/// <param name="Problem">Sentences: what is wrong, what is allowed. Never holds a secret.</param>
/// <param name="Origin">Null for what is nowhere, such as a missing key.</param>
internal sealed record ConfigurationError(string Key, string Problem, ConfigurationOrigin? Origin = null)
{
    public override string ToString() =>
        Origin switch
        {
            ConfigurationOrigin.Variable variable => $"{variable.Name}: {Problem}",
            ConfigurationOrigin.File file => $"{Key}: {Problem} ({file})",
            _ => $"{Key}: {Problem}",
        };
}
