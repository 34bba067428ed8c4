namespace Tillsync.Sandbox;

/// <summary>A product or variation to be added by a test or the demo.</summary>
/// <param name="Sku">Empty for none. Not checked for duplicates, because shops hold some.</param>
/// <param name="Quantity">Null leaves the stock unmanaged.</param>
public sealed record NewProduct(string Sku, decimal? Quantity = null)
{
    /// <summary>The SKU stands in when empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>no, notify or yes.</summary>
    public string Backorders { get; init; } = "no";

    /// <summary>publish, draft, pending or private.</summary>
    public string Status { get; init; } = "publish";

    /// <summary>The regular price.</summary>
    public decimal Price { get; init; } = 10;

    /// <summary>global_unique_id; empty for none.</summary>
    public string Barcode { get; init; } = "";

    /// <summary>For a variation: its attribute values, such as Size and M.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>For a variable product: the attributes its variations choose from.</summary>
    public IReadOnlyDictionary<string, string[]> Choices { get; init; } = new Dictionary<string, string[]>();

    /// <summary>Manages stock although no quantity is known; only meaningful without a quantity.</summary>
    public bool ManagesWithoutQuantity { get; init; }
}
