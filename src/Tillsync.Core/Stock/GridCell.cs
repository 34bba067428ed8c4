namespace Tillsync.Core.Stock;

/// <summary>One cell of a grid item: a colour, a size, whatever up to three dimensions stand for (IM_INV_CELL).</summary>
/// <param name="Dimensions">DIM_1_UPR to DIM_3_UPR without the unused ones at the end.</param>
/// <param name="Description">CELL_DESCR; empty where the site has none.</param>
public sealed record GridCell(IReadOnlyList<string> Dimensions, string Description)
{
    /// <summary>Between the item number and the dimensions in a cell's code.</summary>
    public const char Separator = '|';

    /// <summary>What the till writes into a dimension that an item does not have.</summary>
    public const string Unused = "*";

    /// <summary>For people: the description, else the dimensions.</summary>
    public string Name => Description.Length > 0 ? Description : string.Join(" / ", Dimensions);

    /// <summary>The item that a code would be a cell of; null where it reads like none.</summary>
    public static Sku? ItemOf(Sku sku)
    {
        var end = sku.Text.IndexOf(Separator, StringComparison.Ordinal);
        return end > 0 ? Sku.From(sku.Text[..end]) : null;
    }

    /// <summary>The dimensions without blanks around them and without the unused ones at the end; empty where there is none.</summary>
    public static IReadOnlyList<string> Trim(IReadOnlyList<string> dimensions)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        var used = dimensions.Count;
        while (used > 0 && dimensions[used - 1].AsSpan().Trim() is "" or Unused)
        {
            used--;
        }

        return [.. dimensions.Take(used).Select(dimension => dimension.Trim())];
    }
}
