using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tillsync.Core.Staging;

/// <summary>What a row of the staging table says of an order. Its text shows the number alone.</summary>
/// <param name="Lines">The lines as JSON; see <see cref="LineItemText"/>.</param>
public sealed record StagingRow(
    long OrderId,
    string Number,
    string? Email,
    DateOnly? Date,
    string? Status,
    string? PaymentMethod,
    string? ShippingMethod,
    decimal? Subtotal,
    decimal? ShippingTotal,
    decimal? TaxTotal,
    decimal? DiscountTotal,
    decimal? Total,
    string? Name,
    string? Address1,
    string? Address2,
    string? City,
    string? State,
    string? PostalCode,
    string? Country,
    string? Phone,
    string Lines
)
{
    private const int HashLength = 16;

    /// <summary>
    /// Equal exactly for rows that say the same. It goes into the journal and into the row; from it nobody reads what a row says.
    /// </summary>
    public string Hash()
    {
        string?[] parts =
        [
            OrderId.ToString(CultureInfo.InvariantCulture),
            Number,
            Email,
            Date?.ToString("O", CultureInfo.InvariantCulture),
            Status,
            PaymentMethod,
            ShippingMethod,
            Text(Subtotal),
            Text(ShippingTotal),
            Text(TaxTotal),
            Text(DiscountTotal),
            Text(Total),
            Name,
            Address1,
            Address2,
            City,
            State,
            PostalCode,
            Country,
            Phone,
            Lines,
        ];
        return HashOf(parts);
    }

    /// <summary>A short hash of texts in their order; null and empty are different.</summary>
    internal static string HashOf(IEnumerable<string?> parts)
    {
        var text = string.Join('\u001f', parts.Select(part => part is null ? "\u0000" : part));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength];
    }

    /// <summary>As the table's <c>decimal(15,4)</c> keeps it.</summary>
    internal static string? Text(decimal? amount) => amount?.ToString("0.####", CultureInfo.InvariantCulture);

    public override string ToString() => $"web order {Number}";
}
