using Tillsync.Sandbox.Orders;
using Tillsync.Sandbox.Products;

namespace Tillsync.Sandbox;

/// <content>What shoppers and the order desk do.</content>
public sealed partial class ShopModel
{
    /// <summary>Every order by rising id.</summary>
    public IReadOnlyList<ShopOrder> Orders => Read(() => State.Orders.All.Select(Show).ToList());

    /// <summary>An order, or null.</summary>
    public ShopOrder? FindOrder(long id) => Read(() => State.Orders.Find(id) is { } order ? Show(order) : null);

    /// <summary>Buys one product as a shopper does; see <see cref="PlaceOrder(IReadOnlyList{OrderItem})"/>.</summary>
    public long? PlaceOrder(long productId, decimal quantity) => PlaceOrder([new OrderItem(productId, quantity)]);

    /// <summary>
    /// Checks out as a shopper does: refused (null) when a managed product without backorders holds too few, else an order in processing
    /// whose quantities are taken in one step each. Orders over REST skip that check (recording 08).
    /// </summary>
    public long? PlaceOrder(IReadOnlyList<OrderItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return Change(() => CanBuy(items) ? Insert(items) : (long?)null);
    }

    /// <summary>Cancels an order; its stock comes back.</summary>
    public void CancelOrder(long id) => SetOrderStatus(id, "cancelled");

    /// <summary>Sets an order's status with everything that follows from it.</summary>
    public void SetOrderStatus(long id, string status) =>
        Change(() =>
        {
            var order = State.Orders.Find(id) ?? throw Missing(id);
            new OrderStatus(State).Set(order, status);
            order.ModifiedAt = State.Time.Now();
            State.Events.OrderUpdated(order);
        });

    /// <summary>
    /// Changes an order, of whose lines the stock notes are saved only by <see cref="SaveNotes"/>: the store stamps the order, moves the stock, and then
    /// notes on each line what it took.
    /// </summary>
    public void ChangeOrderWithoutNotes(long id, Action change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var before = Read(() =>
            (State.Orders.Find(id) ?? throw Missing(id)).Lines.ToDictionary(line => line.Id, line => line.ReducedStock)
        );
        change();
        Change(() =>
        {
            foreach (var line in State.Orders.Find(id)?.Lines ?? [])
            {
                if (before.TryGetValue(line.Id, out var noted) && noted != line.ReducedStock)
                {
                    (line.IsNoteLate, line.SavedReducedStock) = (true, noted);
                }
            }
        });
    }

    /// <summary>The notes of an order's lines are saved.</summary>
    public void SaveNotes(long id) => Change(() => State.Orders.Find(id)?.Lines.ToList().ForEach(line => line.IsNoteLate = false));

    private bool CanBuy(IReadOnlyList<OrderItem> items) =>
        items
            .GroupBy(item => State.Products.View(Stored(item.ProductId)).ManagedById)
            .All(group => HasEnough(Stored(group.Key), group.Sum(item => item.Quantity)));

    private bool HasEnough(Product product, decimal quantity)
    {
        var view = State.Products.View(product);
        var isCounted = State.Settings.ManagesStock && view.ManagesStock && !view.AllowsBackorders;
        return isCounted ? (view.Quantity ?? 0) >= quantity : product.StockStatus != "outofstock";
    }

    private long Insert(IReadOnlyList<OrderItem> items)
    {
        var order = new Order { CreatedVia = "checkout", Lines = [.. items.Select(Line)] };
        State.Orders.Insert(order);
        new OrderStatus(State).Set(order, "processing");
        State.Events.OrderCreated(order);
        return order.Id;
    }

    private OrderLine Line(OrderItem item)
    {
        var product = Stored(item.ProductId);
        var total = ProductPrice.Amount(State, product) * item.Quantity;
        return new OrderLine
        {
            Id = State.Orders.LineIds.Next(),
            Name = product.Name,
            ProductId = product.IsVariation ? product.ParentId : product.Id,
            VariationId = product.IsVariation ? product.Id : 0,
            Quantity = item.Quantity,
            Subtotal = total,
            Total = total,
        };
    }

    private static ShopOrder Show(Order order) =>
        new(
            order.Id,
            order.Status,
            [.. order.Lines.Select(line => new ShopOrderLine(line.Id, line.ProductId, line.VariationId, line.Quantity, line.ReducedStock))],
            [.. order.Refunds.Select(refund => refund.Id)],
            order.ModifiedAt
        );
}
