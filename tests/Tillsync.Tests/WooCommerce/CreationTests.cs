using Tillsync.Adapters.WooCommerce;
using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Stock;
using Tillsync.Sandbox;
using Tillsync.Testing;
using Tillsync.Testing.Contracts;
using Tillsync.Testing.Fakes;
using Tillsync.Testing.Faults;

namespace Tillsync.Tests.WooCommerce;

public sealed class NewestShopCreatorTests : ListingCreatorContract
{
    protected override Task<ShopStand> CreateAsync() => Stands.Newest();
}

public sealed class OldestShopCreatorTests : ListingCreatorContract
{
    protected override Task<ShopStand> CreateAsync() => Stands.Oldest();
}

public sealed class PlainHttpShopCreatorTests : ListingCreatorContract
{
    protected override Task<ShopStand> CreateAsync() => Stands.PlainHttp();
}

/// <summary>What one request to make a product becomes, answer by answer.</summary>
public sealed class CreationTests
{
    private static readonly PlannedCreation Paper = new(
        new ProductSheet(new Sku("01-1"), "Copy \"paper\" <80 g> & more")
        {
            Price = 9.9500m,
            Weight = 2.5m,
            Description = "<p>White</p>",
            Categories = [15, 7],
        },
        Some.Listed(7),
        new Uri("https://pictures.example/a%20b.jpg"),
        Some.ToList(new Sku("01-1"), 7)
    );

    [Fact]
    public async Task TheRequest_HoldsWhatTheTillSays_AndTheStatusAlways()
    {
        var handler = new ScriptedHandler().Then(201, Made);
        using var fixture = new ShopFixture(handler);
        var bare = new PlannedCreation(new ProductSheet(new Sku("01-2"), "Bare"), Some.Listed(0), null, Some.ToList(new Sku("01-2"), 0));

        await CreateAsync(fixture, Paper);
        handler.Then(201, Made);
        await CreateAsync(fixture, bare);

        Assert.Equal((HttpMethod.Post, "/wp-json/wc/v3/products"), (handler.Requests[0].Method, handler.Requests[0].Uri.AbsolutePath));
        Assert.Equal(
            """
            {"name":"Copy \u0022paper\u0022 \u0026lt;80 g\u0026gt; \u0026amp; more","type":"simple","status":"draft","sku":"01-1","regular_price":"9.95","weight":"2.5","description":"\u003Cp\u003EWhite\u003C/p\u003E","categories":[{"id":15},{"id":7}],"images":[{"src":"https://pictures.example/a%20b.jpg"}],"manage_stock":true,"stock_quantity":7}
            """,
            handler.Requests[0].Body
        );
        Assert.Equal(
            """{"name":"Bare","type":"simple","status":"draft","sku":"01-2","manage_stock":true,"stock_quantity":0}""",
            handler.Requests[1].Body
        );
    }

    [Fact]
    public async Task TheShop_KeepsAllOfIt()
    {
        await using var stand = new SandboxStand(new SandboxOptions());

        var made = Assert.IsType<CreateOutcome.Created>(await stand.Creator.CreateAsync(Paper, new FreePermit(), CancellationToken.None));

        var product = stand.Model.FindBySku("01-1")!;
        Assert.Equal(Paper.Sheet.Name, made.Listing.Name);
        Assert.Equal(("Copy \"paper\" &lt;80 g&gt; &amp; more", "draft"), (product.Name, product.Status));
        Assert.Equal(("9.95", "2.5"), (product.Price, product.Weight));
        Assert.Equal(("<p>White</p>", 7m), (product.Description, product.Quantity));
        Assert.Equal([15, 7], product.Categories);
        Assert.Equal(["https://pictures.example/a%20b.jpg"], product.Images);
    }

    [Theory]
    [InlineData("NEW-1")]
    [InlineData("new-1 ")]
    public async Task ASkuThatTheShopHas_IsRefused_InTheTrashAsWell(string sku)
    {
        await using var stand = new SandboxStand(new SandboxOptions());
        var listing = stand.AddSimple("NEW-1", 1);
        var again = Paper with { Sheet = Paper.Sheet with { Sku = new Sku(sku) } };

        Assert.IsType<CreateOutcome.Refused>(await stand.Creator.CreateAsync(again, new FreePermit(), CancellationToken.None));
        stand.Trash(listing);
        Assert.IsType<CreateOutcome.Refused>(await stand.Creator.CreateAsync(again, new FreePermit(), CancellationToken.None));
    }

    [Theory]
    [InlineData(
        400,
        """{"code":"product_invalid_sku","message":"Invalid or duplicated SKU.","data":{"status":400}}""",
        "product_invalid_sku"
    )]
    [InlineData(
        400,
        """{"code":"woocommerce_product_image_upload_error","message":"Error getting <b>remote</b> image."}""",
        "woocommerce_product_image_upload_error"
    )]
    [InlineData(413, """{"code":"too_big","message":"Too big."}""", "too_large")]
    public async Task WhatTheShopItselfRefuses_WasNotMade(int status, string body, string code)
    {
        using var fixture = new ShopFixture(new ScriptedHandler().Then(status, body));

        var refused = Assert.IsType<CreateOutcome.Refused>(await CreateAsync(fixture, Paper));

        Assert.Equal(code, refused.Code);
        Assert.DoesNotContain('<', refused.Reason);
    }

    [Theory]
    [InlineData(201, "<html>Hello</html>")]
    [InlineData(201, "[]")]
    [InlineData(201, "{\"id\":")]
    [InlineData(200, """{"code":"x","message":"An error with status 200."}""")]
    [InlineData(500, """{"code":"internal_server_error","message":"A critical error."}""")]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(504, "<html>Time-out</html>")]
    [InlineData(404, "<html>Not found</html>")]
    public async Task WhateverElseIsAnswered_LeavesDoubt_AndIsNotSentAgain(int status, string body)
    {
        var handler = new ScriptedHandler().Then(status, body);
        using var fixture = new ShopFixture(handler);

        Assert.IsType<CreateOutcome.Unknown>(await CreateAsync(fixture, Paper));
        Assert.Single(handler.Requests);
    }

    [Theory]
    [InlineData(401, """{"code":"woocommerce_rest_cannot_create","message":"Sorry."}""")]
    [InlineData(403, """{"code":"forbidden","message":"No."}""")]
    public async Task KeysThatMayNot_StopTheRun(int status, string body)
    {
        using var fixture = new ShopFixture(new ScriptedHandler().Then(status, body));

        await Assert.ThrowsAsync<ShopException>(() => CreateAsync(fixture, Paper));
    }

    private const string Made =
        """{"id":2465,"type":"simple","sku":"01-1","name":"x","status":"draft","manage_stock":true,"stock_quantity":7,"stock_status":"instock"}""";

    private static Task<CreateOutcome> CreateAsync(ShopFixture fixture, PlannedCreation creation) =>
        new WooCommerceListingCreator(fixture.Client).CreateAsync(creation, new FreePermit(), CancellationToken.None);
}
