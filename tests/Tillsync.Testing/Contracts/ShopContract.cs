using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Xunit;

namespace Tillsync.Testing.Contracts;

/// <summary>What every <see cref="IShop"/> does with listings.</summary>
public abstract class ShopContract
{
    protected abstract Task<ShopStand> CreateAsync();

    [Fact]
    public async Task AllListings_AreProductsAndVariationsOutsideTheTrash()
    {
        await using var stand = await CreateAsync();
        var simple = stand.AddSimple("A-1", 7);
        var parent = stand.AddVariable("V", null);
        var variation = stand.AddVariation(parent, "V-S", 3);
        stand.Trash(stand.AddSimple("A-2", 1));

        var listings = await stand.Shop.ReadAllListingsAsync(null, CancellationToken.None);

        Assert.Equal([simple, parent, variation], listings.Select(listing => listing.Id).Order());
        Assert.Equal(new Quantity(7), listings.Single(listing => listing.Id == simple).Quantity);
        Assert.Equal(new Quantity(3), listings.Single(listing => listing.Id == variation).Quantity);
    }

    [Fact]
    public async Task AllListings_CountUp()
    {
        await using var stand = await CreateAsync();
        stand.AddSimple("A-1", 7);
        stand.AddVariation(stand.AddVariable("V", null), "V-S", 3);
        List<int> counts = [];

        await stand.Shop.ReadAllListingsAsync(new Recorder(counts), CancellationToken.None);

        Assert.Equal(3, counts.LastOrDefault());
        Assert.Equal(counts.Order(), counts);
    }

    [Fact]
    public async Task AListing_TellsWhatItIs()
    {
        await using var stand = await CreateAsync();
        var simple = await OneAsync(stand, stand.AddSimple("A-1", 7));
        var unmanaged = await OneAsync(stand, stand.AddSimple("A-2", null));
        var parent = stand.AddVariable("V", 30);
        var shared = await OneAsync(stand, stand.AddVariation(parent, "V-S", null));

        Assert.Equal(
            (ListingType.Simple, ListingStatus.Published, StockManagement.Managed),
            (simple.Type, simple.Status, simple.Management)
        );
        Assert.Equal(new Sku("A-1"), simple.Sku);
        Assert.Equal("instock", simple.StockStatus);
        Assert.False(simple.AllowsBackorders);
        Assert.NotNull(simple.ModifiedAt);
        Assert.Equal((StockManagement.Unmanaged, null), (unmanaged.Management, unmanaged.Quantity));
        Assert.Equal((ListingType.Variation, StockManagement.ByParent), (shared.Type, shared.Management));
        Assert.Equal(ListingType.Variable, (await OneAsync(stand, parent)).Type);
    }

    [Fact]
    public async Task Listings_AreReadById()
    {
        await using var stand = await CreateAsync();
        var simple = stand.AddSimple("A-1", 7);
        stand.AddSimple("A-2", 8);
        var variation = stand.AddVariation(stand.AddVariable("V", null), "V-S", 3);

        var listings = await stand.Shop.ReadListingsAsync([simple, variation], CancellationToken.None);

        Assert.Equal([simple, variation], listings.Select(listing => listing.Id).Order());
    }

    [Fact]
    public async Task NoListings_AreReadForNoIds()
    {
        await using var stand = await CreateAsync();
        stand.AddSimple("A-1", 7);

        Assert.Empty(await stand.Shop.ReadListingsAsync([], CancellationToken.None));
        Assert.Empty(await stand.Shop.FindListingsAsync([], CancellationToken.None));
    }

    [Fact]
    public async Task TrashedListings_AreReadByIdAndSaySo()
    {
        await using var stand = await CreateAsync();
        var simple = stand.AddSimple("A-1", 7);
        var variation = stand.AddVariation(stand.AddVariable("V", null), "V-S", 3);
        stand.Trash(simple);
        stand.Trash(variation);

        var listings = await stand.Shop.ReadListingsAsync([simple, variation], CancellationToken.None);

        Assert.Equal([simple, variation], listings.Select(listing => listing.Id).Order());
        Assert.All(listings, listing => Assert.Equal(ListingStatus.Trashed, listing.Status));
    }

    [Fact]
    public async Task DeletedListings_AreAbsent()
    {
        await using var stand = await CreateAsync();
        var simple = stand.AddSimple("A-1", 7);
        var variation = stand.AddVariation(stand.AddVariable("V", null), "V-S", 3);
        var kept = stand.AddSimple("A-2", 7);
        stand.Delete(simple);
        stand.Delete(variation);

        var listings = await stand.Shop.ReadListingsAsync([simple, variation, kept], CancellationToken.None);

        Assert.Equal([kept], listings.Select(listing => listing.Id));
    }

