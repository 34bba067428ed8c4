using System.Globalization;
using System.Text.Json;
using Tillsync.Core.Staging;
using Tillsync.Core.Stock;
using Tillsync.Sandbox;
using Tillsync.Testing.Fakes;
using Tillsync.Testing.Faults;

namespace Tillsync.Tests.WooCommerce;

/// <summary>Orders with their customers, totals and addresses, as the adapter reads them.</summary>
public sealed class OrderDetailTests
{
    private const string Whole = """
        {"id": 15479, "number": "A-15479", "status": "on-hold", "date_created": "2025-12-31T23:30:00", "date_created_gmt": "2026-01-01T04:30:00",
         "date_modified_gmt": "2026-01-01T04:31:00", "discount_total": "0.50", "shipping_total": "5.00", "total_tax": "1.25", "total": "43.75",
         "customer_id": 7, "payment_method": "bacs", "payment_method_title": "Invoice",
         "billing": {"first_name": "Ann", "last_name": "Buyer", "company": "Print & Co", "address_1": "9 Office Rd", "address_2": "", "city": "Miami",
                     "state": "FL", "postcode": 33101, "country": "US", "email": "ann@example.test", "phone": "555"},
         "shipping": SHIPPING,
         "shipping_lines": [{"method_title": "Flat rate"}, {"method_title": ""}],
         "refunds": [{"id": 1, "total": "-9.00"}],
         "line_items": [{"id": 1, "name": "Paper", "product_id": 138, "variation_id": 141, "quantity": 4, "subtotal": "38.50", "total": "38.00",
                         "sku": "01-10251-CARTON", "price": 9.5,
                         "meta_data": [{"key": "_reduced_stock", "value": "3"}, {"key": "_restock_refunded_items", "value": "1"}]}]}
        """;

    [Fact]
    public async Task WholeOrder_IsReadAsTheShopHasIt()
    {
        var order = await ReadAsync(
            """{"first_name": "Bob", "last_name": "Storer", "address_1": "1 Dock St", "city": "Tampa", "state": "FL", "postcode": "33602", "country": "US"}"""
        );

        Assert.Equal(("A-15479", "on-hold", 7), (order.Order.Number, order.Order.Status, order.CustomerId));
        // The shop's own day, although it is the next one in Greenwich.
        Assert.Equal(new DateOnly(2025, 12, 31), order.Date);
        Assert.Equal(("Invoice", "Flat rate", "ann@example.test"), (order.PaymentMethod, order.ShippingMethod, order.Email));
        Assert.Equal((5m, 1.25m, 0.5m, 34.75m), (order.ShippingTotal, order.TaxTotal, order.DiscountTotal, order.Total));
        Assert.Equal(new ShipTo("Bob Storer", "1 Dock St", "", "Tampa", "FL", "33602", "US", "555"), order.ShipTo);
        var item = Assert.Single(order.Items);
        Assert.Equal((new ListingId(138, 141), new Sku("01-10251-CARTON"), "Paper"), (item.Listing, item.Sku, item.Name));
        Assert.Equal(
            (new Quantity(4), new Quantity(3), 38.5m, 9.5m, 38m),
            (item.Ordered, item.Remaining, item.Subtotal, item.Price, item.Total)
        );
    }

    [Theory]
    [InlineData("""{"first_name": "", "last_name": "", "address_1": "", "city": "", "country": ""}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task OrderWithoutAShippingAddress_GoesToItsBuyer(string shipping)
    {
        var order = await ReadAsync(shipping);

        Assert.Equal(new ShipTo("Print & Co, Ann Buyer", "9 Office Rd", "", "Miami", "FL", "33101", "US", "555"), order.ShipTo);
    }

    [Fact]
    public async Task TextOfWhatHoldsACustomersData_ShowsNothingOfIt()
    {
        var order = await ReadAsync("[]");

        Assert.DoesNotContain("Ann", $"{order} {order.ShipTo}", StringComparison.Ordinal);
        Assert.DoesNotContain("example.test", $"{order}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryRecordedOrder_CanBeRead()
    {
        var orders = RecordedAnswers
            .All.Select(answer => answer.Body)
            .Where(body =>
                body.ValueKind == JsonValueKind.Object
                && body.TryGetProperty("line_items", out _)
                && body.TryGetProperty("date_modified_gmt", out _)
            )
            .ToList();
        Assert.InRange(orders.Count, 30, 1_000);

        foreach (var recorded in orders)
        {
            using var fixture = new ShopFixture(new ScriptedHandler().Then(200, $"[{recorded.GetRawText()}]"));
            var id = recorded.GetProperty("id").GetInt64();

            var order = Assert.Single((await fixture.Shop.ReadDetailsAsync([id], CancellationToken.None)).Orders);

            if (recorded.TryGetProperty("date_created", out var created) && created.GetString() is { } day)
            {
                Assert.StartsWith(order.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day, StringComparison.Ordinal);
            }

            Assert.Equal(recorded.GetProperty("line_items").GetArrayLength(), order.Items.Count);
        }
    }

    [Fact]
    public async Task MoreThanAPage_AreAllRead_TheTrashIncluded_AndWhatIsGoneIsAbsent()
    {
        await using var stand = new SandboxStand(new SandboxOptions());
        var listing = stand.AddSimple("A", 100_000);
        var orders = Enumerable.Range(0, 130).Select(_ => stand.PlaceOrder(listing, 1)).ToList();
        stand.TrashOrder(orders[5]);
        stand.DeleteOrder(orders[129]);

        var reading = await ((IOrderDetails)stand.Shop).ReadDetailsAsync(orders, CancellationToken.None);

        Assert.Equal(orders.Take(129), reading.Orders.Select(order => order.Order.OrderId).Order());
        Assert.Equal("trash", reading.Orders.Single(order => order.Order.OrderId == orders[5]).Order.Status);
    }

    private static async Task<WebOrderDetails> ReadAsync(string shipping)
    {
        using var fixture = new ShopFixture(
            new ScriptedHandler().Then(200, $"[{Whole.Replace("SHIPPING", shipping, StringComparison.Ordinal)}]")
        );
        return Assert.Single((await fixture.Shop.ReadDetailsAsync([15_479], CancellationToken.None)).Orders);
    }
}
