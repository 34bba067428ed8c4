using Tillsync.Core.Stock;

namespace Tillsync.Core.Staging;

/// <summary>Makes the row that an order wants. Pure.</summary>
internal static class StagingRows
{
    public static StagingRow Of(WebOrderDetails details, LineArticles articles) =>
        new(
            details.Order.OrderId,
            details.Order.Number,
            OrNull(details.Email),
            details.Date,
            details.Order.Status,
            OrNull(details.PaymentMethod),
            OrNull(details.ShippingMethod),
            Money(Left(details).Sum(item => item.Subtotal * item.Remaining.Units / item.Ordered.Units)),
            Money(details.ShippingTotal),
            Money(details.TaxTotal),
            Money(details.DiscountTotal),
            Money(details.Total),
            OrNull(details.ShipTo.Name),
            OrNull(details.ShipTo.Address1),
            OrNull(details.ShipTo.Address2),
            OrNull(details.ShipTo.City),
            OrNull(details.ShipTo.State),
            OrNull(details.ShipTo.PostalCode),
            OrNull(details.ShipTo.Country),
            OrNull(details.ShipTo.Phone),
            LineItemText.Write(details.Items, articles)
        );

    /// <summary>
    /// Hash of what the buyer ordered and where it goes: neither the status nor which article a line is, for a mapping that changes is no change of the
    /// order.
    /// </summary>
    public static string SourceOf(WebOrderDetails details)
    {
        var row = Of(details, LineArticles.None) with { Status = null };
        return row.Hash();
    }

    /// <summary>Something is to be delivered.</summary>
    public static bool HasLines(WebOrderDetails details) => Left(details).Any();

    private static IEnumerable<WebOrderItem> Left(WebOrderDetails details) => details.Items.Where(item => item.Remaining > Quantity.Zero);

    private static decimal Money(decimal amount) => decimal.Round(amount, 4, MidpointRounding.AwayFromZero);

    private static string? OrNull(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
