using Tillsync.Adapters.Journal;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using static Tillsync.Tests.Journal.JournalUse;

namespace Tillsync.Tests.Journal;

/// <summary>The plan that an older journal held is still held after the update, and may be approved.</summary>
public sealed class HeldPlanMigrationTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task HeldPlan_IsTakenOverWithItsWritesAndItsRun()
    {
        Write(
            "[\"5 of 10 listings (50 %) would go to zero.\"]",
            "[\"01-10100 (138/141): 10 -> 0\",\"A (2): 3 -> 4 (7): none -> 2.5\",\"Ä'\\\" x (9): -3 -> 0\"]"
        );

        await using var journal = await OpenAsync(_folder.Options);

        var plan = Assert.Single(await journal.ReadHeldPlansAsync(None));
        Assert.Equal(("c0ffee012345", "full", 2L, 1, 3), (plan.Checksum, plan.Scope, plan.RunId, plan.Seen, plan.WriteCount));
        Assert.Equal((HeldPlanState.Held, true, null), (plan.State, plan.CanBeApproved, plan.DecidedBy));
        Assert.Equal(["5 of 10 listings (50 %) would go to zero."], plan.Reasons);
        Assert.Equal(new DateTimeOffset(2025, 3, 3, 9, 0, 0, TimeSpan.Zero), plan.HeldAt);
        Assert.Equal(
            [
                Held("01-10100", new ListingId(138, 141), 10, 0),
                Held("A (2): 3 -> 4", new ListingId(7), null, 2.5m),
                Held("Ä'\" x", new ListingId(9), -3, 0),
            ],
            await journal.ReadHeldWritesAsync("c0ffee012345", None)
        );
    }

    [Theory]
    [InlineData("The till returned no items at all. Is this the right company database?")]
    [InlineData("The till returned no stock rows at the selling locations. Check Till:Locations and IM_INV.")]
    public async Task PlanOfAnEmptyRead_StaysWithoutApproval(string reason)
    {
        Write($"[\"{reason}\"]", "[]");

        await using var journal = await OpenAsync(_folder.Options);

        Assert.False(Assert.Single(await journal.ReadHeldPlansAsync(None)).CanBeApproved);
    }

    [Fact]
    public async Task ReadOnly_ShowsIt_AndLeavesTheFileAsItIs()
    {
        Write("[\"too much\"]", "[\"A (1): 5 -> 0\"]");
        var before = await File.ReadAllBytesAsync(_folder.Path);

        await using (var journal = await OpenReadOnlyAsync(_folder.Options))
        {
            Assert.Single(await journal.ReadHeldPlansAsync(None));
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.Path));
    }

    [Fact]
    public async Task View_TellsWhatBecameOfPlans()
    {
        Write("[\"too much\"]", "[\"A (1): 5 -> 0\"]");

        await using var journal = await OpenAsync(_folder.Options);

        Assert.Equal(
            "main|c0ffee012345|full|held|1|1|[\"too much\"]",
            Ask(
                journal.Connection,
                "SELECT Storefront || '|' || Checksum || '|' || Scope || '|' || State || '|' || Seen || '|' || Writes || '|' || Reasons FROM vw_HeldPlans"
            )
        );
    }

    /// <summary>A journal of the first two schemas, which could hold one plan.</summary>
    private void Write(string reasons, string lines)
    {
        WriteFirstSchema(_folder);
        using var connection = Connect(_folder.Path);
        JournalMigrations.Apply(connection, _folder.Path, target: 2);
        using var insert = new Statement(
            connection,
            """
            INSERT INTO run (storefront_id, scope, reason, holder, started_at, result, ended_at, plan_checksum)
            VALUES (1, 'full', 'test', 'h', '2025-03-03T09:00:00.0000000Z', 'held', '2025-03-03T09:00:00.0000000Z', 'c0ffee012345');
            INSERT INTO held_plan (storefront_id, checksum, held_at, reasons, lines)
            VALUES (1, 'c0ffee012345', '2025-03-03T09:00:00.0000000Z', $reasons, $lines);
            """
        );
        insert.With("$reasons", reasons).With("$lines", lines).Run();
        Ask(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static HeldWrite Held(string sku, ListingId listing, decimal? from, decimal to) =>
        new(new Sku(sku), listing, from is { } shown ? Some.Units(shown) : null, Some.Listed(to), "");
}
