using Tillsync.Adapters.WooCommerce.Json;
using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Sandbox;
using Tillsync.Testing.Fakes;
using Tillsync.Testing.Faults;

namespace Tillsync.Tests.WooCommerce;

public sealed class ListingReadTests
{
    [Fact]
    public async Task ARecordedProduct_IsReadAsItStands()
    {
        const string row = """
            [{"id":11,"sku":"SIM-00001","name":"Simple product 1","stock_quantity":101,"manage_stock":true,"backorders":"notify","type":"simple",
              "parent_id":0,"status":"publish","date_modified_gmt":"2026-11-22T08:46:21","stock_status":"instock","brands":[],"_links":{}}]
            """;

        var listing = await OneAsync(row);

        Assert.Equal(
            new ShopListing(
                new ListingId(11),
                new Sku("SIM-00001"),
                "Simple product 1",
                ListingType.Simple,
                ListingStatus.Published,
                StockManagement.Managed,
                new Quantity(101),
                "instock",
                AllowsBackorders: true,
                new DateTimeOffset(2026, 11, 22, 8, 46, 21, TimeSpan.Zero)
            ),
            listing
        );
    }

    /// <summary>The shop answers names, and the options of attributes that are the whole shop's, as HTML (by hand on 10.5.0).</summary>
    [Theory]
    [InlineData("Black &amp; White", "Black & White")]
    [InlineData("&lt;M5&gt; 5&quot;", "<M5> 5\"")]
    [InlineData("AT&T", "AT&T")]
    public async Task AName_IsReadAsText(string sent, string read) =>
        Assert.Equal(read, (await OneAsync($$"""[{"id":11,"type":"simple","manage_stock":true,"name":"{{sent}}"}]""")).Name);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(11)]
    public async Task AVariationOfNoProductOrOfItself_HasItsOwnIdAlone(long parent)
    {
        var listing = await OneAsync($$"""[{"id":11,"type":"variation","parent_id":{{parent}},"manage_stock":true,"stock_quantity":3}]""");

        Assert.Equal((new ListingId(11), ListingType.Variation), (listing.Id, listing.Type));
    }

    [Theory]
    [InlineData("\"id\":\"11\",\"manage_stock\":true,\"stock_quantity\":\"7\"", 7)]
    [InlineData("\"id\":11,\"manage_stock\":true,\"stock_quantity\":2.5", 2.5)]
    [InlineData("\"id\":11,\"manage_stock\":true,\"stock_quantity\":-51", -51)]
    [InlineData("\"id\":11,\"manage_stock\":true,\"stock_quantity\":9223372036854775807", "9223372036854775807")]
    [InlineData("\"id\":11,\"manage_stock\":true,\"stock_quantity\":null", null)]
    [InlineData("\"id\":11,\"manage_stock\":true,\"stock_quantity\":1e30", null)]
    [InlineData("\"id\":11,\"manage_stock\":true,\"stock_quantity\":\"\"", null)]
    public async Task AQuantity_IsExactOrNone(string members, object? quantity)
    {
        var listing = await OneAsync($"[{{{members}}}]");

        Assert.Equal(new ListingId(11), listing.Id);
        decimal? expected = quantity is null ? null : Convert.ToDecimal(quantity, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(expected, listing.Quantity?.Units);
    }

    [Theory]
    [InlineData("publish", ListingStatus.Published)]
    [InlineData("draft", ListingStatus.Draft)]
    [InlineData("pending", ListingStatus.Pending)]
    [InlineData("private", ListingStatus.Private)]
    [InlineData("future", ListingStatus.Scheduled)]
    [InlineData("trash", ListingStatus.Trashed)]
    [InlineData("wc-own", ListingStatus.Other)]
    public async Task AStatus_IsKnownOrOther(string text, ListingStatus status)
    {
        Assert.Equal(status, (await OneAsync($$"""[{"id":11,"manage_stock":false,"status":"{{text}}"}]""")).Status);
    }

    [Theory]
    [InlineData("simple", ListingType.Simple)]
    [InlineData("variable", ListingType.Variable)]
    [InlineData("grouped", ListingType.Grouped)]
    [InlineData("external", ListingType.External)]
    [InlineData("subscription", ListingType.Other)]
    public async Task AType_IsKnownOrOther(string text, ListingType type)
    {
        Assert.Equal(type, (await OneAsync($$"""[{"id":11,"manage_stock":false,"type":"{{text}}"}]""")).Type);
    }

    [Fact]
    public async Task TheRequest_AsksForNoMoreThanIsNeeded()
    {
        var handler = new ScriptedHandler().Then(200, "[]");
        using var fixture = new ShopFixture(handler);

        await fixture.Shop.ReadAllListingsAsync(null, CancellationToken.None);

        var request = Assert.Single(handler.Requests);
        Assert.Equal(ListingJson.Fields, request.Parameter("_fields"));
        Assert.Equal(
            ("100", "1", "id", "asc"),
            (request.Parameter("per_page"), request.Parameter("page"), request.Parameter("orderby"), request.Parameter("order"))
        );
        Assert.Null(request.Parameter("status"));
        Assert.StartsWith("Tillsync/", request.UserAgent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AShortPage_DoesNotEndAListThatTheShopCountsLonger()
    {
        var handler = new ScriptedHandler()
            .Then(200, """[{"id":1,"type":"simple","manage_stock":false}]""", headers: ("X-WP-TotalPages", "2"))
            .Then(200, """[{"id":2,"type":"simple","manage_stock":false}]""", headers: ("X-WP-TotalPages", "2"));
        using var fixture = new ShopFixture(handler);

        Assert.Equal(2, (await fixture.Shop.ReadAllListingsAsync(null, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task AFullPage_IsFollowedWhateverTheShopCounts()
    {
        var page =
            "[" + string.Join(',', Enumerable.Range(1, 100).Select(id => $$"""{"id":{{id}},"type":"simple","manage_stock":false}""")) + "]";
        var handler = new ScriptedHandler()
            .Then(200, page, headers: ("X-WP-TotalPages", "1"))
            .Then(200, """[{"id":101,"type":"simple","manage_stock":false}]""", headers: ("X-WP-TotalPages", "1"));
        using var fixture = new ShopFixture(handler);

        Assert.Equal(101, (await fixture.Shop.ReadAllListingsAsync(null, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task TheSamePageForEver_IsAnError()
    {
        var page = "[" + string.Join(',', Enumerable.Range(1, 100).Select(id => $$"""{"id":{{id}},"manage_stock":false}""")) + "]";
        var handler = new ScriptedHandler().Then(200, page);
        using var fixture = new ShopFixture(handler);

        var error = await Assert.ThrowsAsync<ShopException>(() => fixture.Shop.ReadAllListingsAsync(null, CancellationToken.None));

        Assert.Contains("again and again", error.Cause, StringComparison.Ordinal);
        Assert.Equal(2, handler.Requests.Count);
    }

    [Fact]
    public async Task ABrokenPage_SpoilsTheWholeReading()
    {
        await using var stand = new SandboxStand(new SandboxOptions());
        stand.Model.AddNumbered(250, "SIM-", _ => 1);
        stand.Handler.Faults.Next(Fault.None);
        stand.Handler.Faults.Always(Fault.Truncate(bytes: 5_000), request => request.Query.Contains("page=2", StringComparison.Ordinal));

        await Assert.ThrowsAsync<ShopException>(() => stand.Shop.ReadAllListingsAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task SkusThatOnlyTheShopTakesForEqual_AreLeftOut()
    {
        // Databases compare without accents too, and a filter that a plugin drops finds everything.
        const string rows = """
            [{"id":1,"sku":"MUeLLER","manage_stock":false},{"id":2,"sku":"Müller","manage_stock":false},{"id":3,"sku":"MULLER","manage_stock":false},
             {"id":4,"sku":"","manage_stock":false},{"id":5,"sku":"OTHER","manage_stock":false},{"id":6,"sku":"müller","manage_stock":false}]
            """;
        using var fixture = new ShopFixture(new ScriptedHandler().Then(200, rows));

        var found = await fixture.Shop.FindListingsAsync([new Sku("MÜLLER")], CancellationToken.None);

        Assert.Equal([new ListingId(2), new ListingId(6)], found.Select(listing => listing.Id));
    }

    [Fact]
    public async Task AnErrorAmongSingles_IsNotTakenForAbsence()
    {
        await using var stand = new SandboxStand(new SandboxOptions());
        stand.Handler.Faults.Always(
            Fault.Status(404, "<html>Not found</html>"),
            request => request.Path.EndsWith("/products/4711", StringComparison.Ordinal)
        );

        await Assert.ThrowsAsync<ShopException>(() => stand.Shop.ReadListingsAsync([new ListingId(4711)], CancellationToken.None));
    }

    private static async Task<ShopListing> OneAsync(string rows)
    {
        using var fixture = new ShopFixture(new ScriptedHandler().Then(200, rows));
        return Assert.Single(await fixture.Shop.ReadListingsAsync([new ListingId(11)], CancellationToken.None));
    }
}
