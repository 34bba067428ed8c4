using Tillsync.Sandbox.Php;

namespace Tillsync.Sandbox.Orders;

/// <summary>A stored order.</summary>
internal sealed class Order
{
    public long Id { get; set; }

    public string Status { get; set; } = "pending";

    /// <summary>Set once the stock of this order was taken; decides whether a cancelled order gives it back.</summary>
    public bool HasReducedStock { get; set; }

    public List<OrderLine> Lines { get; init; } = [];

    public List<Refund> Refunds { get; init; } = [];

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ModifiedAt { get; set; }

    public DateTimeOffset? PaidAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public string CreatedVia { get; set; } = "rest-api";

    public string PaymentMethod { get; set; } = "";

    public string CustomerNote { get; set; } = "";

    public string TransactionId { get; set; } = "";

    public long CustomerId { get; set; }

    public PhpArray Billing { get; set; } = new();

    public PhpArray Shipping { get; set; } = new();

    public PhpArray Meta { get; set; } = new();

    public decimal Total => Lines.Sum(line => line.Total);

    public decimal Refunded => Refunds.Sum(refund => refund.Amount);

    /// <summary>Paid or being prepared: editing lines moves stock.</summary>
    public bool IsTaken => Status is "processing" or "completed" or "on-hold";
}
