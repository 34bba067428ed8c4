using System.Globalization;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Planning;

/// <summary>An article that the shop does not have, to be made there as a draft.</summary>
/// <param name="Quantity">What it is to show from the start.</param>
/// <param name="Image">Where the shop fetches the picture; null for none.</param>
/// <param name="Because">The decision with every input that gave the quantity.</param>
public sealed record PlannedCreation(ProductSheet Sheet, ListedQuantity Quantity, Uri? Image, Decision Because)
{
    public Sku Sku => Sheet.Sku;

    /// <summary>All that is sent, as one text: the checksum of a plan covers it.</summary>
    internal string Canonical =>
        string.Join(
            '|',
            "new",
            Sku.Text,
            Quantity.ToString(),
            Sheet.Name,
            Sheet.Price?.ToString(CultureInfo.InvariantCulture),
            Sheet.Weight?.ToString(CultureInfo.InvariantCulture),
            string.Join(',', Sheet.Categories),
            Image?.AbsoluteUri,
            Sheet.Description
        );
}
