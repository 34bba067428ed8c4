using Tillsync.Core;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Xunit;
using static Tillsync.Testing.Contracts.JournalSamples;

namespace Tillsync.Testing.Contracts;

/// <summary>Each call that writes is refused with a stale lease, and leaves nothing behind.</summary>
public abstract class JournalFenceContract(JournalStand stand) : JournalTestBase(stand)
{
    /// <summary>The calls that write, by name.</summary>
    public static TheoryData<string> Writes => [.. Calls.Keys];

    private static Dictionary<string, Func<IJournal, Lease, long, long, Task>> Calls { get; } =
        new()
        {
            ["renew"] = (journal, lease, _, _) => journal.RenewLeaseAsync(lease, Term, None),
            ["begin"] = (journal, lease, _, _) => journal.BeginRunAsync(lease, Start("stale"), None),
            ["intents"] = (journal, lease, run, _) => journal.RecordIntentsAsync(lease, run, [Write("B", 2)], None),
            ["sending"] = (journal, lease, _, intent) => journal.RecordSendingAsync(lease, [intent], None),
            ["settlements"] = (journal, lease, _, intent) =>
                journal.RecordSettlementsAsync(lease, [new(intent, IntentState.Accepted, null, new Quantity(9))], None),
            ["listings"] = (journal, lease, _, _) => journal.SaveListingsAsync(lease, [Listing("B", 2)], [new ListingId(1)], None),
            ["look"] = (journal, lease, _, _) => journal.MarkForLookAsync(lease, [new ListingId(1)], None),
            ["parked"] = (journal, lease, _, _) => journal.SaveParkedAsync(lease, [Parked("B")], [new Sku("A")], None),
            ["held plan"] = (journal, lease, _, _) =>
                journal.SaveHeldPlansAsync(lease, new HeldPlanChange([Held("b")], ["c"], [HeldWrite("B")]), None),
            ["complete"] = (journal, lease, run, _) => journal.CompleteRunAsync(lease, End(run), Advance([Item("B")], stockRows: 2), None),
        };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Write_AfterATakeOver_IsRefusedAndLeavesNothing(string call)
    {
        await using var journal = await OpenAsync();
        var (lost, run, intent) = await FillAsync(journal);
        Clock.Advance(Term);
        await TakeAsync(journal, Us);
        var before = await DescribeAsync(journal);

        await Assert.ThrowsAsync<LeaseLostException>(() => Calls[call](journal, lost, run, intent));

        Assert.Equal(before, await DescribeAsync(journal));
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Write_AfterRelease_IsRefusedAndLeavesNothing(string call)
    {
        await using var journal = await OpenAsync();
        var (lost, run, intent) = await FillAsync(journal);
        await journal.ReleaseLeaseAsync(lost, None);
        var before = await DescribeAsync(journal);

        await Assert.ThrowsAsync<LeaseLostException>(() => Calls[call](journal, lost, run, intent));

        Assert.Equal(before, await DescribeAsync(journal));
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Write_WithTheNewestLease_Changes(string call)
    {
        await using var journal = await OpenAsync();
        var (lease, run, intent) = await FillAsync(journal);
        var before = await DescribeAsync(journal);

        await Calls[call](journal, lease, run, intent);

        Assert.True(call is "renew" or "sending" || before != await DescribeAsync(journal), "The refusals above would prove nothing.");
    }

    private async Task<(Lease Lease, long Run, long Intent)> FillAsync(IJournal journal)
    {
        var lease = await TakeAsync(journal, Elsewhere);
        var first = await journal.BeginRunAsync(lease, Start(), None);
        await journal.CompleteRunAsync(lease, End(first), Advance([Item("A")], staged: [1], orders: [Order(1)]), None);
        await journal.SaveListingsAsync(lease, [Listing("A", 1, acknowledged: 5)], [], None);
        await journal.SaveParkedAsync(lease, [Parked("A")], [], None);
        await journal.SaveHeldPlansAsync(lease, new HeldPlanChange([Held("c")], [], [HeldWrite("A")]), None);
        var run = await journal.BeginRunAsync(lease, Start(), None);
        var ids = await journal.RecordIntentsAsync(lease, run, [Write("A", 1)], None);
        return (lease, run, ids[0]);
    }

    /// <summary>All that the journal tells, as text.</summary>
    private static async Task<string> DescribeAsync(IJournal journal)
    {
        var runs = await journal.ReadRunsAsync(10, None);
        var intents = new List<Intent>();
        foreach (var run in runs)
        {
            intents.AddRange(await journal.ReadRunIntentsAsync(run.RunId, None));
        }

        object?[] parts =
        [
            await journal.ReadPositionsAsync(None),
            .. await journal.ReadItemsAsync(None),
            .. (await journal.ReadStagedOrderIdsAsync(None)).Cast<object>(),
            .. await journal.ReadListingsAsync(None),
            .. (await journal.ReadOrdersAsync(None)).Select(order => order.OrderId).Cast<object>(),
            .. await journal.ReadParkedAsync(None),
            .. (await journal.ReadHeldPlansAsync(None)).Select(plan => plan.Checksum),
            .. await journal.ReadHeldWritesAsync("b", None),
            .. await journal.ReadHeldWritesAsync("c", None),
            .. runs,
            .. intents,
        ];
        return string.Join('\n', parts);
    }
}
