using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Testing.Contracts;

namespace Tillsync.Testing.Fakes;

/// <summary>The shop in memory, as the contracts handle a shop.</summary>
public sealed class InMemoryStand : ShopStand
{
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryShop _shop;
    private long _lastId = 100;

    public InMemoryStand()
    {
        _shop = new InMemoryShop(_time);
    }

    public override IShop Shop => _shop;

    public override IListingWriter Writer => _shop;

    public override IListingCreator Creator => _shop;

    public override IShop ReadOnlyShop =>
        new InMemoryShop(_time) { Writing = new WriteAccess.Refused("These keys may only read.", "Use others.") };

    public override DateTimeOffset Now => _time.GetUtcNow();

    public override ListingId AddSimple(string sku, decimal? quantity) => Put(new ListingId(++_lastId), sku, quantity, ListingType.Simple);

    public override ListingId AddVariable(string sku, decimal? quantity) =>
        Put(new ListingId(++_lastId), sku, quantity, ListingType.Variable);

    public override ListingId AddVariation(ListingId parent, string sku, decimal? quantity) =>
        Put(new ListingId(parent.ProductId, ++_lastId), sku, quantity, ListingType.Variation);

    public override Quantity? QuantityOf(ListingId id) => _shop[id].Quantity;

    public override void SetStock(ListingId id, decimal quantity) => _shop.SetQuantity(id, quantity);

    public override void Trash(ListingId id) => _shop.Change(id, listing => listing with { Status = ListingStatus.Trashed });

    public override void Delete(ListingId id) => _shop.Delete(id);

    public override long PlaceOrder(ListingId listing, decimal quantity) => _shop.PlaceOrder(listing, quantity);

    public override void SetOrderStatus(long orderId, string status) => _shop.Orders.SetStatus(orderId, status);

    public override void TrashOrder(long orderId) => _shop.Orders.SetStatus(orderId, "trash");

    public override void DeleteOrder(long orderId) => _shop.Orders.Delete(orderId);

    public override void Wait(TimeSpan time) => _time.Advance(time);

    private ListingId Put(ListingId id, string sku, decimal? quantity, ListingType type)
    {
        var management = quantity is null ? StockManagement.Unmanaged : StockManagement.Managed;
        _shop.Put(Some.Listing(id, new Sku(sku), quantity) with { Type = type, Management = management });
        return id;
    }
}
