using Tillsync.Adapters.Counterpoint;
using Tillsync.Testing.Contracts;

namespace Tillsync.Tests.Counterpoint;

public sealed class TillInspectionTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Inspection_ShowsClockColumnsAndNewestDates()
    {
        await using var bench = await SqliteTillBench.CreateAsync();
        await bench.AddItemAsync("abc");
        await bench.AddStockAsync("abc", "01", 1);
        await bench.AddStockAsync("abc", "02", 1);
        await bench.ExecuteAsync("UPDATE IM_INV SET LST_MAINT_DT = '2026-01-01 08:00:00'");
        await bench.ExecuteAsync("UPDATE IM_INV SET LST_MAINT_DT = '2026-02-03 09:10:11.120' WHERE LOC_ID = '02'");

        var found = await new CounterpointTill(bench.Options, TimeProvider.System).InspectAsync(None);

        Assert.InRange(TimeProvider.System.GetUtcNow() - found.Now, TimeSpan.FromSeconds(-5), TimeSpan.FromMinutes(1));
        Assert.Equal(new DateTime(2026, 2, 3, 9, 10, 11, 120), found.Newest.Stock);
        Assert.Null(found.Newest.Staged);
        Assert.Contains(found.Columns, column => column is { Table: "IM_INV", Column: "QTY_ON_HND" });
        Assert.Null(found.Rights);
    }

    [Fact]
    public async Task Inspection_NeedsNothingThatAReadNeeds()
    {
        await using var bench = await SqliteTillBench.CreateAsync();
        await bench.BreakStockViewAsync();
        await bench.ExecuteAsync("DROP TABLE IM_INV");

        var found = await new CounterpointTill(bench.Options, TimeProvider.System).InspectAsync(None);

        Assert.DoesNotContain(found.Columns, column => column.Table is "IM_INV" or "VI_INVENTORY_SYNC");
        Assert.Contains(found.Columns, column => column.Table == "IM_ITEM");
        Assert.Null(found.Newest.Stock);
    }
}
