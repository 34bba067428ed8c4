namespace Tillsync.Configuration;

/// <summary>A configuration that holds, with what <c>config show</c> prints of it.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="Settings">Each key with its value and origin; secrets are masked in <see cref="EffectiveSetting.Shown"/>.</param>
/// <param name="Warnings">Sentences that name the key; they stop nothing.</param>
internal sealed record LoadedConfiguration(
    string Path,
    TillsyncConfiguration Configuration,
    IReadOnlyList<EffectiveSetting> Settings,
    IReadOnlyList<string> Warnings
);
