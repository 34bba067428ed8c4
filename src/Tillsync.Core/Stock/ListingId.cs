using System.Globalization;

namespace Tillsync.Core.Stock;

/// <summary>
/// A product of the shop, or one variation of it. A variation is never addressed without its parent: the shop answers
/// 404 when it is (recording 03).
/// </summary>
public readonly record struct ListingId(long ProductId, long? VariationId = null) : IComparable<ListingId>
{
    public bool IsVariation => VariationId is not null;

    public int CompareTo(ListingId other)
    {
        var byProduct = ProductId.CompareTo(other.ProductId);
        return byProduct != 0 ? byProduct : Nullable.Compare(VariationId, other.VariationId);
    }

    /// <summary><c>138</c> for a product, <c>138/141</c> for a variation.</summary>
    public override string ToString() =>
        VariationId is { } variation
            ? string.Create(CultureInfo.InvariantCulture, $"{ProductId}/{variation}")
            : ProductId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="ToString"/> writes; null for anything else.</summary>
    public static ListingId? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('/');
        if (parts.Length > 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var product))
        {
            return null;
        }

        if (parts.Length == 1)
        {
            return new ListingId(product);
        }

        return long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new ListingId(product, id) : null;
    }

    public static bool operator <(ListingId left, ListingId right) => left.CompareTo(right) < 0;

    public static bool operator >(ListingId left, ListingId right) => left.CompareTo(right) > 0;

    public static bool operator <=(ListingId left, ListingId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ListingId left, ListingId right) => left.CompareTo(right) >= 0;
}
