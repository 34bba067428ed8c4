using Tillsync.Sandbox;

namespace Tillsync.EndToEnd.Killing;

/// <summary>People who buy and cancel in the shop. One instance is for one thread at a time.</summary>
/// <param name="mayCancel">Which orders they may cancel.</param>
internal sealed class Shoppers(int seed, Func<long, bool> mayCancel)
{
    private readonly Random _random = new(seed);
    private int _acts;

    /// <summary>Rises with every act, so that a picture of the shop can be seen to be of one moment.</summary>
    public int Acts => Volatile.Read(ref _acts);

    public void Act(ShopModel shop)
    {
        Interlocked.Increment(ref _acts);
        if (_random.Next(10) < 7)
        {
            Buy(shop);
        }
        else if (AnyOrder(shop, _random, mayCancel) is { } order)
        {
            shop.CancelOrder(order.Id);
        }
    }

    public static ShopOrder? AnyOrder(ShopModel shop, Random random, Func<long, bool> isWanted)
    {
        var open = shop.Orders.Where(order => order.Status == "processing" && isWanted(order.Id)).ToList();
        return open.Count > 0 ? open[random.Next(open.Count)] : null;
    }

    /// <summary>Up to three lines; the shop refuses what it does not have.</summary>
    private void Buy(ShopModel shop)
    {
        var listings = shop.Products.Where(product => product.Type is "simple" or "variation").ToList();
        var items = Enumerable
            .Range(0, _random.Next(1, 4))
            .Select(_ => new OrderItem(listings[_random.Next(listings.Count)].Id, _random.Next(1, 4)))
            .ToList();
        shop.PlaceOrder(items);
    }
}
