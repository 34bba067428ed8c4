using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Xunit;
using static Tillsync.Testing.Contracts.JournalSamples;

namespace Tillsync.Testing.Contracts;

/// <summary>
/// What every journal remembers. Its other promises are in <see cref="JournalLeaseContract"/>, <see cref="JournalFenceContract"/>,
/// <see cref="JournalIntentContract"/> and <see cref="JournalHeldPlanContract"/>.
/// </summary>
public abstract class JournalContract(JournalStand stand) : JournalTestBase(stand)
{
    [Fact]
    public async Task NewJournal_IsEmpty()
    {
        await using var journal = await OpenAsync();

        Assert.Null(await journal.ReadPositionsAsync(None));
        Assert.Empty(await journal.ReadHeldPlansAsync(None));
        Assert.Empty(await journal.ReadHeldWritesAsync("c0ffee", None));
        Assert.Empty(await journal.ReadItemsAsync(None));
        Assert.Empty(await journal.ReadStagedOrderIdsAsync(None));
        Assert.Empty(await journal.ReadListingsAsync(None));
        Assert.Empty(await journal.ReadOrdersAsync(None));
        Assert.Empty(await journal.ReadOpenIntentsAsync(None));
        Assert.Empty(await journal.ReadParkedAsync(None));
        Assert.Empty(await journal.ReadRunsAsync(10, None));
        Assert.Empty(await journal.ReadRunIntentsAsync(1, None));
        Assert.Empty(await journal.ReadSkuIntentsAsync(new Sku("A"), 10, None));
    }

    [Fact]
    public async Task Advance_IsReadBackAfterAReopen()
    {
        var line = new WebOrderLine(new ListingId(138, 141), new Sku("A"), new Quantity(2.5m), new Quantity(1));
        var bare = new WebOrderLine(null, null, new Quantity(1), Quantity.Zero);
        await using (var journal = await OpenAsync())
        {
            var lease = await TakeAsync(journal, Us);
            await CompleteAsync(journal, lease, Advance([Item("A")], staged: [7, 9], orders: [Order(1, "on-hold", line, bare), Order(2)]));
        }

        await using var reopened = await OpenAsync();
        Assert.Equal(Position(), await reopened.ReadPositionsAsync(None));
        Assert.Equal([Item("A")], await reopened.ReadItemsAsync(None));
        Assert.Equal([7, 9], (await reopened.ReadStagedOrderIdsAsync(None)).Order());
        var orders = (await reopened.ReadOrdersAsync(None)).OrderBy(order => order.OrderId).ToList();
        Assert.Equivalent(Order(1, "on-hold", line, bare), orders[0], strict: true);
        Assert.Equal([line, bare], orders[0].Lines);
        Assert.Empty(orders[1].Lines);
    }

    [Fact]
    public async Task Advance_ChangesAndForgetsItemsOnlyAsTold()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await CompleteAsync(journal, lease, Advance([Item("A"), Item("B"), Item("C")]));

        await CompleteAsync(journal, lease, Advance([Item("b", "1/0/1")], forgotten: [new Sku("c")]));

