using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Xunit;

namespace Tillsync.Testing.Contracts;

/// <summary>What every till must do, whatever database it runs on.</summary>
public abstract class TillContract : TillTestBase
{
    [Fact]
    public async Task EmptyTill_HasNoItems_AndAbsentIsNotEmpty()
    {
        var reading = await Bench.Till.ReadAsync(None);

        Assert.Empty(reading.Items);
        Assert.Empty(reading.Failures);
        Assert.NotNull(reading.Mappings);
        Assert.NotNull(reading.StagedOrders);
    }

    [Theory]
    [InlineData("3", "0", "3")]
    [InlineData("495", "480", "15")]
    [InlineData("-51", "0", "-51")]
    [InlineData("3", "-1", "4")]
    [InlineData("2.5", "0.25", "2.25")]
    [InlineData("0.1", "0.3", "-0.2")]
    [InlineData("0.0001", "0", "0.0001")]
    [InlineData("99999999999.9999", "0", "99999999999.9999")]
    [InlineData("-99999999999.9999", "0", "-99999999999.9999")]
    public async Task Quantities_AreExact(string onHand, string committed, string available)
    {
        await Bench.AddItemAsync("A");
        await Bench.AddStockAsync("A", "01", Number(onHand), Number(committed));

        var stock = Assert.Single((await ReadOneAsync()).Locations);

        Assert.Equal(new LocationStock("01", true, Number(onHand), Number(committed), Number(available)), stock);
    }

    [Fact]
    public async Task Category_IsReadWithoutItsBlanks_AndABlankOneIsNone()
    {
        await Bench.AddItemAsync("A");
        await Bench.AddItemAsync("B");
        await Bench.AddItemAsync("C");
        await Bench.ExecuteAsync("UPDATE IM_ITEM SET CATEG_COD = ' DELI & H' WHERE ITEM_NO = 'A'");
        await Bench.ExecuteAsync("UPDATE IM_ITEM SET CATEG_COD = '  ' WHERE ITEM_NO = 'B'");

        var items = (await Bench.Till.ReadAsync(None)).Items.OrderBy(item => item.Sku);

        Assert.Equal(["DELI & H", null, null], items.Select(item => item.Category));
    }

    [Fact]
    public async Task NullQuantity_StaysNull_NeverZero()
    {
        await Bench.AddItemAsync("A");
        await Bench.AddStockAsync("A", "01", null, 1);
        await Bench.AddStockAsync("A", "02", 5, null);

        var item = await ReadOneAsync();

        Assert.Equal(
            [new LocationStock("01", true, null, 1, null), new LocationStock("02", true, 5, null, null)],
            item.Locations.OrderBy(stock => stock.Location)
        );
    }

    [Fact]
    public async Task EmptyStockTable_GivesItemsWithoutRows()
    {
        await Bench.AddItemAsync("A");

        Assert.Empty((await ReadOneAsync()).Locations);
    }

    [Fact]
    public async Task Locations_AreAllListed_AndToldApart()
    {
        await Bench.AddItemAsync("A");
        await Bench.AddStockAsync("A", "main", 10);
        await Bench.AddStockAsync("A", "X", -12);

        var reading = await Bench.TillSelling(SellingLocations.Only("MAIN ", "WEB")).ReadAsync(None);

        var stock = Assert.Single(reading.Items).Locations.ToDictionary(row => row.Location, row => row.Sells);
        Assert.Equal(new Dictionary<string, bool> { ["main"] = true, ["X"] = false }, stock);
    }

    [Fact]
    public async Task ExcludedLocations_AreListed_AndEveryOtherOneSells()
    {
        await Bench.AddItemAsync("A");
        await Bench.AddStockAsync("A", "main", 10);
        await Bench.AddStockAsync("A", "QUAR", 4);
        await Bench.AddStockAsync("A", "NEW", 1);

        var reading = await Bench.TillSelling(SellingLocations.AllBut("quar ", "GONE")).ReadAsync(None);

        Assert.Equal(
            ["NEW", "main"],
            Assert.Single(reading.Items).Locations.Where(row => row.Sells).Select(row => row.Location).Order(StringComparer.Ordinal)
        );
        Assert.Equal(3, Assert.Single(reading.Items).Locations.Count);
    }

    [Fact]
    public async Task NoChosenLocation_MeansThatAllSell()
    {
        await Bench.AddItemAsync("A");
        await Bench.AddStockAsync("A", "01", 1);
        await Bench.AddStockAsync("A", "02", 1);

        Assert.All((await ReadOneAsync()).Locations, stock => Assert.True(stock.Sells));
    }

