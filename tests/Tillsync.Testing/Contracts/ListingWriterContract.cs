using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Testing.Faults;
using Xunit;
using static Tillsync.Testing.Contracts.ShopSamples;

namespace Tillsync.Testing.Contracts;

/// <summary>What every <see cref="IListingWriter"/> does.</summary>
public abstract class ListingWriterContract
{
    protected abstract Task<ShopStand> CreateAsync();

    [Fact]
    public async Task PermitThatIsRefused_NothingIsSent()
    {
        await using var stand = await CreateAsync();
        var listing = stand.AddSimple("A", 10);
        var lost = new LeaseLostException("lease", "Somebody has taken it.", "Stop.");

        await Assert.ThrowsAsync<LeaseLostException>(() =>
            stand.Writer.WriteAsync(Products(Write(listing, from: 10, to: 20)), new ScarcePermit(0, lost), CancellationToken.None)
        );

        Assert.Equal(Some.Units(10), stand.QuantityOf(listing));
    }

    [Fact]
    public async Task AKnownQuantity_IsChangedByTheDifference_SoThatASaleInBetweenSurvives()
    {
        await using var stand = await CreateAsync();
        var listing = stand.AddSimple("A-1", 10);
        stand.PlaceOrder(listing, 3);

        var outcomes = await stand.Writer.WriteAsync(Products(Write(listing, from: 10, to: 20)), CancellationToken.None);

        Assert.Equal([new WriteOutcome.Accepted(new Quantity(17))], outcomes);
        Assert.Equal(new Quantity(17), stand.QuantityOf(listing));
    }

    [Fact]
    public async Task AnUnknownQuantity_IsSet()
    {
        await using var stand = await CreateAsync();
        var listing = stand.AddSimple("A-1", 10);

        var outcomes = await stand.Writer.WriteAsync(Products(Write(listing, from: null, to: 4)), CancellationToken.None);

        Assert.Equal([new WriteOutcome.Accepted(new Quantity(4))], outcomes);
    }

    [Fact]
    public async Task ATakeOver_SwitchesStockManagementOn()
    {
        await using var stand = await CreateAsync();
        var listing = stand.AddSimple("A-1", null);

        var outcomes = await stand.Writer.WriteAsync(Products(Write(listing, from: null, to: 4, takesOver: true)), CancellationToken.None);

        Assert.Equal([new WriteOutcome.Accepted(new Quantity(4))], outcomes);
        var after = Assert.Single(await stand.Shop.ReadListingsAsync([listing], CancellationToken.None));
        Assert.Equal((StockManagement.Managed, new Quantity(4)), (after.Management, after.Quantity));
    }

    [Fact]
    public async Task WithoutATakeOver_AnUnmanagedListingStaysSo()
    {
        await using var stand = await CreateAsync();
        var listing = stand.AddSimple("A-1", null);

        var outcomes = await stand.Writer.WriteAsync(Products(Write(listing, from: null, to: 4)), CancellationToken.None);

        Assert.Equal([new WriteOutcome.Accepted(null)], outcomes);
        Assert.Null(stand.QuantityOf(listing));
    }

    [Fact]
    public async Task ABadItem_IsRefusedAlone()
    {
        await using var stand = await CreateAsync();
        var (first, gone, last) = (stand.AddSimple("A-1", 1), stand.AddSimple("A-2", 1), stand.AddSimple("A-3", 1));
        stand.Delete(gone);

        var outcomes = await stand.Writer.WriteAsync(
            Products(Write(first, 1, 11), Write(gone, 1, 12), Write(last, 1, 13)),
            CancellationToken.None
        );

        Assert.Equal(new WriteOutcome.Accepted(new Quantity(11)), outcomes[0]);
        Assert.IsType<WriteOutcome.Refused>(outcomes[1]);
        Assert.Equal(new WriteOutcome.Accepted(new Quantity(13)), outcomes[2]);
    }

    [Fact]
    public async Task Variations_AreWrittenBelowTheirParent()
    {
        await using var stand = await CreateAsync();
        var parent = stand.AddVariable("V", null);
        var (small, large) = (stand.AddVariation(parent, "V-S", 3), stand.AddVariation(parent, "V-L", 4));

        var outcomes = await stand.Writer.WriteAsync(Variations(parent, Write(large, 4, 2), Write(small, 3, 0)), CancellationToken.None);

        Assert.Equal([new WriteOutcome.Accepted(new Quantity(2)), new WriteOutcome.Accepted(Quantity.Zero)], outcomes);
        Assert.Equal(Quantity.Zero, stand.QuantityOf(small));
    }

    [Fact]
    public async Task AVariationThatLeavesItsStockToTheParent_StoresNothing()
    {
        await using var stand = await CreateAsync();
        var parent = stand.AddVariable("V", 30);
        var shared = stand.AddVariation(parent, "V-S", null);

        var outcomes = await stand.Writer.WriteAsync(Variations(parent, Write(shared, 30, 5)), CancellationToken.None);

        Assert.Equal([new WriteOutcome.Accepted(null)], outcomes);
        Assert.Equal(new Quantity(30), stand.QuantityOf(parent));
    }

    [Fact]
    public async Task AHundredWrites_AreAnsweredInOrder()
    {
        await using var stand = await CreateAsync();
        var writes = Enumerable.Range(1, 100).Select(number => Write(stand.AddSimple($"A-{number}", 0), 0, number)).Reverse().ToList();

        var outcomes = await stand.Writer.WriteAsync(Products(writes), CancellationToken.None);

        Assert.Equal(writes.Select(write => new WriteOutcome.Accepted(write.To.Quantity)), outcomes);
    }

    [Theory]
    [InlineData(AppearanceField.Visibility, "hidden", "visible")]
    [InlineData(AppearanceField.Status, "draft", "publish")]
    public async Task AnAppearance_IsChangedAndBroughtBack_AndARightQuantityIsLeftAlone(AppearanceField field, string away, string back)
    {
        await using var stand = await CreateAsync();
        var listing = stand.AddSimple("A-1", 5);
        stand.PlaceOrder(listing, 2);

        foreach (var value in (string[])[away, back])
        {
            var write = Write(listing, 5, 5) with { Appearance = new AppearanceChange(field, value) };
            Assert.Equal(
                [new WriteOutcome.Accepted(new Quantity(3))],
                await stand.Writer.WriteAsync(Products(write), CancellationToken.None)
            );
            var shown = Assert.Single(await stand.Shop.ReadListingsAsync([listing], CancellationToken.None));
            Assert.Equal(
                value,
                field == AppearanceField.Visibility ? shown.Visibility
                    : shown.Status == ListingStatus.Draft ? away
                    : back
            );
        }
    }

    [Fact]
    public async Task AfterCancellation_NothingIsWritten()
    {
        await using var stand = await CreateAsync();
        var listing = stand.AddSimple("A-1", 10);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            stand.Writer.WriteAsync(Products(Write(listing, 10, 20)), new CancellationToken(canceled: true))
        );

        Assert.Equal(new Quantity(10), stand.QuantityOf(listing));
    }
}
