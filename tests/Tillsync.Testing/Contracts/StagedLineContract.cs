using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Xunit;

namespace Tillsync.Testing.Contracts;

/// <summary>What staging rows say that the till was given, whoever wrote them and whatever database the till runs on.</summary>
public abstract class StagedLineContract : TillTestBase
{
    [Fact]
    public async Task RowsThatAreAskedFor_AreRead_AndNoOthers()
    {
        for (var order = 1; order <= 3; order++)
        {
            await Bench.AddStagedOrderAsync(
                order,
                1,
                "104583",
                $$"""[{"sku_original": "A-{{order}}", "quantity": {{order}}, "product_id": 13801}]"""
            );
        }

        var ids = (await Bench.Till.ReadAsync(None)).StagedOrders!.OrderBy(row => row.OrderId).Select(row => row.StagingId).ToList();
        var read = await Bench.Till.ReadStagedLinesAsync([ids[0], ids[2], 9_000_000_000, ids[0]], None);

        Assert.Equal([ids[0], ids[2]], read.Select(row => row.StagingId).Order());
        Assert.Equal(
            [new StagedLine(13_801, null, new Sku("A-1"), Some.Units(1)), new StagedLine(13_801, null, new Sku("A-3"), Some.Units(3))],
            read.OrderBy(row => row.StagingId).SelectMany(row => row.Lines!)
        );
        Assert.Empty(await Bench.Till.ReadStagedLinesAsync([], None));
    }

    [Fact]
    public async Task ManyRows_AreAskedForInParts()
    {
        for (var order = 1; order <= 3; order++)
        {
            await Bench.AddStagedOrderAsync(order, 1, "104583", """[{"sku": "A", "quantity": 1}]""");
        }

        var read = await Bench.Till.ReadStagedLinesAsync([.. Enumerable.Range(0, 2400).Select(id => (long)id)], None);

        Assert.Equal(3, read.Count);
        Assert.All(read, row => Assert.Single(row.Lines!));
    }

    [Fact]
    public async Task RowThatDoesNotSayIt_IsThere_WithoutLines()
    {
        await Bench.AddStagedOrderAsync(1, 1, "104583", null);
        await Bench.AddStagedOrderAsync(2, 1, "104583", "two of A");
        await Bench.AddStagedOrderAsync(3, 1, "104583", "[]");

        var read = await ReadAllAsync();

        Assert.Equal(3, read.Count);
        Assert.All(read, row => Assert.Null(row.Lines));
    }

    [Fact]
    public async Task SiteWithoutTheColumn_SaysItOfNoRow_AndTheCostIsNamed()
    {
        await Bench.AlterAsync("ALTER TABLE USER_ORDER_STAGING DROP COLUMN LINE_ITEMS_JSON");
        await Bench.ExecuteAsync("INSERT INTO USER_ORDER_STAGING (BATCH_ID, WOO_ORDER_ID, IS_APPLIED, CP_DOC_ID) VALUES ('B1', 1, 1, '2')");

        Assert.Null(Assert.Single(await ReadAllAsync()).Lines);
        var missing = Assert.Single((await Bench.Till.DescribeAsync(None)).Missing);
        Assert.Equal("USER_ORDER_STAGING.LINE_ITEMS_JSON", missing.Name);
    }

    [Fact]
    public async Task RowsThatCannotBeRead_AreAnError_NeverNothing()
    {
        await Bench.AlterAsync("DROP TABLE USER_ORDER_STAGING");

        var error = await Assert.ThrowsAsync<TillException>(() => Bench.Till.ReadStagedLinesAsync([1], None));

        Assert.Contains("USER_ORDER_STAGING", error.Subject, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<StagedLines>> ReadAllAsync()
    {
        var rows = (await Bench.Till.ReadAsync(None)).StagedOrders!;
        return await Bench.Till.ReadStagedLinesAsync([.. rows.Select(row => row.StagingId)], None);
    }
}