        var items = (await journal.ReadItemsAsync(None)).OrderBy(item => item.Sku).ToList();
        Assert.Equal([Item("A"), Item("B", "1/0/1")], items);
        Assert.Equal("b", items[1].Sku.Text);
    }

    [Fact]
    public async Task Advance_ReplacesStagedOrdersAndTheMirrorWhole()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await CompleteAsync(journal, lease, Advance(staged: [1, 2], orders: [Order(1), Order(2), Order(3)]));

        await CompleteAsync(journal, lease, Advance(staged: [2, 3, 3], orders: [Order(2, "completed"), Order(3), Order(4)]));

        Assert.Equal([2, 3], (await journal.ReadStagedOrderIdsAsync(None)).Order());
        var orders = (await journal.ReadOrdersAsync(None)).OrderBy(order => order.OrderId);
        Assert.Equal([(2, "completed"), (3, "processing"), (4, "processing")], orders.Select(order => (order.OrderId, order.Status)));
    }

    [Fact]
    public async Task Complete_WithoutAdvance_MovesNothing()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await CompleteAsync(journal, lease, Advance([Item("A")]));

        await CompleteAsync(journal, lease, null);

        Assert.Equal(Position(), await journal.ReadPositionsAsync(None));
        Assert.Equal([Item("A")], await journal.ReadItemsAsync(None));
    }

    [Fact]
    public async Task Complete_OfARunThatHasEnded_IsAMistakeAndMovesNothing()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        var run = await CompleteAsync(journal, lease, null);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            journal.CompleteRunAsync(lease, End(run, RunResult.Failed), Advance([Item("A")]), None)
        );

        Assert.Null(await journal.ReadPositionsAsync(None));
        Assert.Equal(RunResult.Succeeded, Assert.Single(await journal.ReadRunsAsync(9, None)).End?.Result);
    }

    [Fact]
    public async Task Runs_AreNewestFirst_WithAllThatWasSaidOfThem()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        var first = await CompleteAsync(journal, lease, null);
        var second = await journal.BeginRunAsync(lease, Start("a new order"), None);

        var runs = await journal.ReadRunsAsync(10, None);

        Assert.Equal(
            [new RunRecord(Start("a new order"), null, second, lease.Holder), new RunRecord(Start(), End(first), first, lease.Holder)],
            runs
        );
        Assert.Equal(second, Assert.Single(await journal.ReadRunsAsync(1, None)).RunId);
    }

    [Theory]
    [InlineData(RunResult.Succeeded)]
    [InlineData(RunResult.SucceededWithParked)]
    [InlineData(RunResult.Held)]
    [InlineData(RunResult.Failed)]
    [InlineData(RunResult.Cancelled)]
    [InlineData(RunResult.Interrupted)]
    public async Task Run_EndsAsTold(RunResult result)
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        var run = await journal.BeginRunAsync(lease, Start(), None);

        await journal.CompleteRunAsync(lease, End(run, result), null, None);

        Assert.Equal(result, Assert.Single(await journal.ReadRunsAsync(9, None)).End?.Result);
    }

    [Fact]
    public async Task Listings_AreReplacedByIdAndForgotten()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await journal.SaveListingsAsync(lease, [Listing("A", 1), Listing("B", 2), Listing("C", 3)], [], None);
        var renamed = Listing("B2", 2, acknowledged: 4, needsLook: true) with { Origin = MappingOrigin.ProductMap };

        await journal.SaveListingsAsync(lease, [renamed], [new ListingId(3), new ListingId(99)], None);

        Assert.Equal([Listing("A", 1), renamed], (await journal.ReadListingsAsync(None)).OrderBy(listing => listing.Listing));
    }

    [Fact]
    public async Task MarkForLook_MarksTheseAlone()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await journal.SaveListingsAsync(lease, [Listing("A", 1, 5), Listing("B", 2, 6)], [], None);

        await journal.MarkForLookAsync(lease, [new ListingId(2), new ListingId(99)], None);

        var listings = (await journal.ReadListingsAsync(None)).OrderBy(listing => listing.Listing);
        Assert.Equal([Listing("A", 1, 5), Listing("B", 2, 6, needsLook: true)], listings);
    }

    [Fact]
    public async Task Parked_IsReplacedBySkuAndCleared()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await journal.SaveParkedAsync(lease, [Parked("A"), Parked("B"), Parked("C")], [], None);

        await journal.SaveParkedAsync(lease, [Parked("b", attempts: 2) with { Listing = null }], [new Sku("c")], None);

        var parked = (await journal.ReadParkedAsync(None)).OrderBy(item => item.Sku);
        Assert.Equal([Parked("A"), Parked("B", attempts: 2) with { Listing = null }], parked);
    }

    [Fact]
    public async Task Storefronts_DoNotSeeEachOther()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await using var outlet = await OpenAsync("outlet");
        await CompleteAsync(journal, lease, Advance([Item("A")], staged: [1], orders: [Order(1)]));
        await journal.SaveListingsAsync(lease, [Listing("A", 1)], [], None);
        await journal.SaveParkedAsync(lease, [Parked("A")], [], None);

        Assert.Null(await outlet.ReadPositionsAsync(None));
        Assert.Empty(await outlet.ReadItemsAsync(None));
        Assert.Empty(await outlet.ReadStagedOrderIdsAsync(None));
        Assert.Empty(await outlet.ReadOrdersAsync(None));
        Assert.Empty(await outlet.ReadListingsAsync(None));
        Assert.Empty(await outlet.ReadParkedAsync(None));
        Assert.Empty(await outlet.ReadRunsAsync(9, None));
    }

    [Fact]
    public async Task Cancelled_BeforeACall_WritesNothing()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            journal.SaveParkedAsync(lease, [Parked("A")], [], new CancellationToken(canceled: true))
        );

        Assert.Empty(await journal.ReadParkedAsync(None));
    }

    private static async Task<long> CompleteAsync(IJournal journal, Lease lease, Advance? advance)
    {
        var run = await journal.BeginRunAsync(lease, Start(), None);
        await journal.CompleteRunAsync(lease, End(run), advance, None);
        return run;
    }
}
