using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Planning;

public sealed class ListingMatcherTests
{
    private static readonly Sku Sku = Some.Sku();
    private static readonly ListingId Id = Some.ListingId();

    [Fact]
    public void EqualSku_IsFound()
    {
        var found = Assert.IsType<ListingMatch.Found>(Match(null, Some.Listing(Id, new Sku(" 01-00001 "))));

        Assert.Equal(Id, found.Listing.Id);
        Assert.Equal(MappingOrigin.EqualSku, found.Origin);
    }

    [Fact]
    public void NoListing_IsUnmapped() => Assert.IsType<ListingMatch.Unmapped>(Match(null, Some.Listing(Id, Some.Sku(2))));

    [Fact]
    public void ListingWithoutSku_IsFoundByMappingOnly()
    {
        Assert.IsType<ListingMatch.Unmapped>(Match(null, Some.Listing(Id, null)));

        var found = Assert.IsType<ListingMatch.Found>(Match(Id.ProductId, Some.Listing(Id, null)));
        Assert.Equal(MappingOrigin.ProductMap, found.Origin);
    }

    [Fact]
    public void MappedListingWithTheArticlesSku_HangsOnItsSku()
    {
        var found = Assert.IsType<ListingMatch.Found>(Match(Id.ProductId, Some.Listing(Id, Sku)));

        Assert.Equal(MappingOrigin.EqualSku, found.Origin);
    }

    [Fact]
    public void MappingToAnotherArticlesListing_IsBlocked()
    {
        var blocked = Assert.IsType<ListingMatch.Blocked>(Match(Id.ProductId, Some.Listing(Id, Some.Sku(2))));

        Assert.Equal("sku_conflict", blocked.Code);
        Assert.Equal(
            "USER_PRODUCT_MAP names product 13801, whose SKU in the shop is '01-00002'. Correct the mapping or the shop's SKU.",
            blocked.Reason
        );
    }

    [Fact]
    public void MappingToAProductThatIsGone_IsBlocked_EvenWhereTheSkuWouldMatch()
    {
        var blocked = Assert.IsType<ListingMatch.Blocked>(Match(999, Some.Listing(Id, Sku)));

        Assert.Equal("listing_missing", blocked.Code);
    }

    [Fact]
    public void MappingToAVariation_FindsItByItsOwnId()
    {
        var variation = new ListingId(138, 141);

        var found = Assert.IsType<ListingMatch.Found>(Match(141, Some.Listing(variation, Sku)));

        Assert.Equal(variation, found.Listing.Id);
    }

    [Fact]
    public void SkuTwice_IsBlockedAndBothAreNamed()
    {
        var blocked = Assert.IsType<ListingMatch.Blocked>(Match(null, Some.Listing(Id, Sku), Some.Listing(Some.ListingId(2), Sku)));

        Assert.Equal("sku_twice", blocked.Code);
        Assert.Contains("(listings 13801, 13802)", blocked.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void SkuTwice_OneInTheTrash_IsTheOther()
    {
        var trashed = Some.Listing(Id, Sku) with { Status = ListingStatus.Trashed };

        var found = Assert.IsType<ListingMatch.Found>(Match(null, trashed, Some.Listing(Some.ListingId(2), Sku)));

        Assert.Equal(Some.ListingId(2), found.Listing.Id);
    }

    [Fact]
    public void VariationsThatShowTheirParentsSku_AreNotTheArticle()
    {
        var parent = Some.Listing(new ListingId(138), Sku) with { Type = ListingType.Variable };
        var variations = new[] { Some.Listing(new ListingId(138, 141), Sku), Some.Listing(new ListingId(138, 142), Sku) };

        var found = Assert.IsType<ListingMatch.Found>(Match(null, [parent, .. variations]));

        Assert.Equal(new ListingId(138), found.Listing.Id);
    }

    [Fact]
    public void ListingReadAgain_ReplacesTheEarlierReading()
    {
        var found = Assert.IsType<ListingMatch.Found>(Match(null, Some.Listing(Id, Sku, 5), Some.Listing(Id, Sku, 7)));

        Assert.Equal(Some.Units(7), found.Listing.Quantity);
    }

    private static ListingMatch Match(long? mappedTo, params ShopListing[] listings) =>
        ListingMatcher.Match(Sku, mappedTo is { } id ? new MappedListing(id, MappingOrigin.ProductMap) : null, new Listings(listings));
}
