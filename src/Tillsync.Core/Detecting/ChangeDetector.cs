using System.Globalization;
using Tillsync.Core.Deciding;
using Tillsync.Core.Recording;

namespace Tillsync.Core.Detecting;

/// <summary>What a check compares.</summary>
/// <param name="Till">Null when the till could not be read, which <paramref name="Failures"/> then tells.</param>
/// <param name="ChangedOrders">Shop orders since the position, less an overlap; null when they could not be read.</param>
/// <param name="DueWork">Parked items and unknown outcomes that are due.</param>
/// <param name="Threshold">So long after the last full sync another is due, changes or not.</param>
public sealed record DetectInput(
    Positions? Positions,
    IReadOnlyList<RememberedItem> Remembered,
    IReadOnlySet<long> KnownStagedOrders,
    IReadOnlyList<WebOrder> KnownOrders,
    TillReading? Till,
    IReadOnlyList<WebOrder>? ChangedOrders,
    IReadOnlyList<ProbeFailure> Failures,
    int DueWork,
    StockPolicy Policy,
    TimeSpan Threshold,
    DateTimeOffset Now
)
{
    /// <summary>Orders that are the same while what the till knows of them is not.</summary>
    public int ReknownOrders { get; init; }

    /// <summary>Web orders that want staging; null where nothing is to be staged.</summary>
    public int? OrdersToStage { get; init; }
}

/// <summary>
/// Says whether a sync is needed and why, by comparing what the till and the shop say now with what the last full sync remembered. No
/// clock of the till is trusted: its dates are compared for equality, like any other content. Pure.
/// </summary>
public static class ChangeDetector
{
    /// <summary>
    /// A task that starts every 12 hours starts some seconds off; without this it would find 11.999 hours, wait another 12, and so sync
    /// once a day. Small enough that the rounded hours in the reason still show the threshold.
    /// </summary>
    internal static readonly TimeSpan ThresholdTolerance = TimeSpan.FromSeconds(150);

    public static CheckResult Check(DetectInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Positions is not { } positions)
        {
            var never = new CheckEvent(CheckEventKind.NeverSynced, 0, "Never synced before");
            return new CheckResult(true, never.Text, [never, .. Failed(input)], null, input.Now);
        }

        List<CheckEvent> events =
        [
            .. Failed(input),
            .. PolicyChange(input, positions),
            .. Due(input, positions),
            .. OrderEvents(input),
            .. ItemEvents(input),
            .. StagingEvents(input),
            .. WorkLeft(input),
        ];
        var reason =
            events.Count > 0
                ? events[0].Text
                : Invariant($"No changes detected (last sync {(input.Now - positions.LastFullSyncAt).TotalHours:0.0} hours ago)");
        return new CheckResult(events.Count > 0, reason, events, positions.LastFullSyncAt, input.Now);
    }

    private static IEnumerable<CheckEvent> Failed(DetectInput input) =>
        input
            .Failures.Concat(input.Till?.Failures ?? [])
            .Select(failure => new CheckEvent(CheckEventKind.ProbeFailed, 0, $"Check failed: {failure.Probe}: {failure.Error}"));

    private static IEnumerable<CheckEvent> PolicyChange(DetectInput input, Positions positions)
    {
        if (positions.PolicyFingerprint != input.Policy.Fingerprint())
        {
            yield return new CheckEvent(CheckEventKind.PolicyChanged, 0, "Stock policy changed since the last sync");
        }
    }

    private static IEnumerable<CheckEvent> Due(DetectInput input, Positions positions)
    {
        var age = input.Now - positions.LastFullSyncAt;
        if (age < TimeSpan.Zero)
        {
            yield return new CheckEvent(
                CheckEventKind.ThresholdPassed,
                0,
                Invariant($"The last sync lies {-age.TotalHours:0.0} hours in the future: this machine's clock was set back")
            );
        }
        else if (age >= input.Threshold - ThresholdTolerance)
        {
            yield return new CheckEvent(
                CheckEventKind.ThresholdPassed,
                0,
                Invariant($"{input.Threshold.TotalHours:0.##}+ hours since last sync ({age.TotalHours:0.0} hours)")
            );
        }
    }

    private static IEnumerable<CheckEvent> OrderEvents(DetectInput input)
    {
        var known = input.KnownOrders.ToDictionary(order => order.OrderId);
        var changed = input.ChangedOrders ?? [];
        var staged = (input.Till?.StagedOrders ?? []).Where(order => !input.KnownStagedOrders.Contains(order.StagingId));
        var added = changed
            .Where(order => !known.ContainsKey(order.OrderId))
            .Select(order => order.OrderId)
            .Concat(staged.Select(order => order.OrderId))
            .ToHashSet();
        if (added.Count > 0)
        {
            yield return new CheckEvent(CheckEventKind.NewOrders, added.Count, Invariant($"New orders detected ({added.Count} orders)"));
        }

        var edited =
            input.ReknownOrders
            + changed.Count(order => known.TryGetValue(order.OrderId, out var before) && !OrderMirror.SameEffect(before, order));
        if (edited > 0)
        {
            yield return new CheckEvent(CheckEventKind.OrderChanges, edited, Invariant($"Order changes detected ({edited} orders)"));
        }
    }

    private static IEnumerable<CheckEvent> ItemEvents(DetectInput input)
    {
        if (input.Till is not { } till)
        {
            yield break;
        }

        var counts = ItemChanges.Count(till, input.Remembered, input.Policy);
        if (counts.New > 0)
        {
            yield return new CheckEvent(
                CheckEventKind.NewProducts,
                counts.New,
                Invariant($"New products detected ({counts.New} products)")
            );
        }

        if (counts.Product > 0)
        {
            yield return new CheckEvent(
                CheckEventKind.ProductChanges,
                counts.Product,
                Invariant($"Product changes detected ({counts.Product} products)")
            );
        }

        if (counts.Inventory > 0)
        {
            yield return new CheckEvent(
                CheckEventKind.InventoryChanges,
                counts.Inventory,
                Invariant($"Inventory changes detected ({counts.Inventory} items)")
            );
        }
    }

    private static IEnumerable<CheckEvent> StagingEvents(DetectInput input)
    {
        if (input.OrdersToStage is { } orders)
        {
            var text = orders == 0 ? "Order staging begins" : Invariant($"Orders to stage ({orders} orders)");
            yield return new CheckEvent(CheckEventKind.OrdersToStage, orders, text);
        }
    }

    private static IEnumerable<CheckEvent> WorkLeft(DetectInput input)
    {
        if (input.DueWork > 0)
        {
            yield return new CheckEvent(
                CheckEventKind.WorkLeft,
                input.DueWork,
                Invariant($"Work left over ({input.DueWork} items to try again)")
            );
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
