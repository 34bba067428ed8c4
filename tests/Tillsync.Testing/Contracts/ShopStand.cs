using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Testing.Contracts;

/// <summary>A shop behind its two ports, and what its staff and its customers do to it.</summary>
public abstract class ShopStand : IAsyncDisposable
{
    public abstract IShop Shop { get; }

    public abstract IListingWriter Writer { get; }

    public abstract IListingCreator Creator { get; }

    /// <summary>The same shop, asked with keys that may only read.</summary>
    public abstract IShop ReadOnlyShop { get; }

    /// <param name="quantity">Null leaves stock management off.</param>
    public abstract ListingId AddSimple(string sku, decimal? quantity);

    /// <param name="quantity">A stock that the variations share; null when each has its own.</param>
    public abstract ListingId AddVariable(string sku, decimal? quantity);

    /// <param name="quantity">Null leaves the stock to the parent.</param>
    public abstract ListingId AddVariation(ListingId parent, string sku, decimal? quantity);

    /// <summary>What is stored; null when there is no number.</summary>
    public abstract Quantity? QuantityOf(ListingId id);

    public abstract void SetStock(ListingId id, decimal quantity);

    public abstract void Trash(ListingId id);

    public abstract void Delete(ListingId id);

    /// <summary>A customer buys; the order is in processing.</summary>
    public abstract long PlaceOrder(ListingId listing, decimal quantity);

    public abstract void SetOrderStatus(long orderId, string status);

    public abstract void TrashOrder(long orderId);

    public abstract void DeleteOrder(long orderId);

    /// <summary>The shop's clock.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>Lets the shop's clock go on.</summary>
    public abstract void Wait(TimeSpan time);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
