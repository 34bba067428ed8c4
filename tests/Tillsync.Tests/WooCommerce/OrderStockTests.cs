using System.Globalization;
using System.Text;
using System.Text.Json;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Sandbox;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.WooCommerce;

/// <summary>What an order holds after all that can happen to it, as the stand-in answers by the recordings.</summary>
public sealed class OrderStockTests
{
    [Theory]
    [InlineData("11.0.1", false, 0)]
    [InlineData("10.4.3", true, 4)]
    [InlineData("8.9.3", true, 4)]
    public async Task FailedOrder_KeepsItsStockBeforeWooCommerce11(string version, bool holds, decimal taken)
    {
        await using var stand = new SandboxStand(new SandboxOptions { WooCommerceVersion = version });
        var (listing, order) = Order(stand);

        stand.SetOrderStatus(order, "failed");

        var read = Assert.Single((await stand.Shop.ReadOpenOrdersAsync(CancellationToken.None)).Orders);
        Assert.Equal((holds, new Quantity(taken)), (read.HoldsStock, read.Lines[0].Taken));
        Assert.Equal(new Quantity(holds ? 6 : 10), stand.QuantityOf(listing));
    }

    [Theory]
    [InlineData(1, true, 3, 7)]
    [InlineData(1, false, 4, 6)]
    [InlineData(4, true, 0, 10)]
    public async Task RefundedLine_HoldsWhatWasNotRestocked(int quantity, bool restocks, decimal held, decimal stock)
    {
        await using var stand = new SandboxStand(new SandboxOptions());
        var (listing, order) = Order(stand);
        stand.Wait(TimeSpan.FromSeconds(5));
        var before = stand.Now - TimeSpan.FromSeconds(2);

        Refund(stand, order, quantity, restocks);

        // A refund is a change of its order, and a line that is wholly restocked still has its record.
        var read = Assert.Single((await stand.Shop.ReadChangedOrdersAsync(before, CancellationToken.None)).Orders);
        var line = Assert.Single(read.Lines);
        Assert.Equal((new Quantity(held), false), (read.HeldBy(line), line.IsUntaken));
        Assert.Equal(new Quantity(stock), stand.QuantityOf(listing));
    }

    [Theory]
    [InlineData("""{"line_items":[{"id":LINE,"quantity":6}]}""", 6, 4)]
    [InlineData("""{"line_items":[{"id":LINE,"quantity":1}]}""", 1, 9)]
    [InlineData("""{"line_items":[{"id":LINE,"product_id":null}]}""", 0, 10)]
    public async Task EditedLine_HoldsWhatTheEditTook(string edit, decimal held, decimal stock)
    {
        await using var stand = new SandboxStand(new SandboxOptions());
        var (listing, order) = Order(stand);

        Send(stand, "PUT", $"orders/{order}", edit.Replace("LINE", LineOf(stand, order), StringComparison.Ordinal));

        var read = Assert.Single((await stand.Shop.ReadOrdersAsync([order], CancellationToken.None)).Orders);
        Assert.Equal(new Quantity(held), read.Lines.Aggregate(Quantity.Zero, (sum, line) => sum + read.HeldBy(line)));
        Assert.Equal(new Quantity(stock), stand.QuantityOf(listing));
    }

    [Fact]
    public async Task LineAddedToAnOrderOnAnOldShop_NeverTakesStock_AndIsHeldAllTheSame()
    {
        await using var stand = new SandboxStand(new SandboxOptions { WooCommerceVersion = "8.9.3" });
        var (_, order) = Order(stand);
        var other = stand.AddSimple("A-2", 10);

        Send(
            stand,
            "PUT",
            $"orders/{order}",
            string.Create(CultureInfo.InvariantCulture, $$"""{"line_items":[{"product_id":{{other.ProductId}},"quantity":2}]}""")
        );

        var read = Assert.Single((await stand.Shop.ReadOrdersAsync([order], CancellationToken.None)).Orders);
        var added = Assert.Single(read.Lines, line => line.Listing == other);
        Assert.Equal((true, new Quantity(2)), (added.IsUntaken, read.HeldBy(added)));
        Assert.Equal(new Quantity(10), stand.QuantityOf(other));
    }

    [Theory]
    [InlineData(-12)]
    [InlineData(0)]
    [InlineData(14)]
    public async Task ChangedOrders_AreTheSameInEveryTimeZone(int hours)
    {
        await using var stand = new SandboxStand(new SandboxOptions { SiteZone = SandboxOptions.ZoneOf(TimeSpan.FromHours(hours)) });
        var (listing, early) = Order(stand);
        stand.TrashOrder(stand.PlaceOrder(listing, 1));
        stand.Wait(TimeSpan.FromSeconds(10));
        var after = stand.Now - TimeSpan.FromSeconds(5);
        var late = stand.PlaceOrder(listing, 1);
        var thrown = stand.PlaceOrder(listing, 1);
        stand.TrashOrder(thrown);

        var changed = await stand.Shop.ReadChangedOrdersAsync(after, CancellationToken.None);
        var trashed = await stand.Shop.ReadTrashedOrdersAsync(after, CancellationToken.None);

        Assert.Equal([late], Ids(changed));
        Assert.Equal([thrown], Ids(trashed));
        Assert.NotEqual(early, late);
    }

    [Fact]
    public async Task MoreThanAPageOfOpenAndTrashedOrders_IsReadWhole()
    {
        await using var stand = new SandboxStand(new SandboxOptions());
        var listing = stand.AddSimple("A-1", 1_000);
        var orders = Enumerable.Range(0, 320).Select(_ => stand.PlaceOrder(listing, 1)).ToList();
        orders.Take(120).ToList().ForEach(stand.TrashOrder);
        stand.Wait(TimeSpan.FromDays(60));

        var open = await stand.Shop.ReadOpenOrdersAsync(CancellationToken.None);
        var trashed = await stand.Shop.ReadTrashedOrdersAsync(stand.Now - TimeSpan.FromDays(61), CancellationToken.None);

        Assert.Equal(orders, Ids(open));
        Assert.Equal(orders.Take(120), Ids(trashed));
        Assert.All(open.Orders, order => Assert.True(order.HoldsStock));
    }

    private static (ListingId Listing, long Order) Order(SandboxStand stand)
    {
        var listing = stand.AddSimple("A-1", 10);
        return (listing, stand.PlaceOrder(listing, 4));
    }

    private static void Refund(SandboxStand stand, long order, int quantity, bool restocks) =>
        Send(
            stand,
            "POST",
            $"orders/{order}/refunds",
            $$"""{"api_refund":false,"api_restock":{{(restocks ? "true" : "false")}},"line_items":[{"id":{{LineOf(stand, order)}},"quantity":{{quantity}},"refund_total":0.01}]}"""
        );

    private static string LineOf(SandboxStand stand, long order) =>
        stand.Model.FindOrder(order)!.Lines[0].Id.ToString(CultureInfo.InvariantCulture); // The order was just placed.

    private static List<long> Ids(OrderReading reading) => [.. reading.Orders.Select(order => order.OrderId).Order()];

    private static void Send(SandboxStand stand, string method, string path, string body)
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes("ck_sandbox:cs_sandbox"));
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Authorization"] = "Basic " + credentials,
            ["Content-Type"] = "application/json",
        };
        var request = new SandboxRequest(method, "https", $"/wp-json/wc/v3/{path}", "", headers, Encoding.UTF8.GetBytes(body));
        var answer = stand.Handler.Handle(request);
        Assert.True(answer.Status is 200 or 201, $"{answer.Status}: {JsonDocument.Parse(answer.Body).RootElement}");
    }
}