    [Theory]
    [InlineData("01-10100")]
    [InlineData("a b  c")]
    [InlineData("a,b;c|d")]
    [InlineData("1/2\"-\\x")]
    [InlineData("O'Brien--")]
    [InlineData("Größe-ÄÖÜ")]
    [InlineData("100%_[x]*")]
    public async Task Codes_SurviveAsTheyAre(string code)
    {
        await Bench.AddItemAsync(code);
        await Bench.AddStockAsync(code, "01", 7);
        await Bench.AddMappingAsync(code, 138);

        var reading = await Bench.Till.ReadAsync(None);

        var item = Assert.Single(reading.Items);
        Assert.Equal(code, item.Sku.Text);
        Assert.Equal(7, Assert.Single(item.Locations).Available);
        Assert.Equal(new TillMapping(new Sku(code), 138), Assert.Single(reading.Mappings!));
    }

    [Fact]
    public async Task StockRows_FindTheirItem_WhateverCaseAndBlanks()
    {
        await Bench.AddItemAsync("Abc-1 ");
        await Bench.AddStockAsync("aBC-1", "01", 4);

        Assert.Equal(4, Assert.Single((await ReadOneAsync()).Locations).Available);
    }

    [Fact]
    public async Task StockOfUnknownItems_IsIgnored()
    {
        await Bench.AddItemAsync("A");
        await Bench.AddStockAsync("B", "01", 4);

        var reading = await Bench.Till.ReadAsync(None);

        Assert.Empty(Assert.Single(reading.Items).Locations);
        Assert.Empty(reading.Failures);
    }

