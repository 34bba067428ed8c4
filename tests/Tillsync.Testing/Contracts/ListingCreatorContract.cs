using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Stock;
using Tillsync.Testing.Faults;
using Xunit;

namespace Tillsync.Testing.Contracts;

/// <summary>What every <see cref="IListingCreator"/> does.</summary>
public abstract class ListingCreatorContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    protected abstract Task<ShopStand> CreateAsync();

    [Fact]
    public async Task AProduct_IsMadeAsADraft_ThatManagesItsStock()
    {
        await using var stand = await CreateAsync();

        var made = Assert.IsType<CreateOutcome.Created>(await stand.Creator.CreateAsync(Planned("NEW-1", 7), new FreePermit(), None));

        var found = Assert.Single(await stand.Shop.FindListingsAsync([new Sku("NEW-1")], None));
        Assert.Equal(found.Id, made.Listing.Id);
        Assert.Equal((new Sku("NEW-1"), Some.Units(7)), (made.Listing.Sku, made.Listing.Quantity));
        Assert.Equal(
            ("Name of NEW-1", ListingType.Simple, ListingStatus.Draft, StockManagement.Managed, Some.Units(7)),
            (found.Name, found.Type, found.Status, found.Management, found.Quantity)
        );
    }

    [Fact]
    public async Task NoStock_IsANumberToo()
    {
        await using var stand = await CreateAsync();

        var made = Assert.IsType<CreateOutcome.Created>(await stand.Creator.CreateAsync(Planned("NEW-1", 0), new FreePermit(), None));

        Assert.Equal((StockManagement.Managed, Quantity.Zero), (made.Listing.Management, made.Listing.Quantity));
    }

    [Theory]
    [InlineData("ü-1, \"2\" 'x'")]
    [InlineData("0")]
    [InlineData("A&B+C/D#E?F=G")]
    public async Task AwkwardSkus_AreFoundAgainAsTheyWereSent(string sku)
    {
        await using var stand = await CreateAsync();

        Assert.IsType<CreateOutcome.Created>(await stand.Creator.CreateAsync(Planned(sku, 1), new FreePermit(), None));

        Assert.Equal(new Sku(sku), Assert.Single(await stand.Shop.FindListingsAsync([new Sku(sku)], None)).Sku);
    }

    [Fact]
    public async Task PermitThatIsRefused_NothingIsMade()
    {
        await using var stand = await CreateAsync();
        var lost = new LeaseLostException("lease", "Somebody has taken it.", "Stop.");

        await Assert.ThrowsAsync<LeaseLostException>(() => stand.Creator.CreateAsync(Planned("NEW-1", 7), new ScarcePermit(0, lost), None));

        Assert.Empty(await stand.Shop.FindListingsAsync([new Sku("NEW-1")], None));
    }

    [Fact]
    public async Task Cancelled_NothingIsMade()
    {
        await using var stand = await CreateAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            stand.Creator.CreateAsync(Planned("NEW-1", 7), new FreePermit(), new CancellationToken(canceled: true))
        );

        Assert.Empty(await stand.Shop.FindListingsAsync([new Sku("NEW-1")], None));
    }

    [Fact]
    public async Task WhatIsInTheTrash_IsFoundThereByItsSku_AndNowhereElse()
    {
        await using var stand = await CreateAsync();
        var listing = stand.AddSimple("OLD-1", 3);
        stand.AddSimple("OLD-2", 3);
        stand.Trash(listing);
        IReadOnlyCollection<Sku> skus = [new Sku("old-1"), new Sku("OLD-2"), new Sku("OLD-3")];

        var trashed = Assert.Single(await stand.Shop.FindTrashedListingsAsync(skus, None));

        Assert.Equal((listing, ListingStatus.Trashed), (trashed.Id, trashed.Status));
        Assert.Equal(new Sku("OLD-2"), Assert.Single(await stand.Shop.FindListingsAsync(skus, None)).Sku);
    }

    protected static PlannedCreation Planned(string sku, decimal quantity) =>
        new(new ProductSheet(new Sku(sku), $"Name of {sku}"), Some.Listed(quantity), null, Some.ToList(new Sku(sku), quantity));
}
