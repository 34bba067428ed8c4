using Tillsync.Core.Stock;

namespace Tillsync.Webhooks;

/// <summary>What has been taken out of the tray.</summary>
/// <param name="Orders">Deliveries about orders, or about nothing in particular.</param>
internal sealed record Hints(int Orders, IReadOnlyDictionary<ListingId, Quantity?> Listings)
{
    public bool IsEmpty => Orders == 0 && Listings.Count == 0;
}

/// <summary>Collects hints until the next look. Bounded, so that a flood of them costs no memory.</summary>
internal sealed class HintTray
{
    /// <summary>Beyond this many listings the tray keeps the first ones; the look at every listing finds the others.</summary>
    public const int ListingsMax = 2000;

    /// <summary>Deliveries that are remembered so that the same one, sent again, is no second hint.</summary>
    private const int RememberedMax = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<ListingId, Quantity?> _listings = [];
    private readonly HashSet<string> _seen = [];
    private readonly Queue<string> _seenInOrder = new();
    private int _orders;

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _orders == 0 && _listings.Count == 0;
            }
        }
    }

    /// <param name="delivery">What is the same only for the same delivery: the signature covers the whole body.</param>
    /// <returns>False for a delivery that was there before.</returns>
    public bool Add(string delivery, WebhookHint hint)
    {
        lock (_lock)
        {
            if (!_seen.Add(delivery))
            {
                return false;
            }

            _seenInOrder.Enqueue(delivery);
            if (_seenInOrder.Count > RememberedMax)
            {
                _seen.Remove(_seenInOrder.Dequeue());
            }

            if (hint.Listing is not { } listing)
            {
                _orders++;
            }
            else if (_listings.Count < ListingsMax || _listings.ContainsKey(listing))
            {
                _listings[listing] = hint.Quantity;
            }

            return true;
        }
    }

    public Hints Take()
    {
        lock (_lock)
        {
            var taken = new Hints(_orders, new Dictionary<ListingId, Quantity?>(_listings));
            _orders = 0;
            _listings.Clear();
            return taken;
        }
    }

    /// <summary>What could not be dealt with now goes back; what has come meanwhile is newer.</summary>
    public void Return(Hints hints)
    {
        lock (_lock)
        {
            _orders += hints.Orders;
            foreach (var (listing, quantity) in hints.Listings)
            {
                _listings.TryAdd(listing, quantity);
            }
        }
    }
}
