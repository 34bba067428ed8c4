namespace Tillsync.Core.Detecting;

/// <summary>Reads what changed in the shop's orders, whatever happens to the shop's clock.</summary>
internal static class ChangedOrders
{
    /// <summary>The first look back. Orders that may hold stock are read besides, whatever their age.</summary>
    public static readonly TimeSpan FirstLookBack = TimeSpan.FromDays(30);

    /// <summary>
    /// What answers on their way and two clocks of one shop may feign; with what they may hide it is less than the overlap makes up for.
    /// </summary>
    private static readonly TimeSpan Tolerance = OrderMirror.ReadOverlap / 2;

    /// <summary>
    /// The shop's clock is behind where it was when its orders were last read: by more than the overlap makes up for, so that an order stamped since
    /// then is in no list of changes after that position.
    /// </summary>
    public static bool IsBehind(OrderReading reading, ClockReading last)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return reading.ReadAt < last.Shop - OrderMirror.ReadOverlap;
    }

    /// <summary>
    /// Orders changed after an instant of the shop's clock; where that clock was set back since it was last read, by as much more, for what was stamped in the
    /// time that it showed twice.
    /// </summary>
    /// <param name="last">The clocks at the last read; null for the first.</param>
    /// <returns>The reading, and from when on it is complete.</returns>
    public static async Task<(OrderReading Reading, DateTimeOffset After)> ReadAsync(
        IShop shop,
        DateTimeOffset after,
        ClockReading? last,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(shop);
        var read = await shop.ReadChangedOrdersAsync(after, cancellationToken);
        var earlier = Earlier(after, read, last);
        return earlier < after ? (await shop.ReadChangedOrdersAsync(earlier, cancellationToken), earlier) : (read, after);
    }

    private static DateTimeOffset Earlier(DateTimeOffset after, OrderReading read, ClockReading? last)
    {
        if (last is not { } before)
        {
            return after;
        }

        // By how much, only this machine's clock tells, which may have been set as well: what is certain is met with certainty.
        var first = read.ReadAt - FirstLookBack;
        var setBack = before.SetBackBy(read.Clock);
        return IsBehind(read, before) || setBack > FirstLookBack ? first
            : setBack > Tolerance ? after - setBack
            : after;
    }
}
