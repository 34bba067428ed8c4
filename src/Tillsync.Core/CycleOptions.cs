using Tillsync.Core.Deciding;
using Tillsync.Core.Planning;

namespace Tillsync.Core;

/// <summary>What the owner configured for the cycle of one storefront.</summary>
/// <param name="Threshold">So long after the last full sync another is due, changes or not.</param>
/// <param name="QuietPeriod">
/// How long an unknown outcome is left alone before the shop is read again: longer than the shop's own time limit, because PHP goes on
/// after the client has gone (recording 12).
/// </param>
/// <param name="SettleTime">
/// How long before the first order read an order counts as too fresh to write next to: order stamps have one second, and its stock moves in
/// the same request.
/// </param>
public sealed record CycleOptions(StockPolicy Policy, GuardLimits Guard, TimeSpan Threshold, TimeSpan QuietPeriod, TimeSpan SettleTime)
{
    /// <summary>How long one attempt to write may take; the lease outlives it.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>The address that the till's image names are put behind; null: new products get no picture.</summary>
    public Uri? ImageBase { get; init; }

    /// <summary>An order that reserves for longer is backlog: it goes on reserving, and is shown.</summary>
    public TimeSpan BacklogAge { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Null: web orders are not staged.</summary>
    public StagingChoice? Staging { get; init; }
}

/// <summary>That web orders are staged.</summary>
/// <param name="Since">Orders of earlier days, by the shop's calendar, are not; null: those placed before it was switched on are not.</param>
public sealed record StagingChoice(DateOnly? Since);
