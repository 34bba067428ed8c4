using Tillsync.Adapters.WooCommerce.Http;
using Tillsync.Adapters.WooCommerce.Json;
using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.WooCommerce.Orders;

/// <summary>The questions about orders.</summary>
internal sealed class OrderReads(WooCommerceClient client)
{
    /// <summary>Statuses in which stock may be taken and not yet be settled: failed keeps it before WooCommerce 11 (recording 14).</summary>
    private const string OpenStatuses = "pending,on-hold,processing,failed";

    private static readonly ShopQuery Trash = ShopQuery.Empty.With("status", "trash");

    private readonly OrderPages _pages = new(client);

    public Task<OrderReading> ChangedAsync(DateTimeOffset after, CancellationToken cancellationToken) =>
        _pages.ReadAsync(After(ShopQuery.Empty, after), cancellationToken);

    /// <remarks>
    /// A request of its own: <c>status=any</c> leaves the trash out and cannot be joined with other words (recording 08).
    /// </remarks>
    public Task<OrderReading> TrashedAsync(DateTimeOffset after, CancellationToken cancellationToken) =>
        _pages.ReadAsync(After(Trash, after), cancellationToken);

    public async Task<OrderReading> OpenAsync(CancellationToken cancellationToken)
    {
        var open = await _pages.ReadAsync(ShopQuery.Empty.With("status", OpenStatuses), cancellationToken);
        var trashed = await _pages.ReadAsync(Trash, cancellationToken);
        // One that was trashed in between is in both; its later state holds.
        return Merge([open, trashed]);
    }

    public async Task<OrderReading> ByIdAsync(IReadOnlyCollection<long> orderIds, CancellationToken cancellationToken)
    {
        HashSet<long> missing = [.. orderIds];
        List<OrderReading> readings = [];
        foreach (var filter in new[] { ShopQuery.Empty, Trash })
        {
            foreach (var chunk in missing.Order().Chunk(client.Options.PageSize).ToList())
            {
                var reading = await _pages.ReadChunkAsync(filter.With("include", chunk), cancellationToken);
                readings.Add(reading with { Orders = [.. reading.Orders.Where(order => missing.Remove(order.OrderId))] });
            }
        }

        // An order whose status no plugin registers any more is in no list, but still there.
        foreach (var id in missing.Order().ToList())
        {
            readings.Add(await _pages.ReadSingleAsync(id, cancellationToken));
        }

        return readings.Count > 0 ? Merge(readings) : new OrderReading([], new ClockReading(client.Now, client.Now));
    }

    private static ShopQuery After(ShopQuery filter, DateTimeOffset after) =>
        filter.With("modified_after", ShopTime.ForQuery(after)).With("dates_are_gmt", "true");

    private static OrderReading Merge(List<OrderReading> readings)
    {
        Dictionary<long, WebOrder> orders = [];
        foreach (var order in readings.SelectMany(reading => reading.Orders))
        {
            orders[order.OrderId] = order;
        }

        return new OrderReading([.. orders.Values], readings[0].Clock);
    }
}
