using Tillsync.Sandbox.Products;

namespace Tillsync.Sandbox.Orders;

/// <summary>How orders move stock: in one step on the stored quantity, never from an earlier read (README of the study, section 7).</summary>
internal sealed class OrderStock(ShopState shop)
{
    public void Reduce(Order order)
    {
        if (order.HasReducedStock)
        {
            return;
        }

        foreach (var line in order.Lines)
        {
            if (line.ReducedStock is null or 0 && Managed(line) is { } product)
            {
                Move(product, -line.Quantity);
                line.ReducedStock = line.Quantity;
            }
        }

        order.HasReducedStock = true;
    }

    public void GiveBack(Order order)
    {
        if (!order.HasReducedStock)
        {
            return;
        }

        foreach (var line in order.Lines)
        {
            if (line.ReducedStock is { } reduced and not 0 && Managed(line) is { } product)
            {
                Move(product, reduced);
                line.ReducedStock = null;
            }
        }

        order.HasReducedStock = false;
    }

    /// <summary>After a refund that restocks. The line remembers how much is still taken and how much came back.</summary>
    public void Restock(Order order, Func<OrderLine, decimal?> refundedQuantity)
    {
        foreach (var line in order.Lines)
        {
            var quantity = refundedQuantity(line);
            if (quantity is null or 0 || line.ReducedStock is null or 0 || Managed(line) is not { } product)
            {
                continue;
            }

            Move(product, quantity.Value);
            line.ReducedStock -= quantity;
            line.RestockedByRefunds = (line.RestockedByRefunds ?? 0) + quantity;
        }
    }

    /// <summary>After a line of a taken order was edited: takes or gives back the difference to what the line already took.</summary>
    public void Adjust(OrderLine line, decimal quantity)
    {
        if (Managed(line) is not { } product)
        {
            return;
        }

        var wanted = quantity - (line.RestockedByRefunds ?? 0);
        var change = wanted - (line.ReducedStock ?? 0);
        if (change != 0)
        {
            Move(product, -change);
            line.ReducedStock = wanted;
        }
    }

    /// <summary>Before a line is removed.</summary>
    public void GiveBack(OrderLine line)
    {
        if (line.ReducedStock is { } reduced and not 0 && Managed(line) is { } product)
        {
            Move(product, reduced);
            line.ReducedStock = -(line.RestockedByRefunds ?? 0);
        }
    }

    private Product? Managed(OrderLine line) =>
        shop.Settings.ManagesStock && shop.Orders.ProductOf(line) is { } product && shop.Products.View(product).ManagesStock
            ? product
            : null;

    private void Move(Product product, decimal change) => shop.Products.MoveQuantity(shop.Products.View(product).ManagedById, change);
}
