namespace Tillsync.Configuration;

internal static class ProductVersion
{
    /// <summary>Three numbers, e.g. 1.2.0.</summary>
    public static string Text { get; } = typeof(ProductVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public static string UserAgent => $"Tillsync/{Text}";
}
