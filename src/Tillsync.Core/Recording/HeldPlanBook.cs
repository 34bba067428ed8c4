namespace Tillsync.Core.Recording;

/// <summary>What becomes of held plans as runs come by and people decide. Pure.</summary>
public static class HeldPlanBook
{
    /// <summary>Fewer digits of a checksum might be typed by mistake.</summary>
    public const int PrefixLength = 6;

    /// <summary>Plans that wait no longer are kept for those who ask what happened; a till that never rests makes a new one with each run.</summary>
    private const int KeptMax = 20;

    /// <summary>As long as runs are kept.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <summary>The plan with this checksum, or the only one that begins with these digits.</summary>
    /// <exception cref="UnknownNameException">There is none, or there are several.</exception>
    public static HeldPlan Find(IReadOnlyList<HeldPlan> known, string text)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(text);
        var digits = text.Trim().ToLowerInvariant();
        if (known.FirstOrDefault(plan => plan.Checksum == digits) is { } exact)
        {
            return exact;
        }

        if (digits.Length < PrefixLength)
        {
            throw new UnknownNameException(
                $"Plan {text}",
                "That is too short to name a plan.",
                $"Give at least {PrefixLength} digits of it."
            );
        }

        var found = known.Where(plan => plan.Checksum.StartsWith(digits, StringComparison.Ordinal)).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new UnknownNameException($"Plan {text}", "No plan with this checksum has been held.", "See `tillsync plans list`."),
            _ => throw new UnknownNameException(
                $"Plan {text}",
                $"Several plans begin like this: {string.Join(", ", found.Select(plan => plan.Checksum))}.",
                "Give more digits."
            ),
        };
    }

    /// <summary>
    /// A run was held with this plan. One that waits or was rejected is only counted; another of the same scope that waited has been
    /// overtaken, and its approval lapses.
    /// </summary>
    public static HeldPlanChange Hold(IReadOnlyList<HeldPlan> known, HeldPlan held, IReadOnlyList<HeldWrite> writes)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(held);
        var before = known.FirstOrDefault(plan => plan.Checksum == held.Checksum);
        var waits = before is { State: not (HeldPlanState.Applied or HeldPlanState.Superseded) };
        var now = waits ? before! with { Scope = held.Scope, LastSeenAt = held.HeldAt, Seen = before!.Seen + 1 } : held; // One that waits is known.
        var overtaken = known
            .Where(plan => plan.IsOpen && plan.Scope == held.Scope && plan.Checksum != held.Checksum)
            .Select(plan => Supersede(plan, held.Checksum, held.HeldAt));
        return Change(known, [now, .. overtaken], waits ? null : writes, held.HeldAt);
    }

    /// <summary>A run is about to carry out this plan, which was approved before or is by this very run: whatever happens next, that was it.</summary>
    /// <param name="by">Who approved it by carrying it out; an approval that was given before stays that person's.</param>
    public static HeldPlanChange CarryOut(
        IReadOnlyList<HeldPlan> known,
        HeldPlan held,
        IReadOnlyList<HeldWrite> writes,
        string by,
        long runId
    )
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(held);
        var before = known.FirstOrDefault(plan => plan.Checksum == held.Checksum);
        var waits = before is { State: not (HeldPlanState.Applied or HeldPlanState.Superseded) };
        var plan = waits ? before! : held; // One that waits is known.
        if (plan.State != HeldPlanState.Approved)
        {
            plan = plan with { DecidedBy = by, DecidedAt = held.HeldAt };
        }

        plan = plan with { State = HeldPlanState.Applied, LastSeenAt = held.HeldAt, EndedAt = held.HeldAt, AppliedRunId = runId };
        return Change(known, [plan], waits ? null : writes, held.HeldAt);
    }

    /// <summary>A run went through: what it has overtaken waits no longer.</summary>
    public static HeldPlanChange GoThrough(IReadOnlyList<HeldPlan> known, string scope, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(known);
        var overtaken = known.Where(plan => plan.IsOpen && RunScope.Overtakes(scope, plan.Scope));
        return Change(known, [.. overtaken.Select(plan => Supersede(plan, null, now))], null, now);
    }

    /// <exception cref="PlanSettledException">It waits no longer, or can never be approved.</exception>
    public static HeldPlan Approve(HeldPlan plan, string by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        DemandWaiting(plan);
        if (!plan.CanBeApproved)
        {
            throw new PlanSettledException(
                $"Plan {plan.Checksum}",
                "It comes from an empty read of the till, which is no plan: no approval makes it one.",
                "Find out why the till showed nothing: the company database, Till:Locations, the rights of the login."
            );
        }

        return plan.State == HeldPlanState.Approved ? plan : plan with { State = HeldPlanState.Approved, DecidedBy = by, DecidedAt = now };
    }

    /// <summary>Also takes an approval back that no run has used.</summary>
    /// <exception cref="PlanSettledException">It waits no longer.</exception>
    public static HeldPlan Reject(HeldPlan plan, string by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        DemandWaiting(plan);
        return plan.State == HeldPlanState.Rejected ? plan : plan with { State = HeldPlanState.Rejected, DecidedBy = by, DecidedAt = now };
    }

    private static void DemandWaiting(HeldPlan plan)
    {
        if (plan.State == HeldPlanState.Applied)
        {
            throw new PlanSettledException(
                $"Plan {plan.Checksum}",
                $"It has been carried out by run {plan.AppliedRunId}.",
                $"See `tillsync history --run {plan.AppliedRunId}`."
            );
        }

        if (plan.State == HeldPlanState.Superseded)
        {
            var cause = plan.SupersededBy is { } other
                ? $"Plan {other} has taken its place."
                : "A later sync went through without being held.";
            throw new PlanSettledException($"Plan {plan.Checksum}", cause, "See `tillsync plans list` for what waits now.");
        }
    }

    private static HeldPlan Supersede(HeldPlan plan, string? by, DateTimeOffset now) =>
        plan with
        {
            State = HeldPlanState.Superseded,
            SupersededBy = by,
            EndedAt = now,
        };

    private static HeldPlanChange Change(
        IReadOnlyList<HeldPlan> known,
        IReadOnlyList<HeldPlan> changed,
        IReadOnlyList<HeldWrite>? writes,
        DateTimeOffset now
    )
    {
        var after = changed.Concat(known.ExceptBy(changed.Select(plan => plan.Checksum), plan => plan.Checksum));
        var settled = after.Where(plan => !plan.IsOpen).OrderByDescending(plan => plan.LastSeenAt).ToList();
        var forgotten = settled.Skip(KeptMax).Concat(settled.Take(KeptMax).Where(plan => plan.LastSeenAt < now - Kept));
        var checksums = forgotten.Select(plan => plan.Checksum).ToList();
        return new HeldPlanChange(changed, checksums, writes);
    }
}
