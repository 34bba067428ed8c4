using System.CommandLine;
using Tillsync.Adapters.Counterpoint;
using Tillsync.Adapters.WooCommerce;
using Tillsync.Configuration;
using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Output;

namespace Tillsync.Commands;

internal static class InitCommand
{
    private static readonly Option<string?> FromEnv = new("--from-env")
    {
        Description = "Take over the .env file of the scripts.",
        HelpName = "FILE",
    };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace a configuration file that is there." };
    private static readonly Option<bool> NoTest = new("--no-test") { Description = "Write the file without trying the connections." };

    private const string NoStock =
        "IM_INV is empty: is this the right company database? With --location and --no-test the file is written all the same.";

    public static Command Create()
    {
        var command = new Command(
            "init",
            "Asks for the till and the shop (or takes flags), tries both connections and writes a commented tillsync.json. "
                + $"Secrets are asked for, or read from the variables {InitAnswers.PasswordVariable} and {InitAnswers.SecretVariable}; never from the command line."
        )
        {
            FromEnv,
            Force,
            NoTest,
        };
        foreach (var option in InitAnswers.Options)
        {
            command.Add(option);
        }

        return command.Does(RunAsync);
    }

    private static async Task<int> RunAsync(CommandContext context)
    {
        var path = ConfigurationLoader.PathOf(context.Arguments.GetValue(CommandOptions.Config), Directory.GetCurrentDirectory());
        var force = context.Arguments.GetValue(Force);
        if (File.Exists(path) && !force)
        {
            throw new UsageException(
                path,
                "There is a configuration file already.",
                "Use --force to replace it, or name another with --config."
            );
        }

        var settings = context.Arguments.GetValue(FromEnv) is { } file ? Import(context, file) : new InitialSettings();
        settings = await new InitAnswers(context).CompleteAsync(settings);
        TillProfile? till = null;
        ShopProfile? shop = null;
        if (!context.Arguments.GetValue(NoTest))
        {
            till = await TryTillAsync(context, settings);
            settings = settings with { Locations = settings.Locations ?? await ChooseLocationsAsync(context, till) };
            shop = await TryShopAsync(context, settings);
        }

        ConfigurationWriter.Write(path, settings, force);
        // What was written must load: whatever is still wrong is told now, not at the first scheduled run.
        var loaded = ConfigurationLoader.Load(path);
        Tell(context, loaded, till, shop);
        return ExitCodes.Ok;
    }

    private static void Tell(CommandContext context, LoadedConfiguration loaded, TillProfile? till, ShopProfile? shop)
    {
        foreach (var warning in loaded.Warnings)
        {
            context.Terminal.Warn(warning);
        }

        context.Terminal.Line($"Wrote {loaded.Path}");
        context.Terminal.Line("Next: `tillsync check`, then `tillsync sync` to see what would change, then `tillsync sync --apply`.");
        if (context.Terminal.IsJson)
        {
            var storefront = loaded.Configuration.Storefronts[0];
            var shape = new InitJson(
                loaded.Path,
                storefront.Name,
                storefront.Till.Locations.Named,
                till is null ? null : JsonShaping.Of(till),
                shop is null ? null : JsonShaping.Of(shop),
                loaded.Warnings
            );
            context.Terminal.Json(shape, JsonShapes.Default.InitJson);
        }
    }

    private static InitialSettings Import(CommandContext context, string file)
    {
        var import = EnvFileImport.Read(Path.GetFullPath(file));
        context.Terminal.Line($"Took over {file}.");
        foreach (var note in import.Notes)
        {
            context.Terminal.Line($"  {note}");
        }

        if (import.Missing.Count > 0)
        {
            context.Terminal.Line($"  not in it: {string.Join(", ", import.Missing)}");
        }

        if (import.Ignored.Count > 0)
        {
            context.Terminal.Line($"  not needed: {string.Join(", ", import.Ignored)}");
        }

        return import.Settings;
    }

    private static async Task<TillProfile> TryTillAsync(CommandContext context, InitialSettings settings)
    {
        var till = new CounterpointTill(
            new TillOptions
            {
                Provider = settings.TillProvider,
                ConnectionString = settings.TillConnectionString?.Reveal() ?? "",
                AllowUntrustedCertificate = settings.AllowUntrustedTillCertificate,
            },
            context.Time
        );
        var profile = await till.DescribeAsync(context.Stop);
        var terminal = context.Terminal;
        terminal.Line($"Till: {profile.Identity.Database} on {profile.Identity.Server} ({profile.ServerVersion})");
        terminal.Line($"  {profile.ItemCount} items, {profile.WebItemCount} of them web items");
        terminal.Line($"  status codes of web items: {Counts(profile.Statuses)}");
        terminal.Line($"  stock rows by location:    {Counts(profile.Locations)}");
        foreach (var missing in profile.Missing)
        {
            terminal.Line($"  missing {missing.Name}: {missing.Cost}");
        }

        var known = profile.Locations.Select(location => location.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (settings.Locations?.FirstOrDefault(location => !known.Contains(location)) is { } stranger)
        {
            throw new UsageException(
                $"--location {stranger}",
                "The till has no stock row at such a location.",
                profile.Locations.Count == 0
                    ? NoStock
                    : $"It has: {string.Join(", ", profile.Locations.Select(location => location.Value))}."
            );
        }

        return profile;
    }

    private static async Task<string[]> ChooseLocationsAsync(CommandContext context, TillProfile profile)
    {
        if (profile.Locations.Count == 1)
        {
            return [profile.Locations[0].Value];
        }

        if (profile.Locations.Count == 0)
        {
            throw new UsageException("--location", "The till has no stock rows, and so no locations to choose from.", NoStock);
        }

        var found = string.Join(", ", profile.Locations.Select(location => location.Value));
        var answer = context.Terminal.CanAsk
            ? await context.Terminal.AskAsync($"Which locations sell online, parted by commas? ({found})", context.Stop)
            : null;
        var chosen = (answer ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return chosen.Length > 0
            ? chosen
            : throw new UsageException(
                "--location",
                $"The till has the locations {found}.",
                "Say which of them sell online, with one --location for each."
            );
    }

    private static async Task<ShopProfile> TryShopAsync(CommandContext context, InitialSettings settings)
    {
        using var client = new WooCommerceClient(
            new ShopOptions
            {
                Url = settings.ShopUrl ?? "",
                ConsumerKey = settings.ConsumerKey?.Reveal() ?? "",
                ConsumerSecret = settings.ConsumerSecret?.Reveal() ?? "",
                AllowUntrustedCertificate = settings.AllowUntrustedShopCertificate,
            },
            new ShopEnvironment { Time = context.Time }
        );
        var shop = await new WooCommerceShop(client).DescribeAsync(context.Stop);
        context.Terminal.Line(
            $"Shop: {shop.Identity.Name} at {shop.Identity.Url} (WooCommerce {shop.WooCommerceVersion ?? "version unknown"})"
        );
        if (shop.Writing is WriteAccess.Refused refused)
        {
            throw new ShopException(
                shop.Identity.Url.ToString(),
                refused.Cause,
                $"{refused.Advice} Then run init again; with --no-test the file is written all the same."
            );
        }

        context.Terminal.Line($"  {Words.Keys(Words.CanWrite(shop.Writing), Words.Problem(shop.Writing))}");
        return shop;
    }

    private static string Counts(IReadOnlyList<ValueCount> values) =>
        values.Count == 0 ? "none" : string.Join(", ", values.Select(value => $"{value.Value} {value.Count}"));
}
