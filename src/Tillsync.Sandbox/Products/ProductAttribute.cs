namespace Tillsync.Sandbox.Products;

/// <summary>An attribute of a product; for a variation <see cref="Options"/> holds the one chosen value.</summary>
internal sealed record ProductAttribute(string Name, IReadOnlyList<string> Options, bool IsVisible, bool IsForVariations)
{
    public string Option => Options.Count > 0 ? Options[0] : "";
}