    [Fact]
    public async Task ItemWithoutCode_IsReported()
    {
        await Bench.AddItemAsync("  ");
        await Bench.AddItemAsync("A");

        var reading = await Bench.Till.ReadAsync(None);

        Assert.Equal("A", Assert.Single(reading.Items).Sku.Text);
        var failure = Assert.Single(reading.Failures);
        Assert.Equal("IM_ITEM", failure.Probe);
        Assert.StartsWith("1 row", failure.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryItemIsListed_WithItsStatusAndKind()
    {
        await Bench.AddItemAsync("1", status: "A");
        await Bench.AddItemAsync("2", status: "V ", web: "N");
        await Bench.AddItemAsync("3", status: "D", type: "N");
        await Bench.AddItemAsync("4", kit: "Y");

        var items = (await Bench.Till.ReadAsync(None)).Items.OrderBy(item => item.Sku).ToList();

        Assert.Equal(["A", "V", "D", "A"], items.Select(item => item.Status));
        Assert.Equal([true, false, true, true], items.Select(item => item.IsWebItem));
        Assert.Equal([ItemKind.Inventory, ItemKind.Inventory, ItemKind.NotCounted, ItemKind.Kit], items.Select(item => item.Kind));
        Assert.Equal("Article 1", items[0].Description);
    }

    [Fact]
    public async Task Mappings_AreTheActiveOnes()
    {
        await Bench.AddMappingAsync("A", 13_801);
        await Bench.AddMappingAsync("B", 9_000_000_000, isActive: 0);
        await Bench.AddMappingAsync("C", 9_000_000_001);

        var mappings = (await Bench.Till.ReadAsync(None)).Mappings!.OrderBy(mapping => mapping.Sku);

        Assert.Equal([new TillMapping(new Sku("A"), 13_801), new TillMapping(new Sku("C"), 9_000_000_001)], mappings);
    }

    [Fact]
    public async Task StagedOrder_IsAppliedOnlyWithADocument()
    {
        await Bench.AddStagedOrderAsync(1, isApplied: 0, document: null);
        await Bench.AddStagedOrderAsync(2, isApplied: 1, document: "104583");
        await Bench.AddStagedOrderAsync(3, isApplied: 1, document: null);
        await Bench.AddStagedOrderAsync(4, isApplied: 1, document: " ");
        await Bench.AddStagedOrderAsync(5, isApplied: 0, document: "104584");

        var orders = (await Bench.Till.ReadAsync(None)).StagedOrders!.OrderBy(order => order.OrderId);

        Assert.Equal([false, true, false, false, false], orders.Select(order => order.IsApplied));
    }

    [Fact]
    public async Task AppliedOrder_IsInTheTill_OnlyWhereItsDocumentCommits_D4()
    {
        await Bench.AddDocumentAsync(1, "O", "OO");
        await Bench.AddDocumentAsync(2, "O", "S");
        await Bench.AddDocumentAsync(3, "O", "OS");
        await Bench.AddDocumentAsync(4, "O", "");
        await Bench.AddDocumentAsync(5, "T", "S");
        await Bench.AddDocumentAsync(9_000_000_000_001, "O", "S");
        foreach (var (order, document) in new[] { (1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5"), (6, "6"), (7, "9000000000001") })
        {
            await Bench.AddStagedOrderAsync(order, 1, document);
        }

        Assert.Equal(
            [
                StagedDocument.Commits,
                StagedDocument.CommitsNothing,
                StagedDocument.CommitsNothing,
                StagedDocument.CommitsNothing,
                StagedDocument.Commits, // A ticket: its lines commit until they are posted.
                StagedDocument.Posted,
                StagedDocument.CommitsNothing,
            ],
            await DocumentStatesAsync()
        );
    }

    [Theory]
    [InlineData(" 2 ", StagedDocument.CommitsNothing)]
    [InlineData("0002", StagedDocument.CommitsNothing)]
    [InlineData("A-2", StagedDocument.NoSuchNumber)]
    [InlineData("2.5", StagedDocument.NoSuchNumber)]
    [InlineData("2; --", StagedDocument.NoSuchNumber)]
    [InlineData("-2", StagedDocument.Posted)]
    public async Task DocumentNumber_IsTextThatMayBeNoNumber(string document, StagedDocument expected)
    {
        await Bench.AddDocumentAsync(2, "O", "S");
        await Bench.AddStagedOrderAsync(1, 1, document);

        Assert.Equal([expected], await DocumentStatesAsync());
    }

    [Fact]
    public async Task ManyDocuments_AreAllLookedAt()
    {
        await Bench.AddDocumentAsync(1, "O", "S");
        await Bench.AddDocumentAsync(1_200, "O", "S");
        for (var order = 1; order <= 1_200; order++)
        {
            await Bench.AddStagedOrderAsync(order, 1, order.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var states = await DocumentStatesAsync();

        Assert.Equal([1, 1_200], Enumerable.Range(1, 1_200).Where(order => states[order - 1] == StagedDocument.CommitsNothing));
    }

    [Fact]
    public async Task OrderThatIsNotApplied_IsNotLookedUp()
    {
        await Bench.AddDocumentAsync(2, "O", "S");
        await Bench.AddStagedOrderAsync(1, 0, "2");

        Assert.Equal([StagedDocument.NotChecked], await DocumentStatesAsync());
    }

    [Fact]
    public async Task Clock_IsTheServers_AndLocalTimesAreConverted()
    {
        await Bench.AddStagedOrderAsync(1, 0, null);

        var reading = await Bench.Till.ReadAsync(None);

        Assert.Equal(TimeSpan.Zero, reading.ReadAt.Offset);
        Assert.InRange(reading.ReadAt, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(5));
        var createdAt = Assert.Single(reading.StagedOrders!).CreatedAt;
        Assert.InRange(createdAt!.Value, reading.ReadAt.AddMinutes(-1), reading.ReadAt.AddMinutes(1));
    }

    [Fact]
    public async Task UncommittedSale_IsNotRead()
    {
        await Bench.AddItemAsync("A");
        await Bench.AddStockAsync("A", "01", 10);
        await using var other = await Bench.ConnectAsync();
        await using var sale = await other.BeginTransactionAsync(None);
        await using var command = other.CreateCommand();
        command.Transaction = sale;
        command.CommandText = "UPDATE IM_INV SET QTY_ON_HND = 9";
        await command.ExecuteNonQueryAsync(None);

        var read = await Record.ExceptionAsync(async () => Assert.Equal(10, Assert.Single((await ReadOneAsync()).Locations).Available));

        // A server without row versions may make the read wait, for as long as the lock time-out at most.
        if (read is not null)
        {
            Assert.Contains("locked", Assert.IsType<TillException>(read).Cause, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task CancelledRead_EndsAsCancelled()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bench.Till.ReadAsync(source.Token));
    }

    [Fact]
    public async Task Identity_IsTheSameForTheSameDatabase()
    {
        var first = (await Bench.Till.ReadAsync(None)).Identity;
        var second = (await Bench.Till.DescribeAsync(None)).Identity;

        Assert.Equal(first, second);
        Assert.NotEmpty(first.Key);
        Assert.NotEmpty(first.Database);
    }

    [Fact]
    public async Task Profile_CountsStatusesOfWebItems_AndLocations()
    {
        await Bench.AddItemAsync("1");
        await Bench.AddItemAsync("2");
        await Bench.AddItemAsync("3", status: "D");
        await Bench.AddItemAsync("4", status: "V", web: "N");
        await Bench.AddStockAsync("1", "01", 1);
        await Bench.AddStockAsync("2", "01", 1);
        await Bench.AddStockAsync("1", "X", 1);

        var profile = await Bench.Till.DescribeAsync(None);

        Assert.Equal((4, 3), (profile.ItemCount, profile.WebItemCount));
        Assert.Equal([new ValueCount("A", 2), new ValueCount("D", 1)], profile.Statuses);
        Assert.Equal([new ValueCount("01", 2), new ValueCount("X", 1)], profile.Locations);
        Assert.Empty(profile.Missing);
        Assert.NotEmpty(profile.ServerVersion);
        Assert.NotEmpty(profile.Isolation);
    }

    /// <summary>By order; nothing may have failed.</summary>
    protected async Task<IReadOnlyList<StagedDocument>> DocumentStatesAsync()
    {
        var reading = await Bench.Till.ReadAsync(None);
        Assert.Empty(reading.Failures);
        return [.. reading.StagedOrders!.OrderBy(order => order.OrderId).Select(order => order.DocumentState)];
    }

    protected async Task<TillItem> ReadOneAsync()
    {
        var reading = await Bench.Till.ReadAsync(None);
        Assert.Empty(reading.Failures);
        return Assert.Single(reading.Items);
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
