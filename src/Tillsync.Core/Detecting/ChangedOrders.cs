namespace Tillsync.Core.Detecting;

/// <summary>Reads what changed in the shop's orders, whatever happens to the shop's clock.</summary>
internal static class ChangedOrders
{
    /// <summary>The first look back. Orders that may hold stock are read besides, whatever their age.</summary>
    public static readonly TimeSpan FirstLookBack = TimeSpan.FromDays(30);

    /// <summary>
    /// The shop's clock is behind where it was when its orders were last read: by more than the overlap makes up for, so that an order stamped since
    /// then is in no list of changes after that position.
    /// </summary>
    public static bool WasSetBack(OrderReading reading, DateTimeOffset? lastReadAt)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return reading.ReadAt < lastReadAt - OrderMirror.ReadOverlap;
    }

    /// <summary>Orders changed after an instant of the shop's clock, or where that was set back, as in a first look.</summary>
    /// <param name="lastReadAt">The shop's clock at the last read; null for the first.</param>
    /// <returns>The reading, and from when on it is complete.</returns>
    public static async Task<(OrderReading Reading, DateTimeOffset After)> ReadAsync(
        IShop shop,
        DateTimeOffset after,
        DateTimeOffset? lastReadAt,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(shop);
        var read = await shop.ReadChangedOrdersAsync(after, cancellationToken);
        if (!WasSetBack(read, lastReadAt))
        {
            return (read, after);
        }

        var first = read.ReadAt - FirstLookBack;
        return (await shop.ReadChangedOrdersAsync(first, cancellationToken), first);
    }
}
