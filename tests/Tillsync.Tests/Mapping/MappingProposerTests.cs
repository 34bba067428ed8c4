using Tillsync.Core.Detecting;
using Tillsync.Core.Mapping;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Mapping;

public sealed class MappingProposerTests
{
    private static readonly Sku Sku = new("01-10251");
    private static readonly ItemUnit Pack = new("PK", 1);

    [Theory]
    [InlineData("1-10251")]
    [InlineData("01 - 10251")]
    [InlineData("001-010251")]
    public void SkuThatDiffersInBlanksAndLeadingZeros_IsAlike(string shopSku)
    {
        var proposal = Assert.Single(Propose([Pack], Listing(1, shopSku)));

        Assert.Equal((MappingOrigin.AlikeSku, true), (proposal.Origin, proposal.CanBeAccepted));
    }

    [Theory]
    [InlineData("01-102510")]
    [InlineData("0110251")]
    [InlineData("01-1251")]
    [InlineData("01-10251-BLUE")]
    [InlineData("01-10251-PL2")]
    [InlineData("01-10251-")]
    [InlineData("-PK")]
    public void OtherSku_IsNotProposed(string shopSku) => Assert.Empty(Propose([Pack], Listing(1, shopSku)));

    [Theory]
    [InlineData("PK")]
    [InlineData("pack")]
    [InlineData("PACKAGE")]
    public void SuffixThatIsTheStockingUnit_CanBeAccepted(string suffix)
    {
        var proposal = Assert.Single(Propose([Pack, new ItemUnit("CT", 20)], Listing(1, $"01-10251-{suffix}")));

        Assert.Equal((MappingOrigin.UnitSuffix, true), (proposal.Origin, proposal.CanBeAccepted));
    }

    [Fact]
    public void SuffixThatIsAnotherUnit_CannotBeAccepted_D10()
    {
        var proposal = Assert.Single(Propose([Pack, new ItemUnit("CT", 20)], Listing(1, "01-10251-CARTON")));

        Assert.False(proposal.CanBeAccepted);
        Assert.Contains("holds 20 PK", proposal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void SuffixThatIsAUnitWithoutFactor_CannotBeAccepted()
    {
        var proposal = Assert.Single(Propose([Pack, new ItemUnit("CT", null)], Listing(1, "01-10251-CT")));

        Assert.False(proposal.CanBeAccepted);
        Assert.Contains("no factor", proposal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void SuffixThatIsNoUnitOfTheArticle_CannotBeAccepted_D11()
    {
        var proposal = Assert.Single(Propose([Pack], Listing(1, "01-10251-PL")));

        Assert.False(proposal.CanBeAccepted);
        Assert.Contains("has none of that name (PK)", proposal.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4006381333931", "4006381333931")]
    [InlineData("036000291452", "0036000291452")]
    public void EqualBarcode_ComesFirst(string till, string shop)
    {
        var listings = new[] { Listing(1, "1-10251"), Listing(2, null) with { Barcode = shop } };
        var proposals = new MappingProposer([new CatalogueItem(Sku, [till], [Pack])], listings).For(Sku);

        Assert.Equal([MappingOrigin.Barcode, MappingOrigin.AlikeSku], proposals.Select(proposal => proposal.Origin));
        Assert.Equal(Some.ListingId(2), proposals[0].Listing.Id);
    }

    [Fact]
    public void BarcodeAsSku_IsFound()
    {
        var proposals = new MappingProposer([new CatalogueItem(Sku, ["4006381333931"], [])], [Listing(1, "4006381333931")]).For(Sku);

        Assert.Equal(MappingOrigin.Barcode, Assert.Single(proposals).Origin);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("12345")]
    [InlineData("N/A")]
    public void WhatIsNoBarcode_MatchesNothing(string code) =>
        Assert.Empty(new MappingProposer([new CatalogueItem(Sku, [code], [])], [Listing(1, null) with { Barcode = code }]).For(Sku));

    [Fact]
    public void ArticleThatTheCatalogueLacks_IsStillComparedBySku() =>
        Assert.Single(new MappingProposer([], [Listing(1, "1-10251")]).For(Sku));

    private static IReadOnlyList<MappingProposal> Propose(ItemUnit[] units, params ShopListing[] free) =>
        new MappingProposer([new CatalogueItem(Sku, [], units)], free).For(Sku);

    private static ShopListing Listing(int number, string? sku) => Some.Listing(Some.ListingId(number), Sku.From(sku));
}
