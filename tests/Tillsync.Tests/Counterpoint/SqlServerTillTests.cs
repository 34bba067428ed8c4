using System.Diagnostics;
using Microsoft.Data.SqlClient;
using Tillsync.Adapters.Counterpoint;
using Tillsync.Core;
using Tillsync.Testing.Contracts;

namespace Tillsync.Tests.Counterpoint;

/// <summary>The contract on a T-SQL server, where TILLSYNC_TEST_SQLSERVER names one.</summary>
[Collection("SQL Server")]
public sealed class SqlServerTillTests : TillSiteContract
{
    private const string Password = "Only-4-Tests-2025!";

    private static SqlConnectionStringBuilder ConnectionString => new(SqlServerTillBench.ConnectionString);

    [Fact]
    public async Task WrongPassword_IsALoginFault_AndNotShown()
    {
        var error = await ReadAsAsync(to => to.Password = "certainly-wrong-1");

        Assert.Contains("login was refused", error.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("certainly-wrong-1", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownDatabase_IsNamed()
    {
        var error = await ReadAsAsync(to => to.InitialCatalog = "NO_SUCH_COMPANY");

        Assert.Contains("database does not exist", error.Cause, StringComparison.Ordinal);
        Assert.Contains("NO_SUCH_COMPANY", error.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DatabaseOfAnotherProgram_IsNoTill()
    {
        var error = await ReadAsAsync(to => to.InitialCatalog = "master");

        Assert.Contains("IM_ITEM", error.Subject, StringComparison.Ordinal);
        Assert.Contains("not a Counterpoint company database", error.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerThatDoesNotAnswer_IsUnreachable_InTime()
    {
        var start = Stopwatch.GetTimestamp();

        var error = await ReadAsAsync(to =>
        {
            to.DataSource = "127.0.0.1,9";
            to.ConnectTimeout = 3;
        });

        Assert.Contains("cannot be reached", error.Cause, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 20);
    }

    [Fact]
    public async Task ReaderRole_IsAllThatAReadNeeds()
    {
        await Bench.AddItemAsync("A");
        await Bench.AddStockAsync("A", "01", 3);
        await MakeLoginAsync("tillsync_test_reader");
        await Bench.ExecuteAsync("EXEC sp_addrolemember N'tillsync_reader', N'tillsync_test_reader'");

        var till = TillAs("tillsync_test_reader");
        var reading = await till.ReadAsync(None);

        Assert.Empty(reading.Failures);
        Assert.Equal(3, Assert.Single(Assert.Single(reading.Items).Locations).Available);
        Assert.Equal((await Bench.Till.ReadAsync(None)).Identity, reading.Identity);
        await using var connection = new SqlConnection(As("tillsync_test_reader"));
        await connection.OpenAsync(None);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE dbo.IM_INV SET QTY_ON_HND = 0";
        await Assert.ThrowsAsync<SqlException>(() => command.ExecuteNonQueryAsync(None));
    }

    [Fact]
    public async Task LoginWithoutRights_IsToldSo()
    {
        await MakeLoginAsync("tillsync_test_nobody");

        var error = await Assert.ThrowsAsync<TillException>(() => TillAs("tillsync_test_nobody").ReadAsync(None));

        Assert.Contains("IM_ITEM", error.Subject, StringComparison.Ordinal);
        Assert.Contains("may not read", error.Cause, StringComparison.Ordinal);
        Assert.Contains("tillsync_reader", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OptionalTableWithoutRight_IsAFailure_NeverNothing()
    {
        await MakeLoginAsync("tillsync_test_partly");
        foreach (var name in (string[])["IM_ITEM", "IM_INV", "IM_INV_CELL", "VI_EXPORT_PRODUCTS", "VI_INVENTORY_SYNC", "USER_PRODUCT_MAP"])
        {
            await Bench.ExecuteAsync($"GRANT SELECT ON dbo.{name} TO tillsync_test_partly");
        }

        var till = TillAs("tillsync_test_partly");
        var reading = await till.ReadAsync(None);
        var profile = await till.DescribeAsync(None);

        Assert.Equal("USER_ORDER_STAGING", Assert.Single(reading.Failures).Probe);
        Assert.Contains("permission", reading.Failures[0].Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(profile.Missing, part => part.Name == "USER_ORDER_STAGING");
    }

    [Fact]
    public async Task SyncLogWithoutRight_IsToldSo()
    {
        await MakeLoginAsync("tillsync_test_logger");
        await Bench.ExecuteAsync("EXEC sp_addrolemember N'tillsync_reader', N'tillsync_test_logger'");
        var log = new CounterpointSyncLog(Bench.Options with { ConnectionString = As("tillsync_test_logger") });

        var error = await Assert.ThrowsAsync<TillException>(() =>
            log.AppendAsync(new("x", true, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 0, 0, 0, 0, true, null), None)
        );

        Assert.Contains("permission was denied", error.Cause, StringComparison.Ordinal);
        await Bench.ExecuteAsync("EXEC sp_addrolemember N'tillsync_writer', N'tillsync_test_logger'");
        await log.AppendAsync(new("x", true, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 0, 0, 0, 0, true, null), None);
    }

    [Fact]
    public async Task UntrustedCertificate_IsNamed_WithItsSwitch()
    {
        Assert.SkipUnless(ConnectionString.TrustServerCertificate, "The server's certificate is trusted.");

        var error = await ReadAsAsync(to => to.TrustServerCertificate = false);

        Assert.Contains("certificate is not trusted", error.Cause, StringComparison.Ordinal);
        Assert.Contains("Till:AllowUntrustedCertificate", error.Advice, StringComparison.Ordinal);
        var silent = ConnectionString;
        silent.Remove("TrustServerCertificate");
        var allowed = Bench.Options with { ConnectionString = silent.ConnectionString, AllowUntrustedCertificate = true };
        Assert.Empty((await new CounterpointTill(allowed, TimeProvider.System).ReadAsync(None)).Failures);
    }

    [Fact]
    public async Task LockedTable_IsGivenUpAfterTheLockTimeout()
    {
        var till = Bench.Till;
        await till.ReadAsync(None);
        await using var other = await Bench.ConnectAsync();
        await using var upgrade = await other.BeginTransactionAsync(None);
        await using var command = other.CreateCommand();
        command.Transaction = upgrade;
        command.CommandText = "ALTER TABLE dbo.IM_INV ADD ZZ int NULL";
        await command.ExecuteNonQueryAsync(None);
        var start = Stopwatch.GetTimestamp();

        var error = await Assert.ThrowsAsync<TillException>(() => till.ReadAsync(None));

        Assert.Contains("stayed locked", error.Cause, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0.5, 10);
        await upgrade.RollbackAsync(None);
        Assert.Empty((await till.ReadAsync(None)).Failures);
    }

    [Fact]
    public async Task Identity_IsTheDatabases_NotTheConnectionStrings()
    {
        Assert.SkipUnless(ConnectionString.DataSource.StartsWith("127.0.0.1", StringComparison.Ordinal), "Needs a server on this machine.");

        var key = await IdentifyAsync(_ => { });
        var alias = await IdentifyAsync(to => to.DataSource = to.DataSource.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        var lower = await IdentifyAsync(to => to.InitialCatalog = to.InitialCatalog.ToLowerInvariant());
        var other = await IdentifyAsync(to => to.InitialCatalog = "master");

        Assert.Equal((key, key), (alias, lower));
        Assert.NotEqual(key, other);
    }

    [Fact]
    public async Task NumberThatNoDecimalHolds_IsUnknown_AndNamed()
    {
        await Bench.AlterAsync("DROP VIEW VI_EXPORT_PRODUCTS");
        await Bench.AlterAsync("DROP VIEW VI_INVENTORY_SYNC");
        await Bench.AlterAsync("DROP TABLE IM_INV");
        await Bench.AlterAsync(
            "CREATE TABLE IM_INV (ITEM_NO varchar(20), LOC_ID varchar(10), QTY_ON_HND decimal(38,0), QTY_COMMIT float, QTY_AVAIL money)"
        );
        await Bench.AddItemAsync("A");
        await Bench.ExecuteAsync("INSERT INTO IM_INV VALUES ('A', '01', 99999999999999999999999999999999999999, 0.1, 12.5)");

        var reading = await Bench.Till.ReadAsync(None);

        var stock = Assert.Single(Assert.Single(reading.Items).Locations);
        Assert.Equal((null, 0.1m, 12.5m), (stock.OnHand, stock.Committed, stock.Available));
        Assert.Equal("IM_INV.QTY_ON_HND", Assert.Single(reading.Failures).Probe);
    }

    [Fact]
    public async Task StatementThatTakesTooLong_IsGivenUp()
    {
        await Bench.AlterAsync("DROP VIEW VI_INVENTORY_SYNC");
        await Bench.AlterAsync(
            """
            CREATE VIEW VI_INVENTORY_SYNC AS
            WITH D AS (SELECT 0 AS N UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6)
            SELECT 'A' AS SKU, CAST(NULL AS datetime) AS INVENTORY_LAST_MODIFIED
            FROM D A, D B, D C, D E, D F, D G, D H, D I, D J
            WHERE A.N + B.N + C.N + E.N + F.N + G.N + H.N + I.N + J.N = 999
            """
        );
        var till = new CounterpointTill(Bench.Options with { CommandTimeoutSeconds = 1 }, TimeProvider.System);

        var reading = await till.ReadAsync(None);

        Assert.Equal("VI_INVENTORY_SYNC", Assert.Single(reading.Failures).Probe);
        Assert.Contains("time", reading.Failures[0].Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task ViewOfSomebodyElse_IsLeftAlone()
    {
        await Bench.AlterAsync("DROP VIEW VI_EXPORT_PRODUCTS");
        await Bench.AlterAsync(
            "CREATE VIEW VI_EXPORT_PRODUCTS AS SELECT ITEM_NO AS SKU, LST_MAINT_DT, DESCR AS SOMEBODYS_COLUMN FROM IM_ITEM"
        );
        await Bench.AddItemAsync("A");

        await Bench.RunScriptAsync();

        Assert.Equal("Article A", await Bench.ScalarAsync("SELECT SOMEBODYS_COLUMN FROM VI_EXPORT_PRODUCTS"));
    }

    protected override async Task<TillBench> CreateTillAsync() => await SqlServerTillBench.CreateAsync();

    private static string As(string login) =>
        new SqlConnectionStringBuilder(ConnectionString.ConnectionString) { UserID = login, Password = Password }.ConnectionString;

    private CounterpointTill TillAs(string login) => new(Bench.Options with { ConnectionString = As(login) }, TimeProvider.System);

    private async Task<TillException> ReadAsAsync(Action<SqlConnectionStringBuilder> change)
    {
        var to = ConnectionString;
        change(to);
        var till = new CounterpointTill(Bench.Options with { ConnectionString = to.ConnectionString }, TimeProvider.System);
        return await Assert.ThrowsAsync<TillException>(() => till.ReadAsync(None));
    }

    private async Task<string> IdentifyAsync(Action<SqlConnectionStringBuilder> change)
    {
        var to = ConnectionString;
        change(to);
        var dialect = new SqlServerDialect(Bench.Options with { ConnectionString = to.ConnectionString });
        await using var session = new TillSession(dialect, forWriting: false);
        await session.OpenAsync(None);
        return (await dialect.IdentifyAsync(session, None)).Key;
    }

    /// <summary>A login and user of this name without any right of its own.</summary>
    private async Task MakeLoginAsync(string name)
    {
        SqlConnection.ClearAllPools();
        await TryAsync($"DROP USER {name}");
        await TryAsync($"DROP LOGIN {name}");
        await Bench.ExecuteAsync($"CREATE LOGIN {name} WITH PASSWORD = '{Password}'");
        await Bench.ExecuteAsync($"CREATE USER {name} FOR LOGIN {name}");
    }

    private async Task TryAsync(string sql)
    {
        try
        {
            await Bench.ExecuteAsync(sql);
        }
        catch (SqlException)
        {
            // There is none from an earlier run.
        }
    }
}
