using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Simulation.Mutants;

internal sealed class ListingsBeforeOrders()
    : Mutant("listings-before-orders", 60, "Listings are read before the orders, which are not read again.")
{
    public override IShop Shop(IShop shop, TimeProvider clock) => new Reader(shop);

    private sealed class Reader(IShop inner) : TwistedShop(inner)
    {
        private IReadOnlyList<ShopListing>? _read;

        public override async Task<OrderReading> ReadChangedOrdersAsync(DateTimeOffset after, CancellationToken cancellationToken)
        {
            if (IsSecond)
            {
                _read = null;
                return Nothing(await base.ReadChangedOrdersAsync(after, cancellationToken));
            }

            _read = await Inner.ReadAllListingsAsync(null, cancellationToken);
            return await base.ReadChangedOrdersAsync(after, cancellationToken);
        }

        public override async Task<IReadOnlyList<ShopListing>> ReadListingsAsync(
            IReadOnlyCollection<ListingId> ids,
            CancellationToken cancellationToken
        )
        {
            var now = await base.ReadListingsAsync(ids, cancellationToken);
            return _read is null ? now : [.. now.Select(listing => _read.FirstOrDefault(old => old.Id == listing.Id) ?? listing)];
        }

        public override async Task<IReadOnlyList<ShopListing>> ReadAllListingsAsync(
            IProgress<int>? progress,
            CancellationToken cancellationToken
        )
        {
            var now = await base.ReadAllListingsAsync(progress, cancellationToken);
            return _read ?? now;
        }
    }
}

internal sealed class OrdersReadOnce() : Mutant("orders-read-once", 120, "The orders are not read again after the listings.")
{
    public override IShop Shop(IShop shop, TimeProvider clock) => new Reader(shop);

    private sealed class Reader(IShop inner) : TwistedShop(inner)
    {
        public override async Task<OrderReading> ReadChangedOrdersAsync(DateTimeOffset after, CancellationToken cancellationToken)
        {
            var isSecond = IsSecond;
            var read = await base.ReadChangedOrdersAsync(after, cancellationToken);
            return isSecond ? Nothing(read) : read;
        }
    }
}

internal sealed class OneHourWindow() : Mutant("one-hour-window", 500, "Only orders of the last hour are ever read.")
{
    public override IShop Shop(IShop shop, TimeProvider clock) => new Reader(shop, clock);

    private sealed class Reader(IShop inner, TimeProvider clock) : TwistedShop(inner)
    {
        public override Task<OrderReading> ReadChangedOrdersAsync(DateTimeOffset after, CancellationToken cancellationToken)
        {
            var hourAgo = clock.GetUtcNow() - TimeSpan.FromHours(1);
            return base.ReadChangedOrdersAsync(after > hourAgo ? after : hourAgo, cancellationToken);
        }
    }
}

internal sealed class OwnClockForgotten()
    : Mutant("own-clock-forgotten", 2000, "That the shop's clock was set back is only seen while it is behind its old time.")
{
    public override IShop Shop(IShop shop, TimeProvider clock) => new Reader(shop);

    private sealed class Reader(IShop inner) : TwistedShop(inner)
    {
        public override async Task<OrderReading> ReadChangedOrdersAsync(DateTimeOffset after, CancellationToken cancellationToken)
        {
            var read = await base.ReadChangedOrdersAsync(after, cancellationToken);
            return read with { Clock = read.Clock with { Here = null } };
        }
    }
}

internal sealed class ErrorsAreSilence() : Mutant("errors-are-silence", 3000, "Orders that cannot be read are taken for no orders.")
{
    public override IShop Shop(IShop shop, TimeProvider clock) => new Reader(shop, clock);

    private sealed class Reader(IShop inner, TimeProvider clock) : TwistedShop(inner)
    {
        public override async Task<OrderReading> ReadChangedOrdersAsync(DateTimeOffset after, CancellationToken cancellationToken)
        {
            try
            {
                return await base.ReadChangedOrdersAsync(after, cancellationToken);
            }
            catch (ShopException)
            {
                return new OrderReading([], new ClockReading(clock.GetUtcNow(), clock.GetUtcNow()));
            }
        }
    }
}

internal sealed class TrashForgotten() : Mutant("trash-forgotten", 100, "Orders in the trash are never read.")
{
    public override IShop Shop(IShop shop, TimeProvider clock) => new Reader(shop);

    private sealed class Reader(IShop inner) : TwistedShop(inner)
    {
        public override async Task<OrderReading> ReadTrashedOrdersAsync(DateTimeOffset after, CancellationToken cancellationToken) =>
            Nothing(await base.ReadTrashedOrdersAsync(after, cancellationToken));

