namespace Tillsync.Sandbox.Tests;

public sealed class ShopModelTests
{
    private readonly ShopModel _shop = new(new SandboxOptions());

    [Fact]
    public void PlaceOrder_TakesStock_AndCancelGivesItBack()
    {
        var id = _shop.AddSimple(new NewProduct("A", 5));

        var order = _shop.PlaceOrder(id, 2);
        var afterSale = _shop.Get(id).Quantity;
        _shop.CancelOrder(order!.Value);

        Assert.Equal(3, afterSale);
        Assert.Equal(5, _shop.Get(id).Quantity);
    }

    [Fact]
    public void PlaceOrder_IsRefused_WhenStockIsShort()
    {
        var id = _shop.AddSimple(new NewProduct("A", 1));

        Assert.Null(_shop.PlaceOrder(id, 2));
        Assert.Equal(1, _shop.Get(id).Quantity);
    }

    [Fact]
    public void PlaceOrder_GoesBelowZero_WithBackorders()
    {
        var id = _shop.AddSimple(new NewProduct("A", 1) { Backorders = "notify" });

        _shop.PlaceOrder(id, 3);

        Assert.Equal((-2m, "onbackorder"), (_shop.Get(id).Quantity!.Value, _shop.Get(id).StockStatus));
    }

    [Fact]
    public void Variation_WithoutOwnStock_SellsFromItsParent()
    {
        var parent = _shop.AddVariable(new NewProduct("V", 10));
        var variation = _shop.AddVariation(parent, new NewProduct("V-1"));

        _shop.PlaceOrder(variation, 4);

        Assert.Equal(6, _shop.Get(parent).Quantity);
        Assert.Null(_shop.Get(variation).Quantity);
    }

    [Fact]
    public void Parent_FollowsItsVariations()
    {
        var parent = _shop.AddVariable(new NewProduct("V"));
        var variation = _shop.AddVariation(parent, new NewProduct("V-1", 1));
        var before = _shop.Get(parent).StockStatus;

        _shop.PlaceOrder(variation, 1);

        Assert.Equal(("instock", "outofstock"), (before, _shop.Get(parent).StockStatus));
    }

    [Fact]
    public void Trash_TakesVariationsAlong_AndPublishDoesNotBringThemBack()
    {
        var parent = _shop.AddVariable(new NewProduct("V"));
        var variation = _shop.AddVariation(parent, new NewProduct("V-1", 1));

        _shop.Trash(parent);
        _shop.SetStatus(parent, "publish");

        Assert.Equal(("publish", "trash"), (_shop.Get(parent).Status, _shop.Get(variation).Status));
    }

    [Fact]
    public void StaleStockStatus_IsRepairedByTheNextSave()
    {
        var id = _shop.AddSimple(new NewProduct("A", 0));
        _shop.SetStaleStockStatus(id, "instock");
        var stale = _shop.Get(id).StockStatus;

        _shop.SetStock(id, 0);

        Assert.Equal(("instock", "outofstock"), (stale, _shop.Get(id).StockStatus));
    }

    [Fact]
    public void AddNumbered_SeedsThousands()
    {
        var ids = _shop.AddNumbered(5000, "SIM-", number => number % 7);

        Assert.Equal(5000, _shop.ProductCount);
        Assert.Equal(ids[^1], _shop.FindBySku("sim-05000")!.Id);
        Assert.True(ids[0] > 10);
    }
}
