using System.CommandLine;
using System.Data.Common;
using Tillsync.Adapters.Counterpoint;
using Tillsync.Configuration;

namespace Tillsync.Commands;

/// <summary>Fills in what <c>init</c> needs: from flags, then by asking, where somebody is there to answer.</summary>
internal sealed class InitAnswers(CommandContext context)
{
    public const string PasswordVariable = "TILLSYNC_TILL_PASSWORD";
    public const string SecretVariable = "TILLSYNC_CONSUMER_SECRET";

    private static readonly Option<string?> Name = new("--name")
    {
        Description = "Name of the storefront. Default: main.",
        HelpName = "NAME",
    };
    private static readonly Option<string?> Server = new("--server") { Description = "SQL Server of the till.", HelpName = "SERVER" };
    private static readonly Option<string?> Database = new("--database")
    {
        Description = "Company database of the till.",
        HelpName = "NAME",
    };
    private static readonly Option<string?> User = new("--user")
    {
        Description = "SQL login; left out: Windows sign-in.",
        HelpName = "LOGIN",
    };
    private static readonly Option<string?> TillFile = new("--till-file")
    {
        Description = "A SQLite stand-in till instead of SQL Server.",
        HelpName = "FILE",
    };

    private static readonly Option<bool> TrustTill = new("--till-untrusted-certificate")
    {
        Description = "Accept the SQL Server's own certificate.",
    };

    private static readonly Option<string[]> Locations = new("--location")
    {
        Description = "A location that sells online; may be repeated.",
        HelpName = "LOC_ID",
    };

    private static readonly Option<string?> Url = new("--url") { Description = "Address of the shop.", HelpName = "URL" };
    private static readonly Option<string?> Key = new("--consumer-key") { Description = "Consumer key (ck_...).", HelpName = "KEY" };

    private static readonly Option<bool> TrustShop = new("--shop-untrusted-certificate")
    {
        Description = "Accept a certificate of the shop that this machine does not trust.",
    };

    public static IReadOnlyList<Option> Options { get; } =
    [Name, Server, Database, User, TillFile, TrustTill, Locations, Url, Key, TrustShop];

    public async Task<InitialSettings> CompleteAsync(InitialSettings settings)
    {
        var locations = context.Arguments.GetValue(Locations) ?? [];
        var till = await WithTillAsync(settings);
        return till with
        {
            StorefrontName = context.Arguments.GetValue(Name) ?? settings.StorefrontName,
            Locations = locations.Length > 0 ? locations : settings.Locations,
            AllowUntrustedTillCertificate = context.Arguments.GetValue(TrustTill) || settings.AllowUntrustedTillCertificate,
            ShopUrl = await ShopUrlAsync(settings),
            ConsumerKey = new Secret(await AnswerAsync(Key, settings.ConsumerKey?.Reveal(), "Consumer key (ck_...)")),
            ConsumerSecret = new Secret(await SecretlyAsync(SecretVariable, settings.ConsumerSecret?.Reveal(), "Consumer secret (cs_...)")),
            AllowUntrustedShopCertificate = context.Arguments.GetValue(TrustShop),
        };
    }

    private async Task<string> ShopUrlAsync(InitialSettings settings)
    {
        var url = await AnswerAsync(Url, settings.ShopUrl, "Address of the shop (https://...)");
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? url
            : throw new UsageException(Url.Name, $"'{url}' is no web address.", "Write it out, e.g. https://shop.example.");
    }

    private async Task<InitialSettings> WithTillAsync(InitialSettings settings)
    {
        if (context.Arguments.GetValue(TillFile) is { } file)
        {
            var source = new DbConnectionStringBuilder { ["Data Source"] = Path.GetFullPath(file) }.ConnectionString;
            return settings with { TillProvider = TillProvider.Sqlite, TillConnectionString = new Secret(source) };
        }

        if (settings.TillConnectionString is not null && context.Arguments.GetValue(Server) is null)
        {
            return settings;
        }

        var parts = new DbConnectionStringBuilder
        {
            ["Server"] = await AnswerAsync(Server, null, "SQL Server of the till"),
            ["Database"] = await AnswerAsync(Database, null, "Company database of the till"),
        };
        var user = context.Arguments.GetValue(User);
        if (user is null && context.Terminal.CanAsk)
        {
            user = await context.Terminal.AskAsync("SQL login (empty for Windows sign-in)", context.Stop);
        }

        if (string.IsNullOrWhiteSpace(user))
        {
            parts["Integrated Security"] = "true";
        }
        else
        {
            parts["User ID"] = user;
            parts["Password"] = await SecretlyAsync(PasswordVariable, null, $"Password of {user}");
        }

        return settings with
        {
            TillProvider = TillProvider.SqlServer,
            TillConnectionString = new Secret(parts.ConnectionString),
        };
    }

    private async Task<string> AnswerAsync(Option<string?> option, string? known, string question)
    {
        var answer = context.Arguments.GetValue(option) ?? known;
        if (string.IsNullOrWhiteSpace(answer) && context.Terminal.CanAsk)
        {
            answer = await context.Terminal.AskAsync(question, context.Stop);
        }

        return string.IsNullOrWhiteSpace(answer)
            ? throw new UsageException(
                option.Name,
                "It is missing, and nobody is there to be asked.",
                $"Give {option.Name}, or run init in a terminal."
            )
            : answer.Trim();
    }

    private async Task<string> SecretlyAsync(string variable, string? known, string question)
    {
        var answer = Environment.GetEnvironmentVariable(variable) ?? known;
        if (string.IsNullOrWhiteSpace(answer) && context.Terminal.CanAsk)
        {
            answer = await context.Terminal.AskAsync(question, context.Stop, isSecret: true);
        }

        return string.IsNullOrWhiteSpace(answer)
            ? throw new UsageException(
                variable,
                "It is missing, and nobody is there to be asked.",
                $"Set {variable}, or run init in a terminal."
            )
            : answer.Trim();
    }
}