        public override async Task<OrderReading> ReadOpenOrdersAsync(CancellationToken cancellationToken)
        {
            var read = await base.ReadOpenOrdersAsync(cancellationToken);
            return read with { Orders = [.. read.Orders.Where(order => order.Status != "trash")] };
        }
    }
}

internal sealed class SkuNeverLookedFor() : Mutant("sku-never-looked-for", 1000, "The shop is never asked whether it has an article's SKU.")
{
    public override IShop Shop(IShop shop, TimeProvider clock) => new Reader(shop);

    private sealed class Reader(IShop inner) : TwistedShop(inner)
    {
        public override Task<IReadOnlyList<ShopListing>> FindListingsAsync(
            IReadOnlyCollection<Sku> skus,
            CancellationToken cancellationToken
        ) => Task.FromResult<IReadOnlyList<ShopListing>>([]);
    }
}

internal sealed class OrderedIsTaken() : Mutant("ordered-is-taken", 30, "An order holds what was ordered, not what it took from stock.")
{
    public override IShop Shop(IShop shop, TimeProvider clock) => new Reader(shop);

    private sealed class Reader(IShop inner) : TwistedShop(inner)
    {
        protected override OrderReading Twist(OrderReading reading) => reading with { Orders = [.. reading.Orders.Select(Taken)] };

        private static WebOrder Taken(WebOrder order) =>
            order with
            {
                Lines = [.. order.Lines.Select(line => line with { Taken = line.Ordered, IsUntaken = false })],
            };
    }
}

internal sealed class CompletionForgotten()
    : Mutant("completion-forgotten", 2000, "An order that was completed counts as open again in a plugin's status.")
{
    public override IShop Shop(IShop shop, TimeProvider clock) => new Reader(shop);

    private sealed class Reader(IShop inner) : TwistedShop(inner)
    {
        protected override OrderReading Twist(OrderReading reading) =>
            reading with
            {
                Orders = [.. reading.Orders.Select(order => order.Status == "delivered" ? order with { CompletedAt = null } : order)],
            };
    }
}

/// <summary>A shop that reads as the real one does, but for what a mutant changes.</summary>
internal abstract class TwistedShop(IShop inner) : IShop
{
    private bool _hasReadListings;

    protected IShop Inner => inner;

    /// <summary>The next read of orders is the one after the listings.</summary>
    protected bool IsSecond => _hasReadListings;

    public Task<ShopIdentity> IdentifyAsync(CancellationToken cancellationToken) => inner.IdentifyAsync(cancellationToken);

    public Task<ShopProfile> DescribeAsync(CancellationToken cancellationToken) => inner.DescribeAsync(cancellationToken);

    public virtual Task<IReadOnlyList<ShopListing>> ReadAllListingsAsync(IProgress<int>? progress, CancellationToken cancellationToken)
    {
        _hasReadListings = true;
        return inner.ReadAllListingsAsync(progress, cancellationToken);
    }

    public virtual Task<IReadOnlyList<ShopListing>> ReadListingsAsync(
        IReadOnlyCollection<ListingId> ids,
        CancellationToken cancellationToken
    )
    {
        _hasReadListings = true;
        return inner.ReadListingsAsync(ids, cancellationToken);
    }

    public virtual Task<IReadOnlyList<ShopListing>> FindListingsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken)
    {
        _hasReadListings = true;
        return inner.FindListingsAsync(skus, cancellationToken);
    }

    public Task<IReadOnlyList<ShopListing>> FindTrashedListingsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken) =>
        inner.FindTrashedListingsAsync(skus, cancellationToken);

    public virtual async Task<OrderReading> ReadChangedOrdersAsync(DateTimeOffset after, CancellationToken cancellationToken)
    {
        _hasReadListings = false;
        return Twist(await inner.ReadChangedOrdersAsync(after, cancellationToken));
    }

    public virtual async Task<OrderReading> ReadTrashedOrdersAsync(DateTimeOffset after, CancellationToken cancellationToken) =>
        Twist(await inner.ReadTrashedOrdersAsync(after, cancellationToken));

    public virtual async Task<OrderReading> ReadOpenOrdersAsync(CancellationToken cancellationToken) =>
        Twist(await inner.ReadOpenOrdersAsync(cancellationToken));

    public async Task<OrderReading> ReadOrdersAsync(IReadOnlyCollection<long> orderIds, CancellationToken cancellationToken) =>
        Twist(await inner.ReadOrdersAsync(orderIds, cancellationToken));

    protected static OrderReading Nothing(OrderReading reading) => reading with { Orders = [] };

    protected virtual OrderReading Twist(OrderReading reading) => reading;
}
