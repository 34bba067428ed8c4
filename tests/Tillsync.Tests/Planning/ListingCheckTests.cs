using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Testing;

namespace Tillsync.Tests.Planning;

public sealed class ListingCheckTests
{
    private static readonly ShopListing Good = Some.Listing(Some.ListingId(), Some.Sku());

    [Theory]
    [InlineData(ListingType.Grouped, "listing_grouped")]
    [InlineData(ListingType.External, "listing_external")]
    [InlineData(ListingType.Variable, "listing_variable")]
    public void TypeWithoutStock_IsBlocked(ListingType type, string code) =>
        Assert.Equal(code, ListingCheck.Problem(Good with { Type = type }, takesOverUnmanaged: true)?.Code);

    [Theory]
    [InlineData(ListingType.Simple)]
    [InlineData(ListingType.Other)]
    public void TypeWithStock_IsWritable(ListingType type) => Assert.Null(ListingCheck.Problem(Good with { Type = type }, false));

    [Theory]
    [InlineData(ListingType.Variable, null)]
    [InlineData(ListingType.Other, null)]
    [InlineData(ListingType.Simple, "variation_orphaned")]
    [InlineData(ListingType.Variation, "variation_orphaned")]
    [InlineData(null, null)]
    public void Variation_NeedsAProductThatHasSome(ListingType? parentType, string? code)
    {
        var variation = Some.Listing(new(138, 141), Some.Sku()) with { Type = ListingType.Variation };
        var parent = parentType is { } type ? Some.Listing(new(138), null) with { Type = type } : null;

        Assert.Equal(code, ListingCheck.Problem(variation, true, parent)?.Code);
    }

    [Fact]
    public void VariationOfNoProduct_IsBlocked() =>
        Assert.Equal("variation_orphaned", ListingCheck.Problem(Good with { Type = ListingType.Variation }, true)?.Code);

    [Theory]
    [InlineData(ListingStatus.Draft)]
    [InlineData(ListingStatus.Private)]
    [InlineData(ListingStatus.Pending)]
    [InlineData(ListingStatus.Scheduled)]
    public void HiddenListing_IsWritable(ListingStatus status) => Assert.Null(ListingCheck.Problem(Good with { Status = status }, false));

    [Fact]
    public void TrashedListing_IsBlocked() =>
        Assert.Equal("listing_trashed", ListingCheck.Problem(Good with { Status = ListingStatus.Trashed }, true)?.Code);

    [Theory]
    [InlineData(ListingStatus.Published, "variation_trashed_alone")]
    [InlineData(ListingStatus.Draft, "variation_trashed_alone")]
    [InlineData(ListingStatus.Trashed, "listing_trashed")]
    public void TrashedVariation_IsToldByItsProduct(ListingStatus parentStatus, string code)
    {
        var variation = Some.Listing(new(138, 141), Some.Sku()) with { Status = ListingStatus.Trashed };
        var parent = Some.Listing(new(138), null) with { Status = parentStatus };

        Assert.Equal(code, ListingCheck.Problem(variation, true, parent)?.Code);
    }

    [Fact]
    public void StockKeptByTheParent_IsBlocked() =>
        Assert.Equal("listing_managed_by_parent", ListingCheck.Problem(Good with { Management = StockManagement.ByParent }, true)?.Code);

    [Fact]
    public void UnmanagedListing_IsBlockedUnlessPolicyTakesItOver()
    {
        var unmanaged = Good with { Management = StockManagement.Unmanaged };

        Assert.Equal("listing_unmanaged", ListingCheck.Problem(unmanaged, false)?.Code);
        Assert.Null(ListingCheck.Problem(unmanaged, true));
    }

    [Fact]
    public void Reason_NamesTheListingAndTheNextMove()
    {
        var problem = ListingCheck.Problem(Good with { Status = ListingStatus.Trashed }, false);

        Assert.Equal("Listing 13801 is in the shop's trash. Restore or delete it there.", problem?.Reason);
    }
}
