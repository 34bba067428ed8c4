using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>Keeps the picture of the shop's orders that the journal mirrors. Pure.</summary>
public static class OrderMirror
{
    /// <summary>
    /// So far before its position each read begins. Order stamps have one second and the shop's filter is exclusive; a minute also covers
    /// a request that took its time.
    /// </summary>
    public static readonly TimeSpan ReadOverlap = TimeSpan.FromSeconds(60);

    /// <summary>Orders that hold nothing are remembered for so long, so that overlapping reads do not take them for new.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(2);

    /// <summary>
    /// Later readings replace earlier ones, order by order. What was read last counts, not the newer stamp: two changes within one second
    /// have the same stamp, and a shop whose clock was set back gives a later change an earlier one.
    /// </summary>
    public static IReadOnlyList<WebOrder> Merge(IEnumerable<WebOrder> mirror, IEnumerable<WebOrder> read)
    {
        ArgumentNullException.ThrowIfNull(mirror);
        ArgumentNullException.ThrowIfNull(read);
        var byId = mirror.ToDictionary(order => order.OrderId);
        foreach (var order in read)
        {
            byId[order.OrderId] = byId.TryGetValue(order.OrderId, out var before) ? Named(before, order) : order;
        }

        return [.. byId.Values.OrderBy(order => order.OrderId)];
    }

    /// <summary>Drops what neither holds stock that the till does not know nor could be read again by an overlap.</summary>
    public static IReadOnlyList<WebOrder> Prune(IEnumerable<WebOrder> mirror, Func<WebOrder, bool> tillKnows, DateTimeOffset readAt)
    {
        ArgumentNullException.ThrowIfNull(mirror);
        ArgumentNullException.ThrowIfNull(tillKnows);
        return [.. mirror.Where(order => order.ModifiedAt > readAt - Memory || (HoldsStock(order) && !tillKnows(order)))];
    }

    /// <summary>
    /// The order as it was read, with the names that its lines had before: once a product is deleted for good, the shop answers its lines without product
    /// and SKU. What they took is still sold, also when the product is made anew.
    /// </summary>
    private static WebOrder Named(WebOrder before, WebOrder read)
    {
        var nameless = read.Lines.Count(IsNameless);
        if (nameless == 0)
        {
            return read;
        }

        var named = read.Lines.Where(line => !IsNameless(line)).Select(line => line.Listing).ToHashSet();
        var lost = new Queue<WebOrderLine>(before.Lines.Where(line => !IsNameless(line) && !named.Contains(line.Listing)));
        return lost.Count != nameless
            ? read
            : read with
            {
                Lines =
                [
                    .. read.Lines.Select(line =>
                        IsNameless(line) && lost.TryDequeue(out var old) ? line with { Listing = old.Listing, Sku = old.Sku } : line
                    ),
                ],
            };
    }

    private static bool IsNameless(WebOrderLine line) => line is { Listing: null, Sku: null };

    public static bool HoldsStock(WebOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.HoldsStock;
    }

    /// <summary>Whether two readings of an order do the same to stock; a note or an address changes nothing.</summary>
    public static bool SameEffect(WebOrder before, WebOrder after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return before.Status == after.Status && before.Lines.SequenceEqual(Named(before, after).Lines);
    }

    /// <summary>
    /// The listings whose stock in the shop orders have moved between two pictures: what was acknowledged of them before holds no more, even
    /// where the number decided is the same. New orders, orders with another stamp, and orders that are gone for good. The stamp counts, not
    /// only what the lines take: an order that was cancelled and taken up again takes as much as before, but a listing may have been read
    /// and acknowledged in between, by a later pass or by a run that did not come to its end.
    /// </summary>
    public static IReadOnlySet<ListingId> Moved(IEnumerable<WebOrder> after, IReadOnlyList<WebOrder> before)
    {
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(before);
        var gone = before.ToDictionary(order => order.OrderId);
        var moved = new HashSet<ListingId>();
        foreach (var order in after)
        {
            if (!gone.Remove(order.OrderId, out var old) || old.ModifiedAt != order.ModifiedAt || !old.Lines.SequenceEqual(order.Lines))
            {
                moved.UnionWith(ListingsOf(order));
                moved.UnionWith(ListingsOf(old));
            }
        }

        foreach (var order in gone.Values)
        {
            moved.UnionWith(ListingsOf(order));
        }

        return moved;
    }

    private static IEnumerable<ListingId> ListingsOf(WebOrder? order) =>
        (order?.Lines ?? []).Select(line => line.Listing).OfType<ListingId>();

    /// <summary>
    /// The listings of orders that changed at or after an instant, or that differ from the picture before, with the order: whatever was read
    /// of them since then may be older than the order. Lines that an edit removed count as well. That a difference counts whatever its stamp
    /// makes up for a shop whose orders are stamped by another clock than its answers.
    /// </summary>
    public static IReadOnlyDictionary<ListingId, long> Touched(
        IEnumerable<WebOrder> changed,
        IReadOnlyList<WebOrder> before,
        DateTimeOffset since
    )
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(before);
        var earlier = before.ToDictionary(order => order.OrderId);
        var touched = new Dictionary<ListingId, long>();
        foreach (var order in changed)
        {
            var old = earlier.GetValueOrDefault(order.OrderId);
            if (order.ModifiedAt < since && old is not null && SameEffect(old, order))
            {
                continue;
            }

            foreach (var listing in ListingsOf(order).Concat(ListingsOf(old)))
            {
                touched[listing] = order.OrderId;
            }
        }

        return touched;
    }
}
