using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Staging;

namespace Tillsync.Testing.Fakes;

/// <summary>The orders of an <see cref="InMemoryShop"/> whole, each with a buyer of its own.</summary>
public sealed class InMemoryOrderDetails(InMemoryShop shop, TimeProvider time) : IOrderDetails
{
    private readonly Dictionary<long, string> _cities = [];

    /// <summary>Orders that were asked for.</summary>
    public List<long> Asked { get; } = [];

    /// <summary>While set, every read fails with it.</summary>
    public ShopException? Fault { get; set; }

    /// <summary>The buyer moves: the order's stamp does, too, its stock does not.</summary>
    public void Move(long orderId, string city)
    {
        _cities[orderId] = city;
        shop.Orders.Touch(orderId);
    }

    /// <summary>The same within the second of the order's stamp.</summary>
    public void MoveUnstamped(long orderId, string city) => _cities[orderId] = city;

    public Task<DetailReading> ReadDetailsAsync(IReadOnlyCollection<long> orderIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(orderIds);
        cancellationToken.ThrowIfCancellationRequested();
        if (Fault is { } fault)
        {
            return Task.FromException<DetailReading>(fault);
        }

        Asked.AddRange(orderIds);
        var found = shop.Orders.All.Where(order => orderIds.Contains(order.OrderId)).Select(Of).ToList();
        return Task.FromResult(new DetailReading(found, InMemoryOrders.Second(time.GetUtcNow())));
    }

    private WebOrderDetails Of(WebOrder order) =>
        Some.Details(order) with
        {
            ShipTo = new ShipTo(
                "Ann Buyer",
                "1 Main St",
                "",
                _cities.GetValueOrDefault(order.OrderId, "Miami"),
                "FL",
                "33101",
                "US",
                "555"
            ),
        };
}
