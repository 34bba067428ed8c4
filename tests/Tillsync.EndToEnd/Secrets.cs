using System.Text.Json.Nodes;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>
/// Keys and passwords appear nowhere. The bench asserts it of every output and every file of every test here (see <see cref="Manners"/>);
/// these are the scenarios in which something echoes them.
/// </summary>
public sealed class Secrets
{
    private const string TillPassword = "Pa55-till-e2e;x";

    private static readonly string[] Commands =
    [
        "check",
        "sync",
        "sync --apply",
        "run",
        "verify",
        "status",
        "why E2E-0001",
        "history",
        "config show",
    ];

    /// <summary>Those that show an error in ways of their own.</summary>
    private static readonly string[] Failing = ["check", "sync --apply", "run", "status"];

    [Fact]
    public async Task EveryCommand_Verbose_NamesNoKey()
    {
        await using var bench = await StartAsync(new SandboxOptions());

        foreach (var command in Commands)
        {
            await bench.RunAsync([.. command.Split(' '), "--verbose"]);
            await bench.RunAsync([.. command.Split(' '), "--json"]);
        }
    }

    /// <summary>Over http the signature stands in each request's address or header.</summary>
    [Fact]
    public async Task PlainHttp_NamesNoKeyAndNoSignature()
    {
        await using var bench = await StartAsync(new SandboxOptions { Https = false });

        foreach (var command in Commands)
        {
            var ran = await bench.RunAsync([.. command.Split(' '), "--verbose"]);
            Assert.DoesNotContain("oauth_", ran.Text, StringComparison.Ordinal);
        }

        await Truth.AssertRightAsync(bench, "over http");
    }

    [Fact]
    public async Task ShopThatEchoesTheKeys_IsNotQuotedWithThem()
    {
        await using var bench = await StartAsync(new SandboxOptions());
        await bench.SyncAsync();
        var page = $"<html><head><title>{TillBench.ConsumerKey}</title></head><body>{TillBench.ConsumerSecret}</body></html>";
        var error =
            $$$"""{"code":"plugin_{{{TillBench.ConsumerKey}}}","message":"{{{TillBench.ConsumerSecret}}} is not welcome","data":{"status":403}}""";
        Fault[] faults =
        [
            Fault.Status(403, page),
            Fault.Status(500, page),
            Fault.Status(200, page),
            Fault.Status(403, error, "application/json"),
            Fault.Status(400, error, "application/json"),
            Fault.Redirect(
                new Uri($"https://{TillBench.ConsumerKey.Replace('_', '-')}.example/?consumer_secret={TillBench.ConsumerSecret}")
            ),
        ];
        foreach (var fault in faults)
        {
            bench.Shop.Faults.Clear();
            bench.Shop.Faults.Always(fault);
            foreach (var command in Failing)
            {
                await bench.RunAsync([.. command.Split(' '), "--verbose"]);
            }
        }
    }

    [Fact]
    public async Task RefusalThatQuotesTheKeys_IsStoredWithoutThem()
    {
        await using var bench = await StartAsync(new SandboxOptions());
        var body =
            $$$$"""{"update":[{"id":{{{{bench.IdOf("E2E-0001")}}}},"error":{"code":"refused","message":"Key {{{{TillBench.ConsumerKey}}}} may not","data":{"status":400}}}]}""";
        bench.Shop.Faults.Always(Fault.Status(200, body, "application/json"), request => request.IsWrite);

        (await bench.RunAsync("sync", "--apply")).Ended(4);
        (await bench.RunAsync("status")).Ended(0);
        (await bench.RunAsync("why", "E2E-0001")).Ended(0);
    }

    [Theory]
    [InlineData("SqlServer", "Server=127.0.0.1,1;User ID=sa;Password=\"" + TillPassword + "\";Database=X")]
    [InlineData("SqlServer", "Server=127.0.0.1,1;User ID=sa;Passwort=\"" + TillPassword + "\";Database=X")]
    [InlineData("Sqlite", "Data Source=nowhere.db;Password=\"" + TillPassword + "\"")]
    public async Task TillPassword_IsNowhere(string provider, string connectionString)
    {
        await using var bench = await StartAsync(new SandboxOptions());
        bench.Configure(storefront =>
        {
            storefront["Till"] = new JsonObject
            {
                ["Provider"] = provider,
                ["ConnectionString"] = connectionString,
                ["Locations"] = new JsonArray("01"),
                ["ConnectTimeoutSeconds"] = 1,
            };
        });

        foreach (var command in Failing.Append("config show"))
        {
            var ran = await bench.RunAsync([.. command.Split(' '), "--verbose"]);
            Manners.Check(ran, TillPassword, "Pa55-till");
        }

        Manners.CheckFiles(bench.Folder, TillPassword, "Pa55-till");
    }

    [Fact]
    public async Task SecretInAVariable_IsUsedAndNotShown()
    {
        await using var bench = await StartAsync(new SandboxOptions());
        bench.Configure(storefront => ((JsonObject)storefront["Shop"]!).Remove("ConsumerSecret"));
        bench.Variables["TILLSYNC__Storefronts__0__Shop__ConsumerSecret"] = TillBench.ConsumerSecret;

        (await bench.RunAsync("sync", "--apply")).Ended(0);
        (await bench.RunAsync("config", "show")).Ended(0);
    }

    private static Task<TillBench> StartAsync(SandboxOptions options) =>
        TillBench.StartAsync(options, Article.Numbered(3, number => 10 * number, _ => 0));
}
