using Tillsync.Core.Deciding;
using Tillsync.Core.Planning;

namespace Tillsync.Core.Recording;

/// <summary>Keeps the plans that the guard held, and knows which of them may go.</summary>
internal sealed class PlanHolder(IJournal journal, TimeProvider time)
{
    /// <summary>The plan as the journal knows it; null when no run was held with it.</summary>
    public async Task<HeldPlan?> FindAsync(string checksum, CancellationToken cancellationToken) =>
        (await journal.ReadHeldPlansAsync(cancellationToken)).FirstOrDefault(plan => plan.Checksum == checksum);

    /// <summary>
    /// Lets a held plan through when it was approved, before or by this request, and uses the approval up before anything is sent: a run
    /// that dies on the way leaves another plan behind, which wants a word of its own.
    /// </summary>
    /// <returns>False: it has to wait.</returns>
    public async Task<bool> TryCarryOutAsync(LeaseKeeper lease, RunTally tally, IReadOnlyList<string> reasons)
    {
        var held = HeldNow(tally, reasons);
        var known = await journal.ReadHeldPlansAsync(CancellationToken.None);
        var isApproved =
            tally.Request.ApprovedChecksum == held.Checksum
            || known.Any(plan => plan.Checksum == held.Checksum && plan.State == HeldPlanState.Approved);
        if (!isApproved || !held.CanBeApproved)
        {
            return false;
        }

        var change = HeldPlanBook.CarryOut(known, held, WritesOf(tally.First.Plan), tally.Request.By, tally.RunId);
        await SaveAsync(lease, change);
        tally.Held = change.Changed[0];
        return true;
    }

    public async Task HoldAsync(LeaseKeeper lease, RunTally tally, IReadOnlyList<string> reasons)
    {
        var known = await journal.ReadHeldPlansAsync(CancellationToken.None);
        var change = HeldPlanBook.Hold(known, HeldNow(tally, reasons), WritesOf(tally.First.Plan));
        await SaveAsync(lease, change);
        tally.Held = change.Changed[0];
    }

    /// <summary>The run went through: what waited before it does so no longer.</summary>
    public async Task GoThroughAsync(LeaseKeeper lease, string scope)
    {
        var known = await journal.ReadHeldPlansAsync(CancellationToken.None);
        await SaveAsync(lease, HeldPlanBook.GoThrough(known, scope, time.GetUtcNow()));
    }

    private async Task SaveAsync(LeaseKeeper lease, HeldPlanChange change)
    {
        if (!change.IsEmpty)
        {
            await journal.SaveHeldPlansAsync(lease.Current, change, CancellationToken.None);
        }
    }

    private HeldPlan HeldNow(RunTally tally, IReadOnlyList<string> reasons)
    {
        var pass = tally.First;
        var now = time.GetUtcNow();
        return new HeldPlan(
            PlanGuard.Checksum(pass.Plan, reasons),
            tally.Request.Scope,
            tally.RunId,
            now,
            now,
            Seen: 1,
            reasons,
            pass.CanBeApproved,
            pass.Plan.Writes.Count + pass.Plan.Creations.Count,
            HeldPlanState.Held
        );
    }

    private static IReadOnlyList<HeldWrite> WritesOf(Plan plan) =>
        [
            .. plan.Writes.Select(write => new HeldWrite(
                write.Sku,
                write.Listing,
                write.From,
                write.To,
                DecisionText.Arithmetic(write.Because)
            )),
            .. plan.Creations.Select(creation => new HeldWrite(
                creation.Sku,
                null,
                null,
                creation.Quantity,
                $"new draft \"{creation.Sheet.Name}\": {DecisionText.Arithmetic(creation.Because)}"
            )),
        ];
}
