using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Stock;

namespace Tillsync.Testing.Fakes;

/// <summary>
/// A shop without a web server that treats stock as WooCommerce does: relative writes add to whatever is there, absolute ones replace
/// it, orders take units at once, numbers sent to a listing that keeps no stock are dropped without an error.
/// </summary>
public sealed partial class InMemoryShop : IShop, IListingWriter, IListingCreator
{
    private readonly TimeProvider _time;
    private readonly Dictionary<ListingId, ShopListing> _listings = [];
    private readonly Dictionary<ListingId, WriteOutcome.Refused> _refusals = [];
    private readonly Queue<WriteFault?> _faults = new();
    private readonly List<(DateTimeOffset DueAt, PlannedWrite Write)> _late = [];

    public InMemoryShop(TimeProvider time)
    {
        _time = time;
        Orders = new InMemoryOrders(time, Move);
    }

    public ShopRequests Requests { get; } = new();

    public InMemoryOrders Orders { get; }

    public ShopIdentity Identity { get; set; } = Some.Shop;

    /// <summary>While set, every read fails with it.</summary>
    public ShopException? Fault { get; set; }

    /// <summary>Something in front of the shop drops relative numbers: it says yes and leaves the number as it was.</summary>
    public bool IgnoresRelativeWrites { get; set; }

    /// <summary>Listings that a plugin keeps at their number, whatever is sent.</summary>
    public HashSet<ListingId> Stubborn { get; } = [];

    /// <summary>How long a shop goes on after the sender of a request has given up.</summary>
    public TimeSpan LateBy { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Every write that was stored, in order.</summary>
    public List<PlannedWrite> Stored { get; } = [];

    /// <summary>What the last write request stored before it was answered.</summary>
    public IReadOnlyList<PlannedWrite> LastStored { get; private set; } = [];

    public ShopListing this[ListingId id] => _listings[id];

    public void Put(ShopListing listing) => _listings[listing.Id] = listing;

    public void Change(ListingId id, Func<ShopListing, ShopListing> change) => _listings[id] = change(_listings[id]);

    /// <summary>A hand edit of the number.</summary>
    public void SetQuantity(ListingId id, decimal? units) =>
        Change(id, listing => listing with { Quantity = units is { } number ? new Quantity(number) : null });

    public void Delete(ListingId id) => _listings.Remove(id);

    public decimal? QuantityOf(ListingId id) => _listings[id].Quantity?.Units;

    /// <summary>Places an order; a listing that keeps no stock loses none, and the order then holds none.</summary>
    public long PlaceOrder(ListingId listing, decimal units, string status = "processing") =>
        Orders.Place(listing, _listings[listing].Sku, units, status);

    /// <summary>The next write request meets this fate.</summary>
    public void FailNextWrite(WriteFault fault) => _faults.Enqueue(fault);

    /// <summary>The next write request is answered as usual, so that a fault can be set on the one after it.</summary>
    public void LetNextWriteThrough() => _faults.Enqueue(null);

    /// <summary>From now on nothing goes wrong and nothing happens by itself.</summary>
    public void Quieten()
    {
        _faults.Clear();
        _refusals.Clear();
        _createFaults.Clear();
        _createRefusals.Clear();
        Requests.ForgetHooks();
    }

    public void Refuse(ListingId listing, string code, string reason) => _refusals[listing] = new WriteOutcome.Refused(code, reason);

    public void StopRefusing(ListingId listing) => _refusals.Remove(listing);

    public Task<ShopIdentity> IdentifyAsync(CancellationToken cancellationToken) =>
        Answer(ShopCall.Identify, () => Identity, _ => 1, cancellationToken);

    /// <summary>What the keys may do.</summary>
    public WriteAccess Writing { get; init; } = new WriteAccess.Granted();

    public Task<ShopProfile> DescribeAsync(CancellationToken cancellationToken) =>
        Answer(ShopCall.Identify, () => new ShopProfile(Identity, Writing, "11.0.1", 0), _ => 1, cancellationToken);

    public Task<IReadOnlyList<ShopListing>> ReadAllListingsAsync(IProgress<int>? progress, CancellationToken cancellationToken) =>
        AnswerListings(ShopCall.ReadAllListings, listing => listing.Status != ListingStatus.Trashed, null, cancellationToken);

    public Task<IReadOnlyList<ShopListing>> ReadListingsAsync(IReadOnlyCollection<ListingId> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var wanted = ids.Select(id => id.VariationId ?? id.ProductId).ToHashSet();
        return AnswerListings(
            ShopCall.ReadListings,
            listing => wanted.Contains(listing.Id.VariationId ?? listing.Id.ProductId),
            ids.Count,
            cancellationToken
        );
    }

    public Task<IReadOnlyList<ShopListing>> FindListingsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(skus);
        var wanted = skus.ToHashSet();
        return AnswerListings(
            ShopCall.FindListings,
            listing => listing.Status != ListingStatus.Trashed && listing.Sku is { } sku && wanted.Contains(sku),
            skus.Count,
            cancellationToken
        );
    }

    public Task<OrderReading> ReadChangedOrdersAsync(DateTimeOffset after, CancellationToken cancellationToken) =>
        Answer(ShopCall.ReadChangedOrders, () => Orders.ChangedAfter(after), reading => reading.Orders.Count, cancellationToken);

