namespace Tillsync.Sandbox.Orders;

/// <summary>Changes of an order's status and what follows from them.</summary>
internal sealed class OrderStatus(ShopState shop)
{
    public static readonly string[] Known =
    [
        "pending",
        "processing",
        "on-hold",
        "completed",
        "cancelled",
        "refunded",
        "failed",
        "checkout-draft",
    ];

    private readonly OrderStock _stock = new(shop);

    public void Set(Order order, string status)
    {
        if (order.Status == status)
        {
            return;
        }

        order.Status = status;
        order.PaidAt ??= status is "processing" or "completed" ? shop.Time.Now() : null;
        order.CompletedAt = status == "completed" ? shop.Time.Now() : order.CompletedAt;
        Follow(order);
    }

    /// <summary>set_paid: an order that can still be paid becomes processing, or completed when nothing in it needs sending.</summary>
    public void Pay(Order order)
    {
        if (order.Status is not ("on-hold" or "pending" or "failed" or "cancelled"))
        {
            return;
        }

        order.PaidAt ??= shop.Time.Now();
        var needsProcessing = order.Lines.Any(line =>
            shop.Orders.ProductOf(line) is { } product && !(product.Virtual && product.Downloadable)
        );
        Set(order, needsProcessing ? "processing" : "completed");
        _stock.Reduce(order);
    }

    private void Follow(Order order)
    {
        switch (order.Status)
        {
            case "processing" or "completed" or "on-hold":
                _stock.Reduce(order);
                break;
            case "cancelled" or "pending":
                _stock.GiveBack(order);
                break;
            case "failed" when shop.Version.RestoresStockOnFailed:
                _stock.GiveBack(order);
                break;
            case "refunded" when order.Total - order.Refunded > 0:
                shop.Orders.Insert(order, new Refund { Amount = order.Total - order.Refunded, Reason = "Order fully refunded." });
                break;
            default:
                break;
        }
    }
}