    [Fact]
    public async Task AVariationGivenAsAProductOrUnderAnotherParent_ComesWithItsRealId()
    {
        await using var stand = await CreateAsync();
        var other = stand.AddVariable("W", null);
        var first = stand.AddVariation(stand.AddVariable("V", null), "V-S", 3);
        var second = stand.AddVariation(other, "W-S", 4);
        ListingId[] wrong = [new(first.VariationId!.Value), new(first.ProductId, second.VariationId)];

        var listings = await stand.Shop.ReadListingsAsync(wrong, CancellationToken.None);

        Assert.Equal(new[] { first, second }.Order(), listings.Select(listing => listing.Id).Order());
    }

    [Fact]
    public async Task Skus_AreFoundWholeAndWithoutCase_AlsoOfVariations()
    {
        await using var stand = await CreateAsync();
        var simple = stand.AddSimple("Ab-1", 7);
        stand.AddSimple("Ab-11", 7);
        var variation = stand.AddVariation(stand.AddVariable("V", null), "V-S", 3);
        stand.Trash(stand.AddSimple("Ab-3", 7));

        var listings = await stand.Shop.FindListingsAsync(
            [new Sku("aB-1"), new Sku("V-S"), new Sku("Ab-3"), new Sku("NONE")],
            CancellationToken.None
        );

        Assert.Equal(new[] { simple, variation }.Order(), listings.Select(listing => listing.Id).Order());
    }

    [Fact]
    public async Task SkusThatOccurTwice_AreBothFound()
    {
        await using var stand = await CreateAsync();
        ListingId[] twins = [stand.AddSimple("A-1", 7), stand.AddSimple("a-1", 8)];

        var listings = await stand.Shop.FindListingsAsync([new Sku("A-1")], CancellationToken.None);

        Assert.Equal(twins, listings.Select(listing => listing.Id).Order());
    }

    [Theory]
    [InlineData("01/10-A")]
    [InlineData("Größe 5")]
    [InlineData("A+B")]
    [InlineData("50% off")]
    [InlineData("5\"-PIPE")]
    [InlineData("O'NEIL")]
    [InlineData("A,B")]
    [InlineData("R&D=1?x#y;z")]
    [InlineData("0")]
    public async Task AnySku_IsFound(string sku)
    {
        await using var stand = await CreateAsync();
        var listing = stand.AddSimple(sku, 7);
        stand.AddSimple("OTHER", 7);
        stand.AddSimple("", 7);

        var found = await stand.Shop.FindListingsAsync([new Sku(sku)], CancellationToken.None);

        Assert.Equal([listing], found.Select(other => other.Id));
    }

    [Fact]
    public async Task AShop_HasAnIdentity()
    {
        await using var stand = await CreateAsync();

        var first = await stand.Shop.IdentifyAsync(CancellationToken.None);
        stand.AddSimple("A-1", 7);
        var second = await stand.Shop.IdentifyAsync(CancellationToken.None);

        Assert.NotEmpty(first.Key);
        Assert.Equal(first.Key, second.Key);
    }

    [Fact]
    public async Task KeysThatMayWrite_AreTold_AndNothingIsWritten()
    {
        await using var stand = await CreateAsync();
        var listing = await OneAsync(stand, stand.AddSimple("A-1", 7));

        Assert.IsType<WriteAccess.Granted>((await stand.Shop.DescribeAsync(CancellationToken.None)).Writing);
        Assert.Equal(listing, await OneAsync(stand, listing.Id));
    }

    [Fact]
    public async Task KeysThatMayOnlyRead_AreTold_WithTheNextMove()
    {
        await using var stand = await CreateAsync();

        var profile = await stand.ReadOnlyShop.DescribeAsync(CancellationToken.None);

        var refused = Assert.IsType<WriteAccess.Refused>(profile.Writing);
        Assert.Contains("not write", refused.Cause, StringComparison.Ordinal);
        Assert.Contains("Read/Write", refused.Advice, StringComparison.Ordinal);
    }

    private static async Task<ShopListing> OneAsync(ShopStand stand, ListingId id) =>
        Assert.Single(await stand.Shop.ReadListingsAsync([id], CancellationToken.None));

    private sealed class Recorder(List<int> counts) : IProgress<int>
    {
        public void Report(int value) => counts.Add(value);
    }
}
