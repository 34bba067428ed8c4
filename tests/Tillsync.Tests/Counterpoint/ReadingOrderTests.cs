using Tillsync.Adapters.Counterpoint;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Testing.Contracts;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Counterpoint;

public sealed class ReadingOrderTests
{
    [Fact]
    public async Task ClockThenStagingThenStock()
    {
        await using var bench = await SqliteTillBench.CreateAsync();
        var dialect = new RecordingDialect(bench.Options);

        await new CounterpointTill(dialect, SellingLocations.Every, TimeProvider.System).ReadAsync(CancellationToken.None);

        Assert.Equal(
            [
                "clock",
                "USER_ORDER_STAGING",
                "USER_PRODUCT_MAP",
                "IM_ITEM",
                "IM_ITEM",
                "IM_INV",
                "IM_INV_CELL",
                "VI_EXPORT_PRODUCTS",
                "VI_INVENTORY_SYNC",
            ],
            dialect.Statements
        );
    }

    [Fact]
    public async Task DocumentsOfAppliedOrders_AreReadBetweenStagingAndStock()
    {
        await using var bench = await SqliteTillBench.CreateAsync();
        await bench.AddStagedOrderAsync(1, 1, "104583");
        await bench.AddStagedOrderAsync(2, 1, "104584");
        await bench.AddDocumentAsync(104_583, "O", "S");
        var dialect = new RecordingDialect(bench.Options);

        await new CounterpointTill(dialect, SellingLocations.Every, TimeProvider.System).ReadAsync(CancellationToken.None);

        Assert.Equal(
            ["clock", "USER_ORDER_STAGING", "PS_DOC_HDR", "PS_DOC_LIN", "USER_PRODUCT_MAP", "IM_ITEM", "IM_ITEM", "IM_INV", "IM_INV_CELL"],
            dialect.Statements.Take(9)
        );
    }

    [Fact]
    public async Task DocumentsThatTheLoginMayNotRead_AreMissing_NotFailing()
    {
        await using var bench = await SqliteTillBench.CreateAsync();
        await bench.AddStagedOrderAsync(1, 1, "104583");
        var till = new CounterpointTill(new NoRightOnDocumentsDialect(bench.Options), SellingLocations.Every, TimeProvider.System);

        var reading = await till.ReadAsync(CancellationToken.None);
        var missing = (await till.DescribeAsync(CancellationToken.None)).Missing;

        Assert.Empty(reading.Failures);
        Assert.Equal(StagedDocument.NotChecked, Assert.Single(reading.StagedOrders!).DocumentState);
        Assert.StartsWith("It exists but cannot be read", missing.Single(part => part.Name == "PS_DOC_HDR").Cost, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LocalTimes_AreConvertedWithTheServersOffset()
    {
        await using var bench = await SqliteTillBench.CreateAsync();
        await bench.ExecuteAsync(
            "INSERT INTO USER_ORDER_STAGING (BATCH_ID, WOO_ORDER_ID, CREATED_DT) VALUES ('B1', 1, '2025-07-01 11:00:00')"
        );
        var dialect = new SummerInFloridaDialect(bench.Options);

        var reading = await new CounterpointTill(dialect, SellingLocations.Every, TimeProvider.System).ReadAsync(CancellationToken.None);
        var startedAt = reading.ReadAt.AddMinutes(-1);
        await new CounterpointSyncLog(dialect).AppendAsync(
            new SyncLogEntry("run-1", false, startedAt, reading.ReadAt, 0, 0, 0, 0, true, null),
            CancellationToken.None
        );

        Assert.Equal(new DateTimeOffset(2025, 7, 1, 16, 0, 0, TimeSpan.Zero), reading.ReadAt);
        Assert.Equal(new DateTimeOffset(2025, 7, 1, 15, 0, 0, TimeSpan.Zero), Assert.Single(reading.StagedOrders!).CreatedAt);
        Assert.Equal("2025-07-01 11:59:00", await bench.ScalarAsync("SELECT START_TIME FROM USER_SYNC_LOG"));
        Assert.Equal("2025-07-01 12:00:00", await bench.ScalarAsync("SELECT END_TIME FROM USER_SYNC_LOG"));
    }

    [Fact]
    public async Task Catalogue_IsReadAgainAfterAWhile_OrAFailure()
    {
        await using var bench = await SqliteTillBench.CreateAsync();
        var dialect = new RecordingDialect(bench.Options);
        var time = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        var till = new CounterpointTill(dialect, SellingLocations.Every, time);

        await till.ReadAsync(CancellationToken.None);
        await till.ReadAsync(CancellationToken.None);
        Assert.Equal(1, dialect.Catalogues);

        time.Advance(TimeSpan.FromMinutes(6));
        await till.ReadAsync(CancellationToken.None);
        Assert.Equal(2, dialect.Catalogues);

        await bench.ExecuteAsync("ALTER TABLE IM_ITEM DROP COLUMN RS_UTC_DT");
        Assert.Empty((await till.ReadAsync(CancellationToken.None)).Failures);
        Assert.Equal(3, dialect.Catalogues);
    }

    private sealed class RecordingDialect(TillOptions options) : WrappedDialect(options)
    {
        public List<string> Statements { get; } = [];

        public int Catalogues { get; private set; }

        public override string ClockQuery
        {
            get
            {
                Statements.Add("clock");
                return base.ClockQuery;
            }
        }

        public override string Qualify(string name)
        {
            Statements.Add(name);
            return base.Qualify(name);
        }

        public override Task<IReadOnlyList<FoundObject>> FindObjectsAsync(TillSession session, CancellationToken cancellationToken)
        {
            Catalogues++;
            return base.FindObjectsAsync(session, cancellationToken);
        }
    }

    private sealed class NoRightOnDocumentsDialect(TillOptions options) : WrappedDialect(options)
    {
        public override async Task<IReadOnlyList<FoundObject>> FindObjectsAsync(TillSession session, CancellationToken cancellationToken) =>
            [
                .. (await base.FindObjectsAsync(session, cancellationToken)).Select(found =>
                    found.Name == "PS_DOC_HDR" ? found with { Problem = "The SELECT permission was denied." } : found
                ),
            ];
    }

    private sealed class SummerInFloridaDialect(TillOptions options) : WrappedDialect(options)
    {
        public override string ClockQuery => "SELECT '2025-07-01 16:00:00', '2025-07-01 12:00:00.010'";
    }
}
