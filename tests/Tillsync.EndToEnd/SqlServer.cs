using System.Globalization;
using Microsoft.Data.SqlClient;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>From an empty company database to a shop that follows it, on a server that speaks T-SQL.</summary>
public sealed class SqlServer
{
    [Fact]
    public async Task FromScriptToSync()
    {
        Assert.SkipWhen(SqlServerTill.ConnectionString is null, $"{SqlServerTill.Variable} names no server.");
        await using var bench = await TillBench.StartAsync(new SandboxOptions());
        var till = new SqlServerTill();
        await till.MakeVendorTablesAsync();
        File.Delete(bench.ConfigurationPath);

        await till.RunScriptAsync((await bench.RunAsync("db", "script")).Ended(0).Output);
        await till.RunScriptAsync((await bench.RunAsync("db", "script")).Ended(0).Output);
        await till.AddAsync(30, number => 10 + number, number => number % 3);
        bench.Shop.Model.AddNumbered(30, "SQL-", _ => 0);
        await InitAsync(bench, till);

        (await bench.RunAsync("check")).Ended(0);
        (await bench.RunAsync("sync")).Ended(0);
        Assert.Empty(bench.Writes);
        (await bench.RunAsync("sync", "--apply")).Ended(0);
        await AssertRightAsync(bench, till, "after the first sync");
        (await bench.RunAsync("check")).Ended(1);

        await till.ExecuteAsync("UPDATE dbo.IM_INV SET QTY_COMMIT = QTY_COMMIT + 2 WHERE ITEM_NO = 'SQL-00004'");
        await till.ExecuteAsync("UPDATE dbo.IM_INV SET QTY_ON_HND = -3 WHERE ITEM_NO = 'SQL-00005'");
        var check = (await bench.RunAsync("check")).Ended(0);
        Assert.Contains("Reason: Inventory changes detected (2 items)", check.Output, StringComparison.Ordinal);
        (await bench.RunAsync("run")).Ended(0);
        await AssertRightAsync(bench, till, "after a change");

        await till.ExecuteAsync("UPDATE dbo.IM_ITEM SET STAT = 'D' WHERE ITEM_NO = 'SQL-00006'");
        await till.ExecuteAsync("INSERT INTO dbo.USER_ORDER_STAGING (BATCH_ID, WOO_ORDER_ID) VALUES ('B1', 777)");
        var staged = (await bench.RunAsync("check")).Ended(0);
        Assert.Contains("Reason: New orders detected (1 orders)", staged.Output, StringComparison.Ordinal);
        (await bench.RunAsync("run")).Ended(0);
        Assert.Equal(0, bench.ShownOf("SQL-00006"));

        Assert.Equal(
            3,
            await till.CountAsync("SELECT COUNT(*) FROM dbo.USER_SYNC_LOG WHERE OPERATION_TYPE = 'inventory_sync' AND SUCCESS = 1")
        );
        (await bench.RunAsync("verify")).Ended(0);
        (await bench.RunAsync("status")).Ended(0);
        (await bench.RunAsync("why", "SQL-00004")).Ended(0);
    }

    [Fact]
    public async Task WrongPassword_EndsWithThreeAndIsNotShown()
    {
        Assert.SkipWhen(SqlServerTill.ConnectionString is null, $"{SqlServerTill.Variable} names no server.");
        await using var bench = await TillBench.StartAsync(new SandboxOptions());
        var wrong = new SqlConnectionStringBuilder(SqlServerTill.ConnectionString) { Password = "Not-The-Pa55word" };
        bench.Configure(storefront =>
        {
            storefront["Till"]!["Provider"] = "SqlServer";
            storefront["Till"]!["ConnectionString"] = wrong.ConnectionString;
            storefront["Till"]!["AllowUntrustedCertificate"] = true;
        });

        foreach (var command in new[] { "sync --apply", "run", "status" })
        {
            var ran = (await bench.RunAsync(command.Split(' '))).Ended(3);
            Manners.Check(ran, "Not-The-Pa55word");
        }

        Assert.Empty(bench.Writes);
    }

    private static async Task InitAsync(TillBench bench, SqlServerTill till)
    {
        bench.Variables["TILLSYNC_TILL_PASSWORD"] = till.Login.Password;
        bench.Variables["TILLSYNC_CONSUMER_SECRET"] = TillBench.ConsumerSecret;
        string[] arguments =
        [
            "init",
            "--server",
            till.Login.DataSource,
            "--database",
            till.Login.InitialCatalog,
            "--user",
            till.Login.UserID,
            "--till-untrusted-certificate",
            "--location",
            "01",
            "--url",
            bench.Shop.Url.ToString(),
            "--shop-untrusted-certificate",
        ];
        // A consumer key is half a secret: it may stand on the command line, and nowhere in the output.
        await using var program = bench.Start([.. arguments, "--consumer-key", TillBench.ConsumerKey, "--no-test"]);
        var untried = (await program.EndAsync()).Ended(0);
        await using var again = bench.Start([.. arguments, "--consumer-key", TillBench.ConsumerKey, "--force"]);
        var tried = (await again.EndAsync()).Ended(0);

        Manners.Check(untried, till.Login.Password, TillBench.ConsumerSecret);
        Manners.Check(tried, till.Login.Password, TillBench.ConsumerSecret);
        Assert.Contains("30 of them web items", tried.Output, StringComparison.Ordinal);
        bench.Shop.Requests.Clear();
    }

    private static async Task AssertRightAsync(TillBench bench, SqlServerTill till, string when)
    {
        foreach (var (sku, onHand, committed) in await till.ReadStockAsync())
        {
            var expected = Math.Max(0, Math.Floor(onHand - committed));
            Assert.True(
                bench.ShownOf(sku) == expected,
                string.Create(CultureInfo.InvariantCulture, $"{when}: {sku} shows {bench.ShownOf(sku)} instead of {expected}")
            );
        }
    }
}
