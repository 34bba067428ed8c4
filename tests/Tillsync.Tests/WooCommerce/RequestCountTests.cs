using Tillsync.Adapters.WooCommerce;
using Tillsync.Core.Applying;
using Tillsync.Core.Stock;
using Tillsync.Sandbox;
using Tillsync.Testing;
using Tillsync.Testing.Contracts;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.WooCommerce;

/// <summary>What reading and writing costs, in requests.</summary>
public sealed class RequestCountTests
{
    [Fact]
    public async Task AThousandSimpleListings_AreTenReads()
    {
        await using var stand = new SandboxStand(new SandboxOptions());
        var ids = Ids(stand, 1_000);

        var listings = await stand.Shop.ReadListingsAsync(ids, CancellationToken.None);

        Assert.Equal(ids, listings.Select(listing => listing.Id).Order());
        Assert.Equal(new RequestCounts(ListingReads: 10, 0, 0, 0), stand.Requests);
        Assert.Equal(10, stand.Handler.Requests.Count);
    }

    [Fact]
    public async Task ListingsInTheTrash_AreOneMoreRead_AndThoseThatAreGoneOneEach()
    {
        await using var stand = new SandboxStand(new SandboxOptions());
        var ids = Ids(stand, 100);
        ids.Take(50).ToList().ForEach(stand.Trash);
        ids.Take(2).ToList().ForEach(stand.Delete);

        Assert.Equal(98, (await stand.Shop.ReadListingsAsync(ids, CancellationToken.None)).Count);

        Assert.Equal(4, stand.Requests.ListingReads);
    }

    [Fact]
    public async Task AThousandWrites_AreTenWrites()
    {
        await using var stand = new SandboxStand(new SandboxOptions());
        var writes = Ids(stand, 1_000).Select(id => ShopSamples.Write(id, 0, 5)).ToList();

        foreach (var batch in writes.Chunk(WriteBatch.SizeMax))
        {
            await stand.Writer.WriteAsync(new WriteBatch(null, batch), CancellationToken.None);
        }

        Assert.Equal(new RequestCounts(0, 0, 0, Writes: 10), stand.Requests);
        Assert.All(stand.Handler.Requests.All, request => Assert.Equal(("POST", 100), (request.Method, request.BatchItems)));
        Assert.All(stand.Model.Products, product => Assert.Equal(5, product.Quantity));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(99, 1)]
    [InlineData(100, 2)]
    [InlineData(1_189, 12)]
    public async Task TheWholeShop_IsReadByPages(int count, int reads)
    {
        await using var stand = new SandboxStand(new SandboxOptions());
        Ids(stand, count);

        Assert.Equal(count, (await stand.Shop.ReadAllListingsAsync(null, CancellationToken.None)).Count);

        Assert.Equal(reads, stand.Requests.ListingReads);
    }

    [Theory]
    [InlineData("11.0.1", 2)] // products, variations
    [InlineData("8.9.3", 5)] // products, variations in vain, three parents
    public async Task Variations_AreReadAtOnceWhereTheShopCan(string version, int reads)
    {
        await using var stand = new SandboxStand(new SandboxOptions { WooCommerceVersion = version });
        var variations = Variations(stand, parents: 3);

        var listings = await stand.Shop.ReadAllListingsAsync(null, CancellationToken.None);

        Assert.Equal(9, listings.Count);
        Assert.Equal(reads, stand.Requests.ListingReads);

        // The second time the client knows.
        await stand.Shop.ReadListingsAsync(variations, CancellationToken.None);
        Assert.Equal(reads + (version == "8.9.3" ? 3 : 1), stand.Requests.ListingReads);
    }

    [Theory]
    [InlineData(99, 1)]
    [InlineData(1_000, 11)]
    public async Task Skus_AreAskedForByLists(int count, int reads)
    {
        await using var stand = new SandboxStand(new SandboxOptions());
        Ids(stand, count);
        var skus = stand.Model.Products.Select(product => new Sku(product.Sku)).ToList();

        Assert.Equal(count, (await stand.Shop.FindListingsAsync(skus, CancellationToken.None)).Count);

        Assert.Equal(reads, stand.Requests.ListingReads);
    }

    [Fact]
    public async Task LongSkus_KeepTheUrlShort()
    {
        await using var stand = new SandboxStand(new SandboxOptions { Https = false });
        var skus = Enumerable.Range(0, 100).Select(number => new Sku($"{new string('ü', 40)}-{number}")).ToList();
        skus.ForEach(sku => stand.AddSimple(sku.Text, 1));

        Assert.Equal(100, (await stand.Shop.FindListingsAsync(skus, CancellationToken.None)).Count);

        Assert.All(stand.Handler.Requests.All, request => Assert.InRange(request.Target.Length, 1, 8_000));
    }

    [Fact]
    public async Task OrdersAreOneReadOrTwo()
    {
        await using var stand = new SandboxStand(new SandboxOptions());
        var order = stand.PlaceOrder(stand.AddSimple("A", 10), 1);

        await stand.Shop.ReadChangedOrdersAsync(stand.Now - TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.Equal(1, stand.Requests.OrderReads);

        await stand.Shop.ReadOrdersAsync([order], CancellationToken.None);
        Assert.Equal(2, stand.Requests.OrderReads);

        await stand.Shop.ReadOpenOrdersAsync(CancellationToken.None);
        Assert.Equal(4, stand.Requests.OrderReads);

        await stand.Shop.ReadTrashedOrdersAsync(stand.Now - TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.Equal(5, stand.Requests.OrderReads);
        Assert.Equal(5, stand.Requests.Total);
    }

    private static List<ListingId> Ids(SandboxStand stand, int count) =>
        [.. stand.Model.AddNumbered(count, "SIM-", _ => 0).Select(id => new ListingId(id))];

    private static List<ListingId> Variations(SandboxStand stand, int parents)
    {
        List<ListingId> variations = [];
        for (var number = 0; number < parents; number++)
        {
            var parent = stand.AddVariable($"V-{number}", null);
            variations.Add(stand.AddVariation(parent, $"V-{number}-S", 1));
            variations.Add(stand.AddVariation(parent, $"V-{number}-L", 1));
        }

        return variations;
    }
}
