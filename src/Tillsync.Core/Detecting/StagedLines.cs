using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>What a row of USER_ORDER_STAGING says that the till was given (LINE_ITEMS_JSON).</summary>
/// <param name="Lines">
/// In the row's order; null where the row does not say it: no such column, NULL, an empty list, or a text that is not the lines of an order.
/// </param>
public sealed record StagedLines(long StagingId, IReadOnlyList<StagedLine>? Lines);

/// <summary>An entry of it. Whoever staged the row wrote it, so each name may be absent.</summary>
/// <param name="ProductId">The shop's product; of a variation its product's.</param>
/// <param name="VariationId">Null for a product without variations, and in rows of scripts, which leave it out.</param>
/// <param name="Sku">The web's own code.</param>
/// <param name="Quantity">In the unit that the listing is sold in, as the shop counts an order's line.</param>
public sealed record StagedLine(long? ProductId, long? VariationId, Sku? Sku, Quantity Quantity);
