using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Xunit;

namespace Tillsync.Testing.Contracts;

/// <summary>What every <see cref="IShop"/> does with orders.</summary>
public abstract class ShopOrderContract
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    protected abstract Task<ShopStand> CreateAsync();

    [Fact]
    public async Task AnOrder_TellsWhatItTook()
    {
        await using var stand = await CreateAsync();
        var simple = stand.AddSimple("A-1", 10);
        var variation = stand.AddVariation(stand.AddVariable("V", null), "V-S", 5);
        var first = stand.PlaceOrder(simple, 3);
        var second = stand.PlaceOrder(variation, 1);

        var reading = await stand.Shop.ReadOrdersAsync([first, second], CancellationToken.None);

        var orders = reading.Orders.OrderBy(order => order.OrderId).ToList();
        Assert.Equal([first, second], orders.Select(order => order.OrderId));
        Assert.All(orders, order => Assert.Equal("processing", order.Status));
        Assert.Equal(new WebOrderLine(simple, new Sku("A-1"), new Quantity(3), new Quantity(3)), Assert.Single(orders[0].Lines));
        Assert.Equal(new WebOrderLine(variation, new Sku("V-S"), new Quantity(1), new Quantity(1)), Assert.Single(orders[1].Lines));
    }

    [Fact]
    public async Task ACancelledOrder_HoldsNothing()
    {
        await using var stand = await CreateAsync();
        var order = stand.PlaceOrder(stand.AddSimple("A-1", 10), 3);
        stand.SetOrderStatus(order, "cancelled");

        var line = Assert.Single((await OneAsync(stand, order)).Lines);

        Assert.Equal((new Quantity(3), Quantity.Zero), (line.Ordered, line.Taken));
    }

    [Fact]
    public async Task ChangedOrders_AreThoseAfterTheInstant()
    {
        await using var stand = await CreateAsync();
        var listing = stand.AddSimple("A-1", 10);
        var early = stand.PlaceOrder(listing, 1);
        stand.Wait(2 * Second);
        var after = stand.Now;
        stand.Wait(2 * Second);
        var late = stand.PlaceOrder(listing, 1);

        var changed = await stand.Shop.ReadChangedOrdersAsync(after, CancellationToken.None);
        stand.Wait(2 * Second);
        stand.SetOrderStatus(early, "completed");
        var changedAgain = await stand.Shop.ReadChangedOrdersAsync(after, CancellationToken.None);

        Assert.Equal([late], changed.Orders.Select(order => order.OrderId));
        Assert.Equal([early, late], changedAgain.Orders.Select(order => order.OrderId).Order());
    }

    [Fact]
    public async Task ChangedOrders_ExcludeTheInstantItself()
    {
        await using var stand = await CreateAsync();
        var order = stand.PlaceOrder(stand.AddSimple("A-1", 10), 1);
        var modifiedAt = (await OneAsync(stand, order)).ModifiedAt;

        Assert.Empty((await stand.Shop.ReadChangedOrdersAsync(modifiedAt, CancellationToken.None)).Orders);
        Assert.Single((await stand.Shop.ReadChangedOrdersAsync(modifiedAt - Second, CancellationToken.None)).Orders);
    }

    [Fact]
    public async Task AReading_TellsTheShopsClock()
    {
        await using var stand = await CreateAsync();
        stand.Wait(TimeSpan.FromDays(3));

        var reading = await stand.Shop.ReadOpenOrdersAsync(CancellationToken.None);

        Assert.InRange(reading.ReadAt, stand.Now - (5 * Second), stand.Now);
        Assert.Equal(TimeSpan.Zero, reading.ReadAt.Offset);
    }

    [Fact]
    public async Task OpenOrders_AreUnfinishedOrTrashed()
    {
        await using var stand = await CreateAsync();
        var listing = stand.AddSimple("A-1", 100);
        var open = new[] { "processing", "on-hold", "pending", "failed" }.Select(status => Order(stand, listing, status)).ToList();
        foreach (var status in new[] { "completed", "cancelled", "refunded" })
        {
            Order(stand, listing, status);
        }

        var trashed = stand.PlaceOrder(listing, 1);
        stand.TrashOrder(trashed);

        var orders = (await stand.Shop.ReadOpenOrdersAsync(CancellationToken.None)).Orders;

        Assert.Equal([.. open, trashed], orders.Select(order => order.OrderId).Order());
        var inTrash = orders.Single(order => order.OrderId == trashed);
        Assert.Equal("trash", inTrash.Status);
        Assert.Equal(new Quantity(1), Assert.Single(inTrash.Lines).Taken);
    }

    [Fact]
    public async Task TrashedOrders_AreThoseThrownAwayAfterTheInstant_WithWhatTheyTook()
    {
        await using var stand = await CreateAsync();
        var listing = stand.AddSimple("A-1", 100);
        var (early, late, kept) = (stand.PlaceOrder(listing, 1), stand.PlaceOrder(listing, 2), stand.PlaceOrder(listing, 4));
        stand.TrashOrder(early);
        stand.Wait(2 * Second);
        var after = stand.Now;
        stand.Wait(2 * Second);

        // Being thrown away is what moves its stamp: the order itself is older than the instant.
        stand.TrashOrder(late);
        var trashed = await stand.Shop.ReadTrashedOrdersAsync(after, CancellationToken.None);
        var changed = await stand.Shop.ReadChangedOrdersAsync(after, CancellationToken.None);
        var all = await stand.Shop.ReadTrashedOrdersAsync(after - TimeSpan.FromDays(1), CancellationToken.None);

        var order = Assert.Single(trashed.Orders);
        Assert.Equal((late, "trash", new Quantity(2)), (order.OrderId, order.Status, Assert.Single(order.Lines).Taken));
        Assert.InRange(trashed.ReadAt, stand.Now - (5 * Second), stand.Now);
        Assert.Empty(changed.Orders);
        Assert.Equal([early, late], all.Orders.Select(found => found.OrderId).Order());
        Assert.Equal(new Quantity(93), stand.QuantityOf(listing));
        Assert.Equal("processing", (await OneAsync(stand, kept)).Status);
    }

    [Fact]
    public async Task TrashedOrders_ExcludeTheInstantItself()
    {
        await using var stand = await CreateAsync();
        var order = stand.PlaceOrder(stand.AddSimple("A-1", 10), 1);
        stand.TrashOrder(order);
        var modifiedAt = (await OneAsync(stand, order)).ModifiedAt;

        Assert.Empty((await stand.Shop.ReadTrashedOrdersAsync(modifiedAt, CancellationToken.None)).Orders);
        Assert.Single((await stand.Shop.ReadTrashedOrdersAsync(modifiedAt - Second, CancellationToken.None)).Orders);
    }

    [Fact]
    public async Task LineOfAnUnmanagedListing_HasNoRecordOfStock()
    {
        await using var stand = await CreateAsync();
        var (managed, unmanaged) = (stand.AddSimple("A-1", 10), stand.AddSimple("A-2", null));

        var taken = Assert.Single((await OneAsync(stand, stand.PlaceOrder(managed, 3))).Lines);
        var untaken = Assert.Single((await OneAsync(stand, stand.PlaceOrder(unmanaged, 3))).Lines);

        Assert.False(taken.IsUntaken);
        Assert.Equal((true, new Quantity(3), Quantity.Zero), (untaken.IsUntaken, untaken.Ordered, untaken.Taken));
    }

    [Theory]
    [InlineData("processing", false)]
    [InlineData("on-hold", false)]
    [InlineData("completed", false)]
    [InlineData("refunded", false)]
    [InlineData("cancelled", true)]
    [InlineData("pending", true)]
    public async Task ManagedLine_LosesItsRecordOnlyWhenItsStockIsGivenBack(string status, bool isUntaken)
    {
        await using var stand = await CreateAsync();

        var line = Assert.Single((await OneAsync(stand, Order(stand, stand.AddSimple("A-1", 10), status))).Lines);

        Assert.Equal((isUntaken, new Quantity(isUntaken ? 0 : 1)), (line.IsUntaken, line.Taken));
    }

    [Theory]
    [InlineData("refunded")]
    [InlineData("processing")]
    [InlineData("trash")]
    public async Task CompletedOrder_KeepsWhenItWas(string then)
    {
        await using var stand = await CreateAsync();
        var listing = stand.AddSimple("A-1", 10);
        var (never, order) = (stand.PlaceOrder(listing, 1), Order(stand, listing, "completed"));
        var completedAt = (await OneAsync(stand, order)).CompletedAt;
        if (then == "trash")
        {
            stand.TrashOrder(order);
        }
        else
        {
            stand.SetOrderStatus(order, then);
        }

        var after = await OneAsync(stand, order);

        Assert.NotNull(completedAt);
        Assert.Equal((then, completedAt), (after.Status, after.CompletedAt));
        Assert.Equal(then != "processing", after.IsCompleted);
        Assert.Null((await OneAsync(stand, never)).CompletedAt);
    }

    [Fact]
    public async Task OrdersById_IncludeTheTrashAndLackWhatIsGone()
    {
        await using var stand = await CreateAsync();
        var listing = stand.AddSimple("A-1", 100);
        var (kept, trashed, gone) = (stand.PlaceOrder(listing, 1), stand.PlaceOrder(listing, 1), stand.PlaceOrder(listing, 1));
        stand.TrashOrder(trashed);
        stand.DeleteOrder(gone);

        var reading = await stand.Shop.ReadOrdersAsync([kept, trashed, gone], CancellationToken.None);

        Assert.Equal([kept, trashed], reading.Orders.Select(order => order.OrderId).Order());
        Assert.Empty((await stand.Shop.ReadOrdersAsync([], CancellationToken.None)).Orders);
    }

    private static long Order(ShopStand stand, ListingId listing, string status)
    {
        var order = stand.PlaceOrder(listing, 1);
        stand.SetOrderStatus(order, status);
        return order;
    }

    private static async Task<WebOrder> OneAsync(ShopStand stand, long id) =>
        Assert.Single((await stand.Shop.ReadOrdersAsync([id], CancellationToken.None)).Orders);
}
