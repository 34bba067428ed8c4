namespace Tillsync.Sandbox;

/// <summary>What a shopper puts into the cart.</summary>
/// <param name="ProductId">A product or a variation.</param>
/// <param name="Quantity">How many.</param>
public sealed record OrderItem(long ProductId, decimal Quantity);
