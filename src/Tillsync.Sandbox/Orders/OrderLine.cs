namespace Tillsync.Sandbox.Orders;

/// <summary>A line of an order or a refund, with the two stock notes the store keeps on it.</summary>
internal sealed class OrderLine
{
    public long Id { get; set; }

    public string Name { get; set; } = "";

    /// <summary>As stored; it reads 0 once the product is gone.</summary>
    public long ProductId { get; set; }

    public long VariationId { get; set; }

    public decimal Quantity { get; set; } = 1;

    public decimal Subtotal { get; set; }

    public decimal Total { get; set; }

    /// <summary>The meta _reduced_stock: how many units were taken for this line.</summary>
    public decimal? ReducedStock { get; set; }

    /// <summary>The note of what was taken is not saved yet, and answers show <see cref="SavedReducedStock"/>.</summary>
    public bool IsNoteLate { get; set; }

    /// <summary>What the note said when it was last saved, while the new one is late.</summary>
    public decimal? SavedReducedStock { get; set; }

    /// <summary>The meta _restock_refunded_items: how many of them a refund gave back.</summary>
    public decimal? RestockedByRefunds { get; set; }

    /// <summary>On a refund line: the order line it belongs to.</summary>
    public long RefundedLineId { get; set; }

    public OrderLine Copy() => (OrderLine)MemberwiseClone();
}
