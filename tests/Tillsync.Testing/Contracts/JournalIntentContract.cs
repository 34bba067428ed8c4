using Tillsync.Core.Deciding;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Xunit;
using static Tillsync.Testing.Contracts.JournalSamples;

namespace Tillsync.Testing.Contracts;

/// <summary>Intent before the request, outcome after it.</summary>
public abstract class JournalIntentContract(JournalStand stand) : JournalTestBase(stand)
{
    [Fact]
    public async Task IntentThatLeavesAgain_CarriesTheNewerInstant_AndOnlyThat()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        var run = await journal.BeginRunAsync(lease, Start(), None);
        var ids = await journal.RecordIntentsAsync(lease, run, [Write("A", 1), Write("B", 2)], None);
        var before = await journal.ReadRunIntentsAsync(run, None);
        Clock.Advance(TimeSpan.FromMinutes(3));

        await journal.RecordSendingAsync(lease, [ids[1]], None);

        Assert.Equal([before[0], before[1] with { IntendedAt = Clock.GetUtcNow() }], await journal.ReadRunIntentsAsync(run, None));
    }

    [Fact]
    public async Task Intents_AreReadAsTheyWereMeant()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        var run = await journal.BeginRunAsync(lease, Start(), None);
        var because = new Decision.List(
            new Sku("A"),
            new ListedQuantity(new Quantity(13)),
            new AvailableToSell(new Quantity(13)),
            new StockLevel.Counted(new OnHand(new Quantity(495)), new Committed(new Quantity(480)), new Quantity(15)),
            StockBasis.Available,
            new Reserved(new Quantity(2)),
            new SafetyStock(Quantity.Zero)
        );
        var write = new PlannedWrite(new ListingId(138, 141), new Sku("A"), new Quantity(1.5m), because.To, TakesOver: false, because);

        var ids = await journal.RecordIntentsAsync(lease, run, [write, write with { From = null }], None);

        var intents = await journal.ReadRunIntentsAsync(run, None);
        var expected = new Intent(
            ids[0],
            run,
            write.Sku,
            write.Listing,
            write.From,
            write.To,
            new Quantity(11.5m),
            DecisionText.Arithmetic(because),
            Clock.GetUtcNow(),
            IntentState.Intended,
            null,
            null
        );
        Assert.Equal([expected, expected with { IntentId = ids[1], From = null, Delta = null }], intents);
    }

    [Fact]
    public async Task Intents_OfARunThatHasEnded_AreAMistake()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        var run = await journal.BeginRunAsync(lease, Start(), None);
        await journal.CompleteRunAsync(lease, End(run), null, None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => journal.RecordIntentsAsync(lease, run, [Write("A", 1)], None));
    }

    [Fact]
    public async Task OpenIntents_AreIntendedAndUnknown_OldestFirst()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        var ids = await IntendAsync(journal, lease, Write("E", 5), Write("D", 4), Write("C", 3), Write("B", 2), Write("A", 1));
        await journal.RecordSettlementsAsync(
            lease,
            [
                new(ids[3], IntentState.Unknown, "time-out", null),
                new(ids[1], IntentState.Accepted, null, new Quantity(3)),
                new(ids[2], IntentState.Refused, "no", null),
                new(ids[4], IntentState.Resolved, null, new Quantity(3)),
            ],
            None
        );

        var open = await journal.ReadOpenIntentsAsync(None);

        Assert.Equal(
            [(ids[0], IntentState.Intended), (ids[3], IntentState.Unknown)],
            open.Select(intent => (intent.IntentId, intent.State))
        );
    }

    [Fact]
    public async Task Settlement_IsStoredWithItsInstant()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        var ids = await IntendAsync(journal, lease, Write("A", 1));
        Clock.Advance(TimeSpan.FromMilliseconds(1234));

        await journal.RecordSettlementsAsync(lease, [new(ids[0], IntentState.Refused, "the shop's words", null)], None);

        var intent = Assert.Single(await journal.ReadSkuIntentsAsync(new Sku("A"), 9, None));
        Assert.Equal((IntentState.Refused, "the shop's words", Clock.GetUtcNow()), (intent.State, intent.Detail, intent.SettledAt));
    }

    [Fact]
    public async Task Settlement_WithANumber_AcknowledgesAndNeedsNoLook()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await journal.SaveListingsAsync(lease, [Listing("A", 1, acknowledged: 5, needsLook: true), Listing("B", 2)], [], None);
        var ids = await IntendAsync(journal, lease, Write("A", 1));
        Clock.Advance(TimeSpan.FromSeconds(1));

        await journal.RecordSettlementsAsync(lease, [new(ids[0], IntentState.Accepted, null, new Quantity(3))], None);

        var listings = await journal.ReadListingsAsync(None);
        Assert.Contains(Listing("A", 1, acknowledged: 3) with { AcknowledgedAt = Clock.GetUtcNow() }, listings);
        Assert.Contains(Listing("B", 2), listings);
    }

    [Fact]
    public async Task Settlement_Unknown_NeedsALookAndKeepsTheLastNumber()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await journal.SaveListingsAsync(lease, [Listing("A", 1, acknowledged: 5)], [], None);
        var ids = await IntendAsync(journal, lease, Write("A", 1));

        await journal.RecordSettlementsAsync(lease, [new(ids[0], IntentState.Unknown, "time-out", null)], None);

        Assert.Equal([Listing("A", 1, acknowledged: 5, needsLook: true)], await journal.ReadListingsAsync(None));
    }

    [Fact]
    public async Task Settlement_UnknownWithANumber_StillNeedsALook()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await journal.SaveListingsAsync(lease, [Listing("A", 1, acknowledged: 5)], [], None);
        var ids = await IntendAsync(journal, lease, Write("A", 1));

        await journal.RecordSettlementsAsync(lease, [new(ids[0], IntentState.Unknown, "odd", new Quantity(4))], None);

        Assert.True(Assert.Single(await journal.ReadListingsAsync(None)).NeedsLook);
    }

    [Theory]
    [InlineData(IntentState.Accepted, 4)]
    [InlineData(IntentState.Refused, null)]
    public async Task Settlement_ThatAsksForALook_GetsIt(IntentState state, int? shows)
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await journal.SaveListingsAsync(lease, [Listing("A", 1, acknowledged: 5)], [], None);
        var ids = await IntendAsync(journal, lease, Write("A", 1));
        var settlement = new Settlement(ids[0], state, null, shows is { } units ? new Quantity(units) : null) { AsksForLook = true };

        await journal.RecordSettlementsAsync(lease, [settlement], None);

        var listing = Assert.Single(await journal.ReadListingsAsync(None));
        Assert.Equal((true, new Quantity(shows ?? 5)), (listing.NeedsLook, listing.Acknowledged));
    }

    [Fact]
    public async Task Settlement_RefusedWithoutANumber_LeavesTheListing()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await journal.SaveListingsAsync(lease, [Listing("A", 1, acknowledged: 5, needsLook: true)], [], None);
        var ids = await IntendAsync(journal, lease, Write("A", 1));

        await journal.RecordSettlementsAsync(lease, [new(ids[0], IntentState.Refused, "no", null)], None);

        Assert.Equal([Listing("A", 1, acknowledged: 5, needsLook: true)], await journal.ReadListingsAsync(None));
    }

    [Fact]
    public async Task Settlement_OfAnIntentThatIsNotThere_StoresNone()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await journal.SaveListingsAsync(lease, [Listing("A", 1, acknowledged: 5)], [], None);
        var ids = await IntendAsync(journal, lease, Write("A", 1));
        Settlement[] settlements =
        [
            new(ids[0], IntentState.Accepted, null, new Quantity(3)),
            new(ids[0] + 1000, IntentState.Accepted, null, new Quantity(3)),
        ];

        await Assert.ThrowsAsync<InvalidOperationException>(() => journal.RecordSettlementsAsync(lease, settlements, None));

        Assert.Single(await journal.ReadOpenIntentsAsync(None));
        Assert.Equal([Listing("A", 1, acknowledged: 5)], await journal.ReadListingsAsync(None));
    }

    [Fact]
    public async Task Settlement_OfAnotherStorefrontsIntent_IsAMistake()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        var (outlet, outletLease) = await OpenToWriteAsync("outlet");
        await using var __ = outlet;
        var ids = await IntendAsync(journal, lease, Write("A", 1));

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            outlet.RecordSettlementsAsync(outletLease, [new(ids[0], IntentState.Accepted, null, null)], None)
        );
    }

    [Theory]
    [InlineData("ab-12", "AB-12")]
    [InlineData("ärmel", "ÄRMEL")]
    [InlineData("ДЖЕМ", "джем")]
    public async Task SkuIntents_AreFoundWhateverTheCase(string written, string asked)
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await IntendAsync(journal, lease, Write(written, 1), Write("other", 2));

        var intent = Assert.Single(await journal.ReadSkuIntentsAsync(new Sku(asked), 9, None));

        Assert.Equal(written, intent.Sku.Text);
    }

    [Fact]
    public async Task SkuIntents_AreNewestFirst_AndAtMostTheLimit()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        var ids = await IntendAsync(journal, lease, Write("A", 1), Write("A", 1), Write("A", 1));

        var intents = await journal.ReadSkuIntentsAsync(new Sku("A"), 2, None);

        Assert.Equal([ids[2], ids[1]], intents.Select(intent => intent.IntentId));
    }

    [Fact]
    public async Task Intents_OfAnotherStorefront_AreNotSeen()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await using var outlet = await OpenAsync("outlet");
        await IntendAsync(journal, lease, Write("A", 1));

        Assert.Empty(await outlet.ReadOpenIntentsAsync(None));
        Assert.Empty(await outlet.ReadSkuIntentsAsync(new Sku("A"), 9, None));
    }

    private static async Task<IReadOnlyList<long>> IntendAsync(IJournal journal, Lease lease, params PlannedWrite[] writes)
    {
        var run = await journal.BeginRunAsync(lease, Start(), None);
        return await journal.RecordIntentsAsync(lease, run, writes, None);
    }
}
