using Tillsync.Core.Recording;
using Xunit;
using static Tillsync.Testing.Contracts.JournalSamples;

namespace Tillsync.Testing.Contracts;

/// <summary>What every journal keeps of the plans that the guard held.</summary>
public abstract class JournalHeldPlanContract(JournalStand stand) : JournalTestBase(stand)
{
    [Fact]
    public async Task Plan_IsReadBackAfterAReopen_WithItsWritesInOrder()
    {
        IReadOnlyList<HeldWrite> writes = [HeldWrite("Ä (1): 2 -> 3"), HeldWrite("B", from: null), HeldWrite("A", from: -2, to: 4)];
        await using (var journal = await OpenAsync())
        {
            var lease = await TakeAsync(journal, Us);
            await journal.SaveHeldPlansAsync(lease, new HeldPlanChange([Held("c0ffee")], [], writes), None);
        }

        await using var reopened = await OpenAsync();

        Assert.Equivalent(Held("c0ffee"), Assert.Single(await reopened.ReadHeldPlansAsync(None)), strict: true);
        Assert.Equal(writes, await reopened.ReadHeldWritesAsync("c0ffee", None));
    }

    [Theory]
    [InlineData(HeldPlanState.Held)]
    [InlineData(HeldPlanState.Approved)]
    [InlineData(HeldPlanState.Rejected)]
    [InlineData(HeldPlanState.Applied)]
    [InlineData(HeldPlanState.Superseded)]
    public async Task Plan_IsReplacedByItsChecksum_WithEverythingThatWasSaidOfIt(HeldPlanState state)
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await journal.SaveHeldPlansAsync(lease, new HeldPlanChange([Held("c0ffee")], [], [HeldWrite("A")]), None);
        var after = Held("c0ffee", state, lastSeenMinute: 9) with
        {
            Scope = "undo 3",
            RunId = null,
            Seen = 4,
            CanBeApproved = false,
            DecidedBy = "ann@till",
            DecidedAt = Clock.GetUtcNow(),
            EndedAt = Clock.GetUtcNow().AddMinutes(1),
            AppliedRunId = 8,
            SupersededBy = "beef",
        };

        await journal.SaveHeldPlansAsync(lease, new HeldPlanChange([after], [], null), None);

        Assert.Equivalent(after, Assert.Single(await journal.ReadHeldPlansAsync(None)), strict: true);
        Assert.Equal([HeldWrite("A")], await journal.ReadHeldWritesAsync("c0ffee", None));
    }

    [Fact]
    public async Task Writes_AreReplacedWhole()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await journal.SaveHeldPlansAsync(lease, new HeldPlanChange([Held("c0ffee")], [], [HeldWrite("A"), HeldWrite("B")]), None);

        await journal.SaveHeldPlansAsync(lease, new HeldPlanChange([Held("c0ffee")], [], [HeldWrite("C")]), None);

        Assert.Equal([HeldWrite("C")], await journal.ReadHeldWritesAsync("c0ffee", None));
    }

    [Fact]
    public async Task Plans_AreThoseLastSeenFirst_AndGoWithTheirWrites()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await journal.SaveHeldPlansAsync(lease, new HeldPlanChange([Held("a", lastSeenMinute: 1)], [], [HeldWrite("A")]), None);
        await journal.SaveHeldPlansAsync(lease, new HeldPlanChange([Held("b", lastSeenMinute: 3)], [], [HeldWrite("B")]), None);
        await journal.SaveHeldPlansAsync(lease, new HeldPlanChange([Held("c", lastSeenMinute: 2)], [], [HeldWrite("C")]), None);
        Assert.Equal(["b", "c", "a"], (await journal.ReadHeldPlansAsync(None)).Select(plan => plan.Checksum));

        await journal.SaveHeldPlansAsync(lease, new HeldPlanChange([], ["b", "never held"], null), None);

        Assert.Equal(["c", "a"], (await journal.ReadHeldPlansAsync(None)).Select(plan => plan.Checksum));
        Assert.Empty(await journal.ReadHeldWritesAsync("b", None));
        Assert.Equal([HeldWrite("C")], await journal.ReadHeldWritesAsync("c", None));
    }

    [Fact]
    public async Task Storefronts_MayHoldTheSamePlan()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await using var outlet = await OpenAsync("outlet");
        await journal.SaveHeldPlansAsync(lease, new HeldPlanChange([Held("c0ffee")], [], [HeldWrite("A")]), None);
        Assert.Empty(await outlet.ReadHeldPlansAsync(None));
        Assert.Empty(await outlet.ReadHeldWritesAsync("c0ffee", None));

        var outletLease = await TakeAsync(outlet, Us);
        await outlet.SaveHeldPlansAsync(outletLease, new HeldPlanChange([Held("c0ffee")], [], [HeldWrite("B")]), None);
        await journal.SaveHeldPlansAsync(lease, new HeldPlanChange([], ["c0ffee"], null), None);

        Assert.Equal([HeldWrite("B")], await outlet.ReadHeldWritesAsync("c0ffee", None));
    }
}