    public Task<OrderReading> ReadTrashedOrdersAsync(DateTimeOffset after, CancellationToken cancellationToken) =>
        Answer(ShopCall.ReadTrashedOrders, () => Orders.TrashedAfter(after), reading => reading.Orders.Count, cancellationToken);

    public Task<OrderReading> ReadOpenOrdersAsync(CancellationToken cancellationToken) =>
        Answer(ShopCall.ReadOpenOrders, Orders.OpenNow, reading => reading.Orders.Count, cancellationToken);

    public Task<OrderReading> ReadOrdersAsync(IReadOnlyCollection<long> orderIds, CancellationToken cancellationToken) =>
        Answer(ShopCall.ReadOrders, () => Orders.ById(orderIds), _ => orderIds.Count, cancellationToken);

    public async Task<IReadOnlyList<WriteOutcome>> WriteAsync(WriteBatch batch, IWritePermit permit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(permit);
        cancellationToken.ThrowIfCancellationRequested();
        if (batch.Writes.Count > WriteBatch.SizeMax)
        {
            throw new InvalidOperationException("The shop takes at most 100 items in a batch.");
        }

        await permit.RequireAsync();
        Requests.Begin(ShopCall.Write);
        FinishLate();
        var storedBefore = Stored.Count;
        IReadOnlyList<WriteOutcome> outcomes = Carry(batch, _faults.TryDequeue(out var fault) ? fault : null);
        LastStored = [.. Stored.Skip(storedBefore)];
        Requests.End(ShopCall.Write, batch.Writes.Count);
        return outcomes;
    }

    /// <summary>Stores what was sent with <see cref="WriteFault.AppliedLate"/> and is due by now; any request does so too.</summary>
    public void FinishLate()
    {
        foreach (var late in _late.Where(late => late.DueAt <= _time.GetUtcNow()).ToList())
        {
            _late.Remove(late);
            Store(late.Write.Listing.IsVariation ? late.Write.Listing.ProductId : null, late.Write);
        }

        FinishLateCreations();
    }

    private List<WriteOutcome> Carry(WriteBatch batch, WriteFault? fault)
    {
        if (fault == WriteFault.AppliedLate)
        {
            _late.AddRange(batch.Writes.Select(write => (_time.GetUtcNow() + LateBy, write)));
        }

        List<WriteOutcome> outcomes = fault is null or WriteFault.LostAfterApplying
            ? [.. batch.Writes.Select(write => Store(batch.ParentId, write))]
            : [];
        return fault is null ? outcomes : [.. batch.Writes.Select(_ => new WriteOutcome.Unknown("The request timed out."))];
    }

    private WriteOutcome Store(long? parentId, PlannedWrite write)
    {
        if (_refusals.TryGetValue(write.Listing, out var refusal))
        {
            return refusal;
        }

        var isAddressed = write.Listing.IsVariation ? parentId == write.Listing.ProductId : parentId is null;
        if (!isAddressed || !_listings.TryGetValue(write.Listing, out var listing))
        {
            return new WriteOutcome.Refused("woocommerce_rest_product_invalid_id", "Invalid ID.");
        }

        if (write.TakesOver)
        {
            listing = listing with { Management = StockManagement.Managed };
        }

        if (listing.Management != StockManagement.Managed)
        {
            return new WriteOutcome.Accepted(listing.Management == StockManagement.ByParent ? listing.Quantity : null);
        }

        if (Stubborn.Contains(write.Listing) || (IgnoresRelativeWrites && write.Delta is not null))
        {
            return new WriteOutcome.Accepted(listing.Quantity);
        }

        // What only takes a listing out of sight sends no number, whether the shop takes relative ones or not.
        var isRight = write.From == write.To.Quantity && !write.TakesOver;
        var after =
            isRight ? listing.Quantity
            : write.Delta is { } delta ? (listing.Quantity ?? Quantity.Zero) + delta
            : write.To.Quantity;
        listing = write.Appearance switch
        {
            { Field: AppearanceField.Visibility } change => listing with { Visibility = change.To },
            { Field: AppearanceField.Status } change => listing with
            {
                Status = change.Hides ? ListingStatus.Draft : ListingStatus.Published,
            },
            _ => listing,
        };
        _listings[write.Listing] = listing with { Quantity = after, ModifiedAt = InMemoryOrders.Second(_time.GetUtcNow()) };
        Stored.Add(write);
        return new WriteOutcome.Accepted(after);
    }

    private bool Move(ListingId id, Quantity by)
    {
        if (!_listings.TryGetValue(id, out var listing) || listing.Management != StockManagement.Managed)
        {
            return false;
        }

        _listings[id] = listing with { Quantity = (listing.Quantity ?? Quantity.Zero) + by };
        return true;
    }

    private Task<IReadOnlyList<ShopListing>> AnswerListings(
        ShopCall call,
        Func<ShopListing, bool> filter,
        int? asked,
        CancellationToken cancellationToken
    ) =>
        Answer<IReadOnlyList<ShopListing>>(
            call,
            () => [.. _listings.Values.Where(filter).OrderBy(listing => listing.Id)],
            found => asked ?? found.Count,
            cancellationToken
        );

    private Task<T> Answer<T>(ShopCall call, Func<T> read, Func<T, int> items, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Requests.Begin(call);
        if (Fault is { } fault)
        {
            return Task.FromException<T>(fault);
        }

        FinishLate();
        var answer = read();
        Requests.End(call, items(answer));
        return Task.FromResult(answer);
    }
}
