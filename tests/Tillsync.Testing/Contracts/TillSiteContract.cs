using Tillsync.Adapters.Counterpoint;
using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Xunit;

namespace Tillsync.Testing.Contracts;

/// <summary>Sites that lack something, and the one table that is written.</summary>
public abstract class TillSiteContract : TillStampContract
{
    [Theory]
    [InlineData("IM_ITEM")]
    [InlineData("IM_INV")]
    public async Task MissingTable_IsNamed_WithTheNextMove(string table)
    {
        await DropViewsAsync();
        await Bench.AlterAsync($"DROP TABLE {table}");

        var error = await Assert.ThrowsAsync<TillException>(() => Bench.Till.ReadAsync(None));

        Assert.Contains(table, error.Subject, StringComparison.Ordinal);
        Assert.Contains("company database", error.Cause, StringComparison.Ordinal);
        Assert.Contains("right", error.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IM_ITEM", "IS_ECOMM_ITEM")]
    [InlineData("IM_ITEM", "STAT")]
    public async Task MissingColumn_IsNamed(string table, string column)
    {
        await DropViewsAsync();
        await Bench.AlterAsync($"ALTER TABLE {table} DROP COLUMN {column}");

        var error = await Assert.ThrowsAsync<TillException>(() => Bench.Till.ReadAsync(None));

        Assert.Contains($"{table}.{column}", error.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingAvailable_IsComputed()
    {
        await DropViewsAsync();
        await Bench.AlterAsync("ALTER TABLE IM_INV DROP COLUMN QTY_AVAIL");
        await Bench.AddItemAsync("A");
        await Bench.AddStockAsync("A", "01", 495, 480);

        var item = await ReadOneAsync();

        Assert.Equal(15, Assert.Single(item.Locations).Available);
    }

    [Theory]
    [InlineData("QTY_COMMIT")]
    [InlineData("QTY_ON_HND")]
    public async Task MissingQuantity_IsNotReadAsZero(string column)
    {
        await DropViewsAsync();
        await Bench.AlterAsync("ALTER TABLE IM_INV DROP COLUMN QTY_AVAIL");
        await Bench.AlterAsync($"ALTER TABLE IM_INV DROP COLUMN {column}");

        var error = await Assert.ThrowsAsync<TillException>(() => Bench.Till.ReadAsync(None));

        Assert.Contains("IM_INV.QTY_", error.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingOptionalParts_AreListed_AndNoFailure()
    {
        await DropViewsAsync();
        await Bench.AlterAsync("DROP TABLE USER_PRODUCT_MAP");
        await Bench.AlterAsync("DROP TABLE USER_ORDER_STAGING");
        await Bench.AlterAsync("DROP TABLE USER_SYNC_LOG");
        foreach (var column in (string[])["DESCR", "ITEM_TYP", "IS_KIT_PAR", "RS_UTC_DT"])
        {
            await Bench.AlterAsync($"ALTER TABLE IM_ITEM DROP COLUMN {column}");
        }

        await Bench.ExecuteAsync("INSERT INTO IM_ITEM (ITEM_NO, STAT, IS_ECOMM_ITEM) VALUES ('A', 'A', 'Y')");

        var reading = await Bench.Till.ReadAsync(None);
        var missing = (await Bench.Till.DescribeAsync(None)).Missing;

        Assert.Empty(reading.Failures);
        Assert.Null(reading.Mappings);
        Assert.Null(reading.StagedOrders);
        Assert.Equal("A", Assert.Single(reading.Items).Sku.Text);
        Assert.Equal(
            [
                "IM_ITEM.DESCR",
                "IM_ITEM.ITEM_TYP",
                "IM_ITEM.IS_KIT_PAR",
                "IM_ITEM.RS_UTC_DT",
                "USER_PRODUCT_MAP",
                "USER_ORDER_STAGING",
                "USER_SYNC_LOG",
                "VI_EXPORT_PRODUCTS",
                "VI_INVENTORY_SYNC",
            ],
            missing.Select(part => part.Name)
        );
        Assert.All(missing, part => Assert.EndsWith(".", part.Cost, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DROP TABLE PS_DOC_LIN", "PS_DOC_LIN")]
    [InlineData("DROP TABLE PS_DOC_HDR", "PS_DOC_HDR")]
    [InlineData("ALTER TABLE PS_DOC_LIN DROP COLUMN LIN_TYP", "PS_DOC_LIN.LIN_TYP")]
    public async Task WithoutDocuments_TheStagingRowIsBelieved_AndTheCostIsNamed(string sql, string missing)
    {
        await Bench.AlterAsync(sql);
        await Bench.AddStagedOrderAsync(1, 1, "104583");

        Assert.Equal([StagedDocument.NotChecked], await DocumentStatesAsync());
        var part = Assert.Single((await Bench.Till.DescribeAsync(None)).Missing);
        Assert.Equal(missing, part.Name);
        Assert.Contains("commits any stock", part.Cost, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DocumentsThatFailToBeRead_AreNeverTakenForPosted()
    {
        await Bench.BreakDocumentsAsync();
        await Bench.AddStagedOrderAsync(1, 1, "104583");
        await Bench.AddStagedOrderAsync(2, 0, null);

        var reading = await Bench.Till.ReadAsync(None);

        Assert.Equal("PS_DOC_HDR", Assert.Single(reading.Failures).Probe);
        var orders = reading.StagedOrders!.OrderBy(order => order.OrderId).ToList();
        Assert.Equal([StagedDocument.Unreadable, StagedDocument.NotChecked], orders.Select(order => order.DocumentState));
        Assert.False(TillKnowledge.IsIn(orders[0], StockBasis.Available));
    }

    [Fact]
    public async Task ViewWithoutDate_IsMissing_NotFailing()
    {
        await DropViewsAsync();
        await Bench.AlterAsync("CREATE VIEW VI_EXPORT_PRODUCTS AS SELECT ITEM_NO AS SKU FROM IM_ITEM");

        var reading = await Bench.Till.ReadAsync(None);
        var profile = await Bench.Till.DescribeAsync(None);

        Assert.Empty(reading.Failures);
        Assert.Contains(profile.Missing, part => part.Name == "VI_EXPORT_PRODUCTS.LST_MAINT_DT");
    }

    [Fact]
    public async Task BrokenView_IsAFailure_NeverNothing()
    {
        await Bench.AddItemAsync("A");
        await Bench.AddMappingAsync("A", 1);
        await Bench.BreakStockViewAsync();

        var reading = await Bench.Till.ReadAsync(None);

        Assert.Single(reading.Items);
        Assert.Single(reading.Mappings!);
        var failure = Assert.Single(reading.Failures);
        Assert.Equal("VI_INVENTORY_SYNC", failure.Probe);
        Assert.NotEmpty(failure.Error);
    }

    [Fact]
    public async Task BrokenTable_IsAFailure_AndTheRestIsRead()
    {
        await Bench.AddItemAsync("A");
        await Bench.BreakStagingAsync();

        var reading = await Bench.Till.ReadAsync(None);

        Assert.Single(reading.Items);
        Assert.Null(reading.StagedOrders);
        Assert.Equal("USER_ORDER_STAGING", Assert.Single(reading.Failures).Probe);
    }

    [Fact]
    public async Task Objects_ThatAppearLater_AreSeen()
    {
        await DropViewsAsync();
        await Bench.AlterAsync("DROP TABLE IM_INV");
        var till = Bench.Till;
        await Assert.ThrowsAsync<TillException>(() => till.ReadAsync(None));

        await Bench.AlterAsync(
            "CREATE TABLE IM_INV (ITEM_NO varchar(20), LOC_ID varchar(10), QTY_ON_HND decimal(15,4), QTY_AVAIL decimal(15,4))"
        );

        Assert.Empty((await till.ReadAsync(None)).Items);
    }

    [Fact]
    public async Task Script_RunAgain_ChangesNothing()
    {
        await Bench.AddItemAsync("A");
        await Bench.AddMappingAsync("A", 1);
        await Bench.AddStagedOrderAsync(1, 0, null);
        var before = await Bench.Till.ReadAsync(None);

        await Bench.RunScriptAsync();
        await Bench.RunScriptAsync();

        var after = await Bench.Till.ReadAsync(None);
        Assert.Empty((await Bench.Till.DescribeAsync(None)).Missing);
        Assert.Equal(before.Mappings!, after.Mappings!);
        Assert.Equal(before.StagedOrders!, after.StagedOrders!);
        Assert.Equal(before.Items.Select(item => item.ProductStamp), after.Items.Select(item => item.ProductStamp));
    }

    [Fact]
    public async Task SyncLog_GetsOneRow()
    {
        var endedAt = (await Bench.Till.ReadAsync(None)).ReadAt;
        var entry = new SyncLogEntry("run-1", false, endedAt.AddSeconds(-90.5), endedAt, 1189, 12, 1176, 1, true, null);

        await new CounterpointSyncLog(Bench.Options).AppendAsync(entry, None);

        Assert.Equal(
            1,
            await CountAsync(
                "SYNC_ID = 'run-1' AND OPERATION_TYPE = 'inventory_sync' AND DIRECTION = 'CP_TO_WOO' AND DRY_RUN = 0 AND SUCCESS = 1 "
                    + "AND RECORDS_INPUT = 1189 AND RECORDS_CREATED = 0 AND RECORDS_UPDATED = 12 AND RECORDS_SKIPPED = 1176 AND RECORDS_FAILED = 1 "
                    + "AND DURATION_SECONDS = 90.5 AND START_TIME < END_TIME AND END_TIME <= CREATED_DT "
                    + "AND ERROR_MESSAGE IS NULL AND CREATED_BY = 'tillsync' AND LOG_ID > 0"
            )
        );
    }

    [Fact]
    public async Task SyncLog_IsInTheServersLocalTime()
    {
        await Bench.ExecuteAsync(
            "INSERT INTO USER_SYNC_LOG (SYNC_ID, OPERATION_TYPE, DIRECTION, START_TIME) VALUES ('other', 'x', 'x', '2025-01-01')"
        );
        var now = (await Bench.Till.ReadAsync(None)).ReadAt;

        await new CounterpointSyncLog(Bench.Options).AppendAsync(Entry("run-1", now), None);

        // The other row has the column's own default, GETDATE().
        Assert.Equal(
            1,
            await CountAsync("SYNC_ID = 'run-1' AND START_TIME >= (SELECT MIN(CREATED_DT) FROM USER_SYNC_LOG WHERE SYNC_ID = 'other')")
        );
    }

    [Fact]
    public async Task SyncLog_KeepsTheErrorText()
    {
        var now = (await Bench.Till.ReadAsync(None)).ReadAt;
        var text = $"shop: it's 503 — ü {new string('x', 9_000)}";

        await new CounterpointSyncLog(Bench.Options).AppendAsync(Entry("run-1", now) with { Error = text, Succeeded = false }, None);

        Assert.Equal(text, await Bench.ScalarAsync("SELECT ERROR_MESSAGE FROM USER_SYNC_LOG"));
    }

    [Fact]
    public async Task SyncLog_WithoutItsTable_SaysSo()
    {
        await Bench.AlterAsync("DROP TABLE USER_SYNC_LOG");

        var error = await Assert.ThrowsAsync<TillException>(() =>
            new CounterpointSyncLog(Bench.Options).AppendAsync(Entry("run-1", DateTimeOffset.UnixEpoch), None)
        );

        Assert.Contains("USER_SYNC_LOG", error.Subject, StringComparison.Ordinal);
        Assert.Contains("tillsync db script", error.Advice, StringComparison.Ordinal);
    }

    private static SyncLogEntry Entry(string id, DateTimeOffset at) => new(id, true, at, at, 0, 0, 0, 0, true, null);

    private async Task<int> CountAsync(string condition) =>
        Convert.ToInt32(
            await Bench.ScalarAsync($"SELECT COUNT(*) FROM USER_SYNC_LOG WHERE {condition}"),
            System.Globalization.CultureInfo.InvariantCulture
        );

    private async Task DropViewsAsync()
    {
        await Bench.AlterAsync("DROP VIEW VI_EXPORT_PRODUCTS");
        await Bench.AlterAsync("DROP VIEW VI_INVENTORY_SYNC");
    }
}
