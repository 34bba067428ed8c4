namespace Tillsync.Core.Recording;

/// <summary>What somebody decides about a held plan. The lease keeps it apart from a run that may be arriving at the same plan.</summary>
public sealed class PlanApproval(IJournal journal, LeaseHolder holder, TimeProvider time)
{
    /// <summary>The next run that arrives at exactly this plan carries it out, once.</summary>
    /// <param name="name">Its checksum, or the first digits of it.</param>
    /// <param name="by">Who says so, as user@host.</param>
    /// <exception cref="UnknownNameException">No held plan has this name, or several have.</exception>
    /// <exception cref="PlanSettledException">It waits no longer, or comes from an empty read.</exception>
    /// <exception cref="LeaseHeldException">A run is going on.</exception>
    public Task<HeldPlan> ApproveAsync(string name, string by, CancellationToken cancellationToken) =>
        DecideAsync(name, plan => HeldPlanBook.Approve(plan, by, time.GetUtcNow()), cancellationToken);

    /// <summary>Puts the plan away; a run that arrives at it again stays held.</summary>
    /// <inheritdoc cref="ApproveAsync"/>
    public Task<HeldPlan> RejectAsync(string name, string by, CancellationToken cancellationToken) =>
        DecideAsync(name, plan => HeldPlanBook.Reject(plan, by, time.GetUtcNow()), cancellationToken);

    private async Task<HeldPlan> DecideAsync(string name, Func<HeldPlan, HeldPlan> decide, CancellationToken cancellationToken)
    {
        var lease = await LeaseKeeper.AcquireAsync(journal, holder, time, cancellationToken);
        try
        {
            var plan = HeldPlanBook.Find(await journal.ReadHeldPlansAsync(cancellationToken), name);
            var decided = decide(plan);
            if (decided != plan)
            {
                await journal.SaveHeldPlansAsync(lease.Current, new HeldPlanChange([decided], [], null), cancellationToken);
            }

            return decided;
        }
        finally
        {
            await lease.ReleaseAsync();
        }
    }
}
