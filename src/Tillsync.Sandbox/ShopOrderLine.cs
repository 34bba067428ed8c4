namespace Tillsync.Sandbox;

/// <summary>A line of an order.</summary>
/// <param name="Id">The id of the line.</param>
/// <param name="ProductId">The product; the parent of a variation.</param>
/// <param name="VariationId">The variation; 0 otherwise.</param>
/// <param name="Quantity">The quantity ordered.</param>
/// <param name="ReducedStock">How many units were taken from stock; null for none.</param>
public sealed record ShopOrderLine(long Id, long ProductId, long VariationId, decimal Quantity, decimal? ReducedStock);
