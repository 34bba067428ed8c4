using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Doctor;
using Tillsync.Doctor.Checks;
using Tillsync.Testing;

namespace Tillsync.Tests.Doctor;

public sealed class FractionsCheckTests
{
    private static readonly IReadOnlyList<Sku> TillHasSome = [Some.Sku()];
    private static readonly IReadOnlyList<Sku> TillHasNone = [];

    [Theory]
    [InlineData(2.5, 0, true)]
    [InlineData(2.5, 2, false)]
    [InlineData(2, 0, false)]
    [InlineData(2, 2, true)]
    [InlineData(-0.5, 0, true)]
    public void ListingThatShowsAFraction_TellsThatTheShopSellsThem(double shown, int places, bool warns) =>
        Assert.Equal(
            warns ? CheckVerdict.Warn : CheckVerdict.Pass,
            Judge(places, TillHasSome, [Some.Listing(Some.ListingId(), Some.Sku(), (decimal)shown)]).Verdict
        );

    [Fact]
    public void OrderForAFraction_TellsItToo()
    {
        var order = Some.Order(7, Some.Instant, Some.Line(Some.ListingId(), null, 0.5m));

        var diagnosis = Judge(0, TillHasNone, [], order);

        Assert.Equal(CheckVerdict.Warn, diagnosis.Verdict);
        Assert.Contains("order 7", Assert.Single(diagnosis.Details), StringComparison.Ordinal);
    }

    [Fact]
    public void WhereTheTillHasNoFractions_TheSettingIsNothingToWarnAbout() =>
        Assert.Equal(CheckVerdict.Pass, Judge(2, TillHasNone, [Some.Listing(Some.ListingId(), Some.Sku(), 2)]).Verdict);

    private static Diagnosis Judge(
        int places,
        IReadOnlyList<Sku> till,
        IReadOnlyList<ShopListing> shown,
        params IReadOnlyList<WebOrder> orders
    ) => FractionsCheck.Judge(places, till, shown, orders);
}
