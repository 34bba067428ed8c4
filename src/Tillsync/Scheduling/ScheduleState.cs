using Tillsync.Commands;

namespace Tillsync.Scheduling;

/// <summary>What is installed under a name, held against what should be.</summary>
/// <param name="Order">What it was held against; null where nothing is installed.</param>
/// <param name="Problems">Why it will not do what it should, one sentence each; none when it will.</param>
internal sealed record ScheduleState(InstalledSchedule? Installed, ScheduleOrder? Order, IReadOnlyList<string> Problems)
{
    public bool IsRight => Installed is not null && Problems.Count == 0;

    /// <summary>What starts a storefront by itself: a task of its own, or else the service of all storefronts.</summary>
    public static async Task<(ScheduleTarget Target, ScheduleState State)> OfStorefrontAsync(
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        var own = ScheduleTarget.Of(context, ScheduleChoice.Default, onlyShows: true);
        var state = await ReadAsync(own, cancellationToken);
        if (state.Installed is not null)
        {
            return (own, state);
        }

        var all = ScheduleTarget.Of(context, ScheduleChoice.Default with { OfAll = true }, onlyShows: true);
        return all.Storefront is null && await ReadAsync(all, cancellationToken) is { Installed: not null } service
            ? (all, service)
            : (own, state);
    }

    /// <summary>Holds it against the order with the interval that it has: how often it runs is its owner's choice.</summary>
    public static async Task<ScheduleState> ReadAsync(ScheduleTarget target, CancellationToken cancellationToken)
    {
        var installed = await target.Scheduler.ReadAsync(target.TaskName, cancellationToken);
        return installed switch
        {
            null => new ScheduleState(null, null, ["Nothing of this name is installed. Install it with: tillsync schedule install"]),
            { StaysOn: true } => Of(target, target.Order(null), installed),
            { Interval: { } interval } => Of(target, target.Order(interval), installed),
            _ => new ScheduleState(
                installed,
                null,
                ["It is not a schedule that Tillsync made. Replace it with: tillsync schedule install"]
            ),
        };
    }

    public static ScheduleState Of(ScheduleTarget target, ScheduleOrder order, InstalledSchedule? installed)
    {
        if (installed is null)
        {
            return new ScheduleState(null, order, ["It is not there."]);
        }

        var problems = target.Scheduler.Differences(order, installed).ToList();
        if (!installed.IsEnabled)
        {
            problems.Add("It is disabled, so nothing starts it.");
        }

        return new ScheduleState(installed, order, problems);
    }
}
