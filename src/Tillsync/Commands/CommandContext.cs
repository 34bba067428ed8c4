using System.CommandLine;
using Tillsync.Configuration;
using Tillsync.Output;

namespace Tillsync.Commands;

/// <summary>What a command works with.</summary>
/// <param name="Stop">Ctrl-C, once: finish the request that is under way, record it, write nothing more.</param>
/// <param name="HardStop">Ctrl-C, twice: end the request that is under way, too; its outcome is then unknown.</param>
internal sealed record CommandContext(
    ParseResult Arguments,
    Terminal Terminal,
    TimeProvider Time,
    CancellationToken Stop,
    CancellationToken HardStop
)
{
    public LoadedConfiguration LoadConfiguration() => ConfigurationLoader.Load(Arguments.GetValue(CommandOptions.Config));

    /// <summary>The storefront that was named, or the only one.</summary>
    public (LoadedConfiguration Loaded, StorefrontSettings Storefront) LoadStorefront()
    {
        var loaded = LoadConfiguration();
        var all = loaded.Configuration.Storefronts;
        var names = string.Join(", ", all.Select(storefront => storefront.Name));
        if (Arguments.GetValue(CommandOptions.Storefront) is not { } name)
        {
            return all.Count == 1
                ? (loaded, all[0])
                : throw new UsageException("--storefront", $"{loaded.Path} has several storefronts: {names}.", "Name one of them.");
        }

        var found = all.FirstOrDefault(storefront => string.Equals(storefront.Name, name, StringComparison.OrdinalIgnoreCase));
        return found is not null
            ? (loaded, found)
            : throw new UsageException($"--storefront {name}", $"{loaded.Path} has no such storefront.", $"It has: {names}.");
    }

    public async Task<StorefrontSession> OpenAsync(JournalAccess access)
    {
        var (loaded, storefront) = LoadStorefront();
        return await Composition.OpenAsync(this, loaded, storefront, access);
    }
}

/// <summary>Arguments that cannot be used.</summary>
internal sealed class UsageException(string subject, string cause, string advice) : Core.TillsyncException(subject, cause, advice);

/// <summary>How a command uses the journal.</summary>
internal enum JournalAccess
{
    /// <summary>Looks only; the file stays as it is, byte for byte, and is not made.</summary>
    Read,
    Write,
}
