namespace Tillsync.EndToEnd.Bench;

/// <summary>An article of the till with one stock row, and the listing that a shop has of it.</summary>
/// <param name="Shown">What the listing shows at first; null for an article without a listing.</param>
internal sealed record Article(string Sku, decimal? OnHand, decimal? Committed = 0, decimal? Shown = null)
{
    public string Status { get; init; } = "A";

    public string Web { get; init; } = "Y";

    /// <summary>Numbered from 1, such as E2E-0001, each on hand as many as the function says and shown as another number.</summary>
    public static IReadOnlyList<Article> Numbered(int count, Func<int, decimal> onHand, Func<int, decimal> shown) =>
        [.. Enumerable.Range(1, count).Select(number => new Article(SkuOf(number), onHand(number), 0, shown(number)))];

    public static string SkuOf(int number) => $"E2E-{number:0000}";
}
