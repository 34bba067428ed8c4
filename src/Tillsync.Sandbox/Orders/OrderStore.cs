using Tillsync.Sandbox.Products;

namespace Tillsync.Sandbox.Orders;

/// <summary>All orders and refunds.</summary>
internal sealed class OrderStore(ShopState shop)
{
    private readonly SortedDictionary<long, Order> _orders = [];
    private readonly SortedDictionary<long, Refund> _refunds = [];

    public IEnumerable<Order> All => _orders.Values;

    public IEnumerable<Refund> AllRefunds => _refunds.Values;

    public IdSequence LineIds { get; } = new(11);

    public Order? Find(long id) => _orders.GetValueOrDefault(id);

    public Refund? FindRefund(long id) => _refunds.GetValueOrDefault(id);

    public void Insert(Order order)
    {
        order.Id = shop.Ids.Next();
        order.CreatedAt = shop.Time.Now();
        order.ModifiedAt = order.CreatedAt;
        _orders[order.Id] = order;
    }

    public void Insert(Order order, Refund refund)
    {
        refund.Id = shop.Ids.Next();
        refund.OrderId = order.Id;
        refund.CreatedAt = shop.Time.Now();
        foreach (var line in refund.Lines)
        {
            line.Id = LineIds.Next();
        }

        order.Refunds.Add(refund);
        _refunds[refund.Id] = refund;
    }

    public void Remove(Order order)
    {
        _orders.Remove(order.Id);
        foreach (var refund in order.Refunds)
        {
            _refunds.Remove(refund.Id);
        }
    }

    public void Remove(Refund refund)
    {
        _refunds.Remove(refund.Id);
        Find(refund.OrderId)?.Refunds.Remove(refund);
    }

    /// <summary>The product a line is about: its variation, else its product; null when that is gone.</summary>
    public Product? ProductOf(OrderLine line)
    {
        if (line.VariationId != 0 && shop.Products.Find(line.VariationId) is { IsVariation: true } variation)
        {
            return variation;
        }

        return shop.Products.Find(line.ProductId) is { IsVariation: false } product ? product : null;
    }
}
