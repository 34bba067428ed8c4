using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Xunit;
using static Tillsync.Testing.Contracts.JournalSamples;

namespace Tillsync.Testing.Contracts;

/// <summary>What every journal keeps of products that were to be made.</summary>
public abstract class JournalCreationContract(JournalStand stand) : JournalTestBase(stand)
{
    [Fact]
    public async Task ACreation_IsThereBeforeItsOutcome_AndOutlastsAReopen()
    {
        await using (var journal = await OpenAsync())
        {
            Assert.Empty(await journal.ReadCreationsAsync(None));
            var (lease, run) = await BeginAsync(journal);
            await journal.RecordCreationAsync(lease, run, Planned("Ä-1", 2.5m), None);
            await journal.RecordCreationAsync(lease, run, Planned("B", 0), None);
        }

        await using var reopened = await OpenAsync();
        var creations = await reopened.ReadCreationsAsync(None);

        Assert.Equal(["Ä-1", "B"], creations.Select(creation => creation.Sku.Text));
        Assert.All(creations, creation => Assert.True(creation is { IsOpen: true, Listing: null, SettledAt: null }));
        Assert.Equal(
            (Some.Listed(2.5m), "Name of Ä-1", Clock.GetUtcNow()),
            (creations[0].Quantity, creations[0].Name, creations[0].IntendedAt)
        );
        Assert.Contains("-> lists 2.5", creations[0].Inputs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sending_MovesTheMomentOfTheIntent()
    {
        await using var journal = await OpenAsync();
        var (lease, run) = await BeginAsync(journal);
        var id = await journal.RecordCreationAsync(lease, run, Planned("A", 1), None);
        Clock.Advance(TimeSpan.FromMinutes(1));

        await journal.RecordCreationSendingAsync(lease, id, None);

        Assert.Equal(Clock.GetUtcNow(), Assert.Single(await journal.ReadCreationsAsync(None)).IntendedAt);
    }

    [Fact]
    public async Task AnOutcome_IsKeptTogetherWithTheListingThatCameOfIt()
    {
        await using var journal = await OpenAsync();
        var (lease, run) = await BeginAsync(journal);
        var made = await journal.RecordCreationAsync(lease, run, Planned("A", 1), None);
        var refused = await journal.RecordCreationAsync(lease, run, Planned("B", 1), None);
        var unknown = await journal.RecordCreationAsync(lease, run, Planned("C", 1), None);
        var listing = Some.Record(Some.ListingId(7), new Sku("A"), 1);

        await journal.SettleCreationAsync(lease, new CreationSettlement(made, IntentState.Accepted, null, listing.Listing, listing), None);
        await journal.SettleCreationAsync(lease, new CreationSettlement(refused, IntentState.Refused, "no: why", null, null), None);
        await journal.SettleCreationAsync(lease, new CreationSettlement(unknown, IntentState.Unknown, "time-out", null, null), None);

        var creations = await journal.ReadCreationsAsync(None);
        Assert.Equal([IntentState.Accepted, IntentState.Refused, IntentState.Unknown], creations.Select(creation => creation.State));
        Assert.Equal([false, false, true], creations.Select(creation => creation.IsOpen));
        Assert.Equal([listing.Listing, null, null], creations.Select(creation => creation.Listing));
        Assert.Equal([null, "no: why", "time-out"], creations.Select(creation => creation.Detail));
        Assert.Equal(listing.Listing, Assert.Single(await journal.ReadListingsAsync(None)).Listing);
    }

    [Fact]
    public async Task WhoWasOvertaken_CanRecordNothing()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        var run = await journal.BeginRunAsync(lease, new RunStart("full", "test", Clock.GetUtcNow()), None);
        var id = await journal.RecordCreationAsync(lease, run, Planned("A", 1), None);
        await journal.ReleaseLeaseAsync(lease, None);
        await TakeAsync(journal, Us);

        await Assert.ThrowsAsync<LeaseLostException>(() => journal.RecordCreationAsync(lease, run, Planned("B", 1), None));
        await Assert.ThrowsAsync<LeaseLostException>(() => journal.RecordCreationSendingAsync(lease, id, None));
        await Assert.ThrowsAsync<LeaseLostException>(() =>
            journal.SettleCreationAsync(lease, new CreationSettlement(id, IntentState.Accepted, null, Some.ListingId(), null), None)
        );

        Assert.Equal(IntentState.Intended, Assert.Single(await journal.ReadCreationsAsync(None)).State);
    }

    [Fact]
    public async Task WhatNobodyMeant_CannotBeSettled_AndEachStorefrontHasItsOwn()
    {
        await using var journal = await OpenAsync();
        var (lease, run) = await BeginAsync(journal);
        await journal.RecordCreationAsync(lease, run, Planned("A", 1), None);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            journal.SettleCreationAsync(lease, new CreationSettlement(99, IntentState.Refused, null, null, null), None)
        );

        await using var other = await OpenAsync("other");
        Assert.Empty(await other.ReadCreationsAsync(None));
    }

    private async Task<(Lease Lease, long Run)> BeginAsync(IJournal journal)
    {
        var lease = await TakeAsync(journal, Us);
        return (lease, await journal.BeginRunAsync(lease, new RunStart("full", "test", Clock.GetUtcNow()), None));
    }

    private static PlannedCreation Planned(string sku, decimal quantity) =>
        new(new ProductSheet(new Sku(sku), $"Name of {sku}"), Some.Listed(quantity), null, Some.ToList(new Sku(sku), quantity));
}
