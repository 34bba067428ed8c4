using Tillsync.Core;
using Tillsync.Core.Recording;
using Tillsync.Output;

namespace Tillsync.Doctor.Checks;

/// <summary>What waits for somebody: held plans, parked articles, orders that reserve for too long, a verification that is overdue.</summary>
internal sealed class WaitingWorkCheck : IDoctorCheck
{
    public string Name => "Waiting for you";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        var facts = await scene.Journal.GetAsync(cancellationToken);
        var memory = facts.Memory;
        var moment = await scene.Moment.GetAsync(cancellationToken);
        var now = scene.Time.GetUtcNow();
        var orders = OrderStanding.Of(moment, moment.Reserve(scene.Options.Policy), scene.Options, now);
        return Judge(facts, Words.Standing(orders), scene.Options.Threshold, now);
    }

    /// <param name="orders">What about web orders wants somebody's look, one sentence each.</param>
    public static Diagnosis Judge(JournalFacts facts, IEnumerable<string> orders, TimeSpan threshold, DateTimeOffset now)
    {
        List<string> waiting =
        [
            .. facts
                .Plans.Where(plan => plan.State == HeldPlanState.Held)
                .Select(plan => $"plan {plan.Checksum} is held: {plan.Reasons[0]} (tillsync plans show)"),
        ];
        if (facts.Memory.Parked.Count > 0)
        {
            waiting.Add($"{facts.Memory.Parked.Count} articles are parked (tillsync parked list)");
        }

        if (facts.Memory.OpenIntents.Count > 0)
        {
            waiting.Add($"{facts.Memory.OpenIntents.Count} writes have an unknown outcome; the next sync looks at them");
        }

        // A verification is part of every scheduled sync that is due; two that did not end well are news.
        if (facts.Memory.Positions is { } positions && (positions.LastVerifiedAt is not { } verified || now - verified > 2 * threshold))
        {
            var age = positions.LastVerifiedAt is { } at ? Words.Age(now - at) : "never";
            waiting.Add($"the whole shop was last found right: {age} (tillsync sync --full --apply)");
        }

        waiting.AddRange(orders);
        return waiting.Count == 0
            ? Diagnosis.Pass("Nothing.")
            : Diagnosis.Warn("This waits for somebody:", "Each line names the command that shows more.", waiting);
    }
}
