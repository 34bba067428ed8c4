using Tillsync.EndToEnd.Bench;

namespace Tillsync.EndToEnd.Killing;

/// <summary>How far each listing is from its number: an order moves both alike, only a write of ours or the till moves them apart.</summary>
internal sealed class ShopPicture
{
    /// <summary>
    /// Near zero the number is floored and the shop refuses orders, so that the distance says nothing. Farther than any orders of one run go.
    /// </summary>
    private const decimal FarFromZero = 25;

    private readonly Dictionary<string, (decimal Shown, decimal Truth)> _listings;

    private ShopPicture(Dictionary<string, (decimal Shown, decimal Truth)> listings) => _listings = listings;

    public int WrongCount => _listings.Values.Count(listing => listing.Shown != Truth.Shown(listing.Truth));

    public IEnumerable<string> Wrong =>
        _listings.Where(entry => entry.Value.Shown != Truth.Shown(entry.Value.Truth)).Select(entry => entry.Key);

    /// <summary>Taken again until no shopper acted meanwhile.</summary>
    public static async Task<ShopPicture> TakeAsync(TillBench bench, Shoppers shoppers)
    {
        while (true)
        {
            var acts = shoppers.Acts;
            var truth = await Truth.ReadAsync(bench);
            var shown = bench
                .Shop.Model.Products.Where(product => truth.ContainsKey(product.Sku))
                .ToDictionary(product => product.Sku, product => (product.Quantity ?? 0, truth[product.Sku]), StringComparer.Ordinal);
            if (acts == shoppers.Acts)
            {
                return new ShopPicture(shown);
            }
        }
    }

    /// <summary>After a run that was broken off, each listing is as far off as before or not at all: no write was made twice or in part.</summary>
    public IEnumerable<string> NeitherMovedNorRight(ShopPicture before) =>
        from entry in _listings
        let now = entry.Value
        let then = before._listings[entry.Key]
        where now.Truth >= FarFromZero && then.Truth >= FarFromZero
        let distance = now.Shown - now.Truth
        where distance != 0 && distance != then.Shown - then.Truth
        select $"{entry.Key} was {then.Shown} for {then.Truth} and is {now.Shown} for {now.Truth}";
}
