using Tillsync.Adapters.WooCommerce.Json;
using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Sandbox;
using Tillsync.Testing.Fakes;
using Tillsync.Testing.Faults;

namespace Tillsync.Tests.WooCommerce;

public sealed class OrderPageTests
{
    [Fact]
    public async Task ManyOrders_AreReadByPagesThatOverlap()
    {
        await using var stand = new SandboxStand(new SandboxOptions());
        var orders = Orders(stand, 250);

        var reading = await stand.Shop.ReadChangedOrdersAsync(stand.Now - TimeSpan.FromHours(1), CancellationToken.None);

        Assert.Equal(orders, reading.Orders.Select(order => order.OrderId).Order());
        Assert.Equal(3, stand.Requests.OrderReads);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task OrdersThatLeaveWhileTheyAreRead_HideNoOther(int leaving)
    {
        await using var stand = new SandboxStand(new SandboxOptions());
        var orders = Orders(stand, 250);
        // While the second page is asked for, some of the first are sent out.
        stand.Handler.Faults.Next(Fault.None);
        stand.Handler.Faults.Next(Fault.Before(shop => orders.Take(leaving).ToList().ForEach(id => shop.SetOrderStatus(id, "completed"))));

        var reading = await stand.Shop.ReadOpenOrdersAsync(CancellationToken.None);

        Assert.Subset(reading.Orders.Select(order => order.OrderId).ToHashSet(), orders.Skip(leaving).ToHashSet());
    }

    [Fact]
    public async Task OrdersThatAllLeave_EndTheReading()
    {
        await using var stand = new SandboxStand(new SandboxOptions());
        var orders = Orders(stand, 150);
        stand.Handler.Faults.Next(Fault.None);
        stand.Handler.Faults.Next(Fault.Before(shop => orders.ForEach(id => shop.SetOrderStatus(id, "completed"))));

        await stand.Shop.ReadOpenOrdersAsync(CancellationToken.None);

        Assert.InRange(stand.Requests.OrderReads, 2, 5);
    }

    [Fact]
    public async Task AnOffsetThatIsDroppedOnTheWay_IsAnError()
    {
        var page =
            "["
            + string.Join(',', Enumerable.Range(1, 100).Select(id => $$"""{"id":{{id}},"status":"processing","line_items":[]}"""))
            + "]";
        var handler = new ScriptedHandler().Then(200, page);
        using var fixture = new ShopFixture(handler);

        await Assert.ThrowsAsync<ShopException>(() => fixture.Shop.ReadOpenOrdersAsync(CancellationToken.None));

        Assert.InRange(handler.Requests.Count, 2, 25);
    }

    [Fact]
    public async Task TheClock_IsThatOfTheFirstAnswerLessItsOwnTime()
    {
        var handler = new ScriptedHandler();
        using var fixture = new ShopFixture(handler);
        handler
            .Then(_ =>
            {
                fixture.Time.Advance(TimeSpan.FromSeconds(12.7));
                return ScriptedHandler.Answer(200, "[]", "application/json", ("Date", "Sun, 22 Nov 2026 10:00:30 GMT"));
            })
            .Then(200, "[]", headers: ("Date", "Sun, 22 Nov 2026 10:07:00 GMT"));

        var reading = await fixture.Shop.ReadOpenOrdersAsync(CancellationToken.None);

        // What was ordered while the answer was prepared is newer than the reading.
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 10, 0, 18, TimeSpan.Zero), reading.ReadAt);
    }

    [Fact]
    public async Task TheInstant_IsSentInTheOneFormThatWorks()
    {
        var handler = new ScriptedHandler().Then(200, "[]");
        using var fixture = new ShopFixture(handler);

        await fixture.Shop.ReadChangedOrdersAsync(
            new DateTimeOffset(2026, 11, 22, 10, 46, 20, 900, TimeSpan.FromHours(1)),
            CancellationToken.None
        );

        var request = Assert.Single(handler.Requests);
        Assert.Equal(("2026-11-22T09:46:20", "true"), (request.Parameter("modified_after"), request.Parameter("dates_are_gmt")));
        Assert.Equal(("id", "asc", "100"), (request.Parameter("orderby"), request.Parameter("order"), request.Parameter("per_page")));
        Assert.Equal(OrderJson.Fields, request.Parameter("_fields"));
        Assert.Contains("line_items", OrderJson.Fields.Split(','));
    }

    [Theory]
    [InlineData("\"2\"", 2)]
    [InlineData("2", 2)]
    [InlineData("\"2.50\"", 2.5)]
    [InlineData("\"0\"", 0)]
    [InlineData("{\"a\":1}", 5)] // unreadable: the whole line
    [InlineData("\"two\"", 5)]
    public async Task WhatALineTook_IsReadInAnyType(string value, decimal taken)
    {
        var line = await LineAsync(
            $$"""{"id":1,"product_id":11,"variation_id":0,"quantity":5,"sku":"A","meta_data":[{"key":"size","value":["S"]},{"key":"_reduced_stock","value":{{value}}}]}"""
        );

        Assert.Equal(new WebOrderLine(new ListingId(11), new Sku("A"), new Quantity(5), new Quantity(taken)), line);
    }

    [Theory]
    [InlineData("""{"id":1,"product_id":0,"variation_id":0,"quantity":5,"sku":null,"meta_data":[]}""")]
    [InlineData("""{"id":1,"product_id":"0","quantity":"5","sku":"","meta_data":{}}""")]
    [InlineData("""{"id":1,"product_id":null,"variation_id":null,"quantity":5}""")]
    public async Task ALineOfNoProduct_IsKept(string json)
    {
        Assert.Equal(new WebOrderLine(null, null, new Quantity(5), Quantity.Zero) { IsUntaken = true }, await LineAsync(json));
    }

    [Fact]
    public async Task AListThatPhpTurnedIntoAnObject_IsStillRead()
    {
        var line = await LineAsync(
            """{"id":1,"product_id":"11","variation_id":"12","quantity":1,"sku":42,"meta_data":{"1":{"key":"_reduced_stock","value":"1"}}}"""
        );

        Assert.Equal(new WebOrderLine(new ListingId(11, 12), new Sku("42"), new Quantity(1), new Quantity(1)), line);
    }

    private static async Task<WebOrderLine> LineAsync(string line)
    {
        var order = $$$"""
            [{"id":"7","number":"B-7","status":"wc-custom","date_created_gmt":"2026-11-22T08:50:37","date_modified_gmt":"2026-11-22T08:50:42","line_items":{"5":{{{line}}}}}]
            """;
        using var fixture = new ShopFixture(new ScriptedHandler().Then(200, order));

        var read = Assert.Single((await fixture.Shop.ReadOrdersAsync([7], CancellationToken.None)).Orders);

        Assert.Equal((7, "B-7", "wc-custom"), (read.OrderId, read.Number, read.Status));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 8, 50, 42, TimeSpan.Zero), read.ModifiedAt);
        return Assert.Single(read.Lines);
    }

    private static List<long> Orders(SandboxStand stand, int count)
    {
        var listing = stand.AddSimple("A", count);
        return [.. Enumerable.Range(0, count).Select(_ => stand.PlaceOrder(listing, 1))];
    }
}
