using Tillsync.Core.Detecting;
using Tillsync.Core.Mapping;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Mapping;

public sealed class MappingProposerTests
{
    private static readonly Sku Sku = new("01-10251");
    private static readonly ItemUnit Pack = ItemUnit.Stocking("PK");

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
        var proposal = Assert.Single(Propose([Pack, new ItemUnit("CT", 20, 1)], Listing(1, $"01-10251-{suffix}")));

        Assert.Equal((MappingOrigin.UnitSuffix, true), (proposal.Origin, proposal.CanBeAccepted));
    }

    [Fact]
    public void SuffixThatIsAnotherUnit_IsTheArticleInThatUnit_AndNeverTheArticleItself_D10()
    {
        var (article, proposal) = Assert.Single(InOtherUnits([Pack, new ItemUnit("CT", 20, 1)], Listing(1, "01-10251-CARTON")));

        Assert.Equal(new Sku("01-10251@CT"), article);
        Assert.Equal((MappingOrigin.UnitSuffix, true), (proposal.Origin, proposal.CanBeAccepted));
        Assert.Contains("CT of 20 PK", proposal.Reason, StringComparison.Ordinal);
        Assert.Empty(Propose([Pack, new ItemUnit("CT", 20, 1)], Listing(1, "01-10251-CARTON")));
    }

    [Fact]
    public void SuffixThatIsAUnitWithoutFactor_CannotBeAccepted()
    {
        var (_, proposal) = Assert.Single(InOtherUnits([Pack, new ItemUnit("CT", 0, 1)], Listing(1, "01-10251-CT")));

        Assert.False(proposal.CanBeAccepted);
        Assert.Contains("no factor", proposal.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PACKAGE")]
    [InlineData("PL")]
    [InlineData("BLUE")]
    public void WhatIsNoOtherUnit_IsNoOtherArticle(string suffix) =>
        Assert.Empty(InOtherUnits([Pack, new ItemUnit("CT", 20, 1)], Listing(1, $"01-10251-{suffix}")));

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

    private static IEnumerable<(Sku Article, MappingProposal Proposal)> InOtherUnits(ItemUnit[] units, params ShopListing[] free) =>
        new MappingProposer([new CatalogueItem(Sku, [], units)], free).InOtherUnits(Sku);

    private static ShopListing Listing(int number, string? sku) => Some.Listing(Some.ListingId(number), Sku.From(sku));
}
