using Tillsync.Core.Deciding;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Planning;

public sealed class ReadScopeTests
{
    private static readonly Sku Sku = Some.Sku();
    private static readonly ListingId Listing = Some.ListingId();
    private static readonly DateTimeOffset Now = Some.Instant;

    [Fact]
    public void AcknowledgedNumber_IsNotReadAgain() => Assert.Empty(Of(Some.Record(Listing, Sku, 7)).Articles!);

    [Fact]
    public void OtherNumber_IsReadById()
    {
        var scope = Of(Some.Record(Listing, Sku, 8));

        Assert.Equal([Sku], scope.Articles!);
        Assert.Equal([Listing], scope.Ids);
        Assert.Empty(scope.Find);
    }

    [Fact]
    public void NumberNeverAcknowledged_IsRead() => Assert.Equal([Listing], Of(Some.Record(Listing, Sku, null)).Ids);

    [Fact]
    public void NumberInDoubt_IsRead() => Assert.Equal([Listing], Of(Some.Record(Listing, Sku, 7, needsLook: true)).Ids);

    [Fact]
    public void NumberThatOrdersHaveMovedSince_IsRead()
    {
        var moved = new ScopeUrgency(false, Now, new HashSet<ListingId> { Listing }, new HashSet<Sku>());

        Assert.Equal([Listing], Of(Some.Record(Listing, Sku, 7), urgency: moved).Ids);
        Assert.Empty(Of(Some.Record(Some.ListingId(2), Sku, 7), urgency: moved).Ids);
    }

    [Fact]
    public void ArticleNeverSeen_IsLookedUpBySku() => Assert.Equal([Sku], Of(null).Find);

    [Fact]
    public void ArticleThatTheShopDidNotHave_IsNotAskedForAgain()
    {
        var scope = Of(null, unmapped: true);

        Assert.Empty(scope.Articles!);
        Assert.Equal([Sku], scope.KnownUnmapped);
    }

    [Fact]
    public void MappedArticle_IsReadByItsProduct_EvenIfItWasUnmapped()
    {
        var scope = Of(null, mappedTo: 555, unmapped: true);

        Assert.Equal([new ListingId(555)], scope.Ids);
        Assert.Empty(scope.Find);
    }

    [Fact]
    public void ChangedMapping_IsReadThoughTheNumberIsAcknowledged() =>
        Assert.Equal([new ListingId(555)], Of(Some.Record(Listing, Sku, 7), mappedTo: 555).Ids);

    [Fact]
    public void MappingThatNamesTheVariationKept_IsReadByItsFullId()
    {
        var variation = new ListingId(138, 141);

        Assert.Equal([variation], Of(Some.Record(variation, Sku, 8), mappedTo: 141).Ids);
    }

    [Fact]
    public void ParkedArticle_WaitsForItsNextTry()
    {
        var scope = Of(Some.Record(Listing, Sku, 8), parked: Some.Parked(Sku, Now.AddMinutes(1)));

        Assert.Empty(scope.Articles!);
        Assert.Equal([Sku], scope.StillParked.Keys);
    }

    [Fact]
    public void ParkedArticleThatIsDue_IsRead() =>
        Assert.Equal([Listing], Of(Some.Record(Listing, Sku, 8), parked: Some.Parked(Sku, Now)).Ids);

    [Fact]
    public void ParkedArticleThatIsDue_IsReadThoughItsNumberWasOnceAcknowledged() =>
        Assert.Equal([Listing], Of(Some.Record(Listing, Sku, 7), parked: Some.Parked(Sku, Now)).Ids);

    [Fact]
    public void ParkedArticleThatIsNotDue_StaysParkedThoughItsNumberWasOnceAcknowledged() =>
        Assert.Equal([Sku], Of(Some.Record(Listing, Sku, 7), parked: Some.Parked(Sku, Now.AddMinutes(1))).StillParked.Keys);

    [Fact]
    public void ParkedArticleWhoseMappingChanged_DoesNotWait()
    {
        var remapped = new ScopeUrgency(false, Now, new HashSet<ListingId>(), new HashSet<Sku> { Sku });
        var parked = Some.Parked(Sku, Now.AddHours(12));

        Assert.Equal([new ListingId(555)], Of(null, mappedTo: 555, parked: parked, urgency: remapped).Ids);
    }

    [Fact]
    public void UnknownStock_IsNotRead() => Assert.Empty(Of(null, decision: Some.Unknown(Sku)).Articles!);

    [Fact]
    public void NamedArticle_IsReadWhateverIsKnownOfIt()
    {
        var everything = new ScopeUrgency(true, DateTimeOffset.MaxValue, new HashSet<ListingId>(), new HashSet<Sku>());

        Assert.Equal([Listing], Of(Some.Record(Listing, Sku, 7), urgency: everything).Ids);
        Assert.Equal([Sku], Of(null, unmapped: true, urgency: everything).Find);
        Assert.Equal([Listing], Of(Some.Record(Listing, Sku, 8), parked: Some.Parked(Sku, Now.AddDays(1)), urgency: everything).Ids);
    }

    private static ReadScope Of(
        ListingRecord? record,
        long? mappedTo = null,
        ParkedItem? parked = null,
        bool unmapped = false,
        Decision? decision = null,
        ScopeUrgency? urgency = null
    ) =>
        ReadScope.Changed(
            [decision ?? Some.ToList(Sku, 7)],
            record is null ? new Dictionary<Sku, ListingRecord>() : new Dictionary<Sku, ListingRecord> { [Sku] = record },
            mappedTo is { } product
                ? new Dictionary<Sku, MappedListing> { [Sku] = new(product, MappingOrigin.ProductMap) }
                : new Dictionary<Sku, MappedListing>(),
            parked is null ? new Dictionary<Sku, ParkedItem>() : new Dictionary<Sku, ParkedItem> { [Sku] = parked },
            unmapped ? new HashSet<Sku> { Sku } : new HashSet<Sku>(),
            urgency ?? new ScopeUrgency(false, Now, new HashSet<ListingId>(), new HashSet<Sku>())
        );
}
