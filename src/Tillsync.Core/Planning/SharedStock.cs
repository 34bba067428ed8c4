using Tillsync.Core.Stock;

namespace Tillsync.Core.Planning;

/// <summary>
/// Articles that are units of one stock. An order for one of them takes from all: while one listing is left alone because of an order, what was
/// decided for the others is as old. Pure.
/// </summary>
internal sealed class SharedStock
{
    private readonly IReadOnlyDictionary<Sku, Sku> _stockOf;
    private readonly Dictionary<Sku, long> _touched = [];

    private SharedStock(IReadOnlyDictionary<Sku, Sku> stockOf)
    {
        _stockOf = stockOf;
    }

    public static SharedStock Of(PlanInput input)
    {
        var shared = new SharedStock(input.StockOf);
        if (input.StockOf.Count == 0 || input.Touched.Count == 0)
        {
            return shared;
        }

        foreach (var (listing, orderId) in input.Touched)
        {
            if (input.ArticleOf.TryGetValue(listing, out var sku))
            {
                shared._touched.TryAdd(shared.StockOf(sku), orderId);
            }
        }

        // Listings that nobody knew before.
        var stocks = input.StockOf.Values.ToHashSet();
        foreach (var decision in input.Decisions.Where(decision => stocks.Contains(shared.StockOf(decision.Sku))))
        {
            if (input.Match(decision.Sku) is ListingMatch.Found found && input.Touched.TryGetValue(found.Listing.Id, out var orderId))
            {
                shared._touched.TryAdd(shared.StockOf(decision.Sku), orderId);
            }
        }

        return shared;
    }

    public bool IsTouched(Sku sku, out long orderId) => _touched.TryGetValue(StockOf(sku), out orderId);

    private Sku StockOf(Sku sku) => _stockOf.GetValueOrDefault(sku, sku);
}
