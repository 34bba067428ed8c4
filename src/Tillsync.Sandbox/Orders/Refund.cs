namespace Tillsync.Sandbox.Orders;

/// <summary>A stored refund; quantities and totals of its lines are negative.</summary>
internal sealed class Refund
{
    public long Id { get; set; }

    public long OrderId { get; set; }

    public decimal Amount { get; set; }

    public string Reason { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public List<OrderLine> Lines { get; init; } = [];
}
