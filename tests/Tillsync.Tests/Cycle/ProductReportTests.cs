using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Cycle;

public sealed class ProductReportTests
{
    [Fact]
    public async Task EachState_IsTold()
    {
        var stand = CycleStand.With(4);
        stand.Till.Put(Some.Item(Some.Sku(5)));
        stand.Till.Put(Some.Item(Some.Sku(6), [], ItemKind.Kit));
        stand.Till.Put(Some.Item(Some.Sku(7)) with { Status = "D" });
        stand.Shop.Put(Some.Listing(Some.ListingId(8), Some.Sku(3), 1));
        stand.Till.Put(Some.Item(Some.Sku(9)) with { IsWebItem = false });
        await stand.SyncAsync();
        stand.Shop.Change(Some.ListingId(2), listing => listing with { Status = ListingStatus.Trashed });
        stand.Count(2, 3);
        await stand.SyncAsync();
        stand.Count(4, 3);
        stand.Till.Put(Some.Item(Some.Sku(8)));

        var rows = await TakeAsync(stand);

        Assert.Equal(
            [
                ProductState.InSync,
                ProductState.Parked,
                ProductState.Conflict,
                ProductState.Changed,
                ProductState.Unmapped,
                ProductState.Unknown,
                ProductState.PhasedOut,
                ProductState.Changed,
            ],
            rows.Select(row => row.State)
        );
        Assert.Equal(Enumerable.Range(1, 8).Select(Some.Sku), rows.Select(row => row.Sku));
        Assert.Equal("A kit's stock is that of its parts.", rows[5].Reason);
    }

    [Fact]
    public async Task HeldArticle_NamesItsPlan_AndTheLastWriteIsShown()
    {
        var stand = await CycleStand.SyncedAsync(3);
        stand.Count(1, 4);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Guard = Some.LooseGuard() with { MaxZeroedItems = 0, AlwaysAllowItems = 0 };
        stand.Count(2, 0);
        var held = await stand.SyncAsync();

        var rows = await TakeAsync(stand);

        Assert.Equal([ProductState.InSync, ProductState.Held, ProductState.InSync], rows.Select(row => row.State));
        Assert.Contains(held.Checksum, rows[1].Reason, StringComparison.Ordinal);
        Assert.Equal((Some.Units(10), Some.Listed(4)), (rows[0].LastWrite?.From, rows[0].LastWrite?.To));
    }

    [Fact]
    public async Task EndedMapping_IsPhasedOut()
    {
        var stand = new CycleStand();
        stand.Till.Put(Some.Item(Some.Sku(1)));
        stand.Shop.Put(Some.Listing(Some.ListingId(1), null, 1));
        stand.Till.Mappings = [new TillMapping(Some.Sku(1), Some.ListingId(1).ProductId)];
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        stand.Till.Mappings = [];
        await stand.SyncAsync();
        var row = Assert.Single(await TakeAsync(stand));

        Assert.Equal((ProductState.PhasedOut, Some.ListingId(1)), (row.State, row.Record?.Listing));
    }

    [Fact]
    public async Task Report_AsksNothingOfTheShop()
    {
        var stand = await CycleStand.SyncedAsync(2);

        await TakeAsync(stand);

        Assert.Equal(0, stand.Shop.Requests.Reads);
    }

    [Fact]
    public void Lint_NamesWhatKeepsArticlesFromBeingSold()
    {
        var till = Some.Reading(
            Some.Item(Some.Sku(1)),
            Some.Item(Some.Sku(2), [Some.Row(5, sells: false)]),
            Some.Item(Some.Sku(3), []),
            Some.Item(Some.Sku(4), [Some.Row(5)], ItemKind.Kit),
            Some.Item(Some.Sku(5), [Some.Row(5)], ItemKind.NotCounted),
            Some.Item(Some.Sku(6), -3),
            Some.Item(Some.Sku(7), 2.5m),
            Some.Item(Some.Sku(8), []) with
            {
                IsWebItem = false,
            },
            Some.Item(Some.Sku(9), []) with
            {
                Status = "D",
            }
        );

        var findings = StockLint.Of(till, Some.Policy(), []);

        Assert.Equal(
            ["NoRows", "OnlyExcludedLocations", "Kit", "NotCounted", "NegativeAvailable", "FractionalStock"],
            findings.Select(finding => finding.Code)
        );
        Assert.All(findings, finding => Assert.Single(finding.Items));
        Assert.Equal(
            [new StatusUse("A", 7, StatusMeaning.Sold), new StatusUse("D", 1, StatusMeaning.PhasedOut)],
            StockLint.StatusesOf(till, Some.Policy())
        );
        Assert.Equal(
            [StatusMeaning.Sold, StatusMeaning.Unknown],
            StockLint.StatusesOf(till, Some.Policy() with { PhasedOutStatuses = ["V"] }).Select(use => use.Meaning)
        );
    }

    [Theory]
    [InlineData(StockBasis.Available)]
    [InlineData(StockBasis.OnHand)]
    public void Lint_TakesNoSafetyStockForMissingOrFractionalStock(StockBasis basis)
    {
        var till = Some.Reading(Some.Item(Some.Sku(1), 0), Some.Item(Some.Sku(2), 7));

        Assert.Empty(StockLint.Of(till, Some.Policy(basis, safetyStock: 1.5m), []));
    }

    [Fact]
    public void Lint_NamesTheTillsOwnNumbers_WhateverTheSafetyStock()
    {
        var till = Some.Reading(
            Some.Item(Some.Sku(1), -1),
            Some.Item(Some.Sku(2), 2.5m),
            Some.Item(Some.Sku(3), 2.5m) with
            {
                Decimals = 1,
            },
            Some.Item(Some.Sku(4), [Some.Row(-2, onHand: 5, committed: 7)])
        );
        var policy = Some.Policy(safetyStock: 0.5m) with { DecimalPlaces = 2 };

        var whole = StockLint.Of(till, policy with { DecimalPlaces = 0 }, []);
        var fractional = StockLint.Of(till, policy, []);
        var onHand = StockLint.Of(till, policy with { Basis = StockBasis.OnHand }, []);

        Assert.Equal(["-1 available.", "-2 available."], whole[0].Items.Select(item => item.Detail));
        Assert.Equal(["2.5 available, 2 listed.", "2.5 available, 2 listed."], whole[1].Items.Select(item => item.Detail));
        Assert.Equal("NegativeAvailable", Assert.Single(fractional).Code);
        Assert.Equal("-1 on hand.", Assert.Single(Assert.Single(onHand).Items).Detail);
    }

    [Fact]
    public void Lint_NamesMappedUnitsWithoutAFactor()
    {
        var till = Some.Reading(
            Some.Item(Some.Sku(1)) with
            {
                Units = [ItemUnit.Stocking("PK"), new ItemUnit("CT", 0, 1), new ItemUnit("BX", 5, 1)],
            },
            Some.Item(Some.Sku(2), 2)
        ) with
        {
            Mappings = [new TillMapping(Some.Sku(1).In("ct"), 17), new TillMapping(Some.Sku(1).In("BX"), 18)],
        };

        var finding = Assert.Single(StockLint.Of(till, Some.Policy(), [Some.Sku(2).In("CT"), Some.Sku(2)]));

        Assert.Equal("NoFactor", finding.Code);
        Assert.Equal([Some.Sku(1).In("CT"), Some.Sku(2).In("CT")], finding.Items.Select(item => item.Sku));
        Assert.Contains("numerator and denominator", finding.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Lint_NamesRowsThatMapNoArticle(bool readsCells)
    {
        var grid = Some.Item(Some.Sku(2), [Some.Row(5)], ItemKind.Grid) with { IsWebItem = false };
        var nowhere = new Sku("NOSUCH");
        var cell = Some.Sku(2).Cell(["RED"]);
        var till = Some.Reading(Some.ItemInUnits(Some.Sku(1)), grid) with
        {
            Mappings =
            [
                new TillMapping(nowhere, 17),
                new TillMapping(Some.Sku(1), 18),
                new TillMapping(Some.Sku(1).In("CT"), 19),
                new TillMapping(cell, 20),
            ],
            ReadsCells = readsCells,
        };

        var finding = Assert.Single(StockLint.Of(till, Some.Policy(), []));

        Assert.Equal("MappingWithoutItem", finding.Code);
        Assert.Equal(readsCells ? [cell, nowhere] : [nowhere], finding.Items.Select(item => item.Sku!.Value));
        Assert.Contains("product 17", finding.Items[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_SaysWhatBecomesOfABlankStatus()
    {
        var till = Some.Reading(Some.Item(Some.Sku(1)) with { Status = "" });

        var phasedOut = Assert.Single(StockLint.Of(till, Some.Policy(), []));
        var unknown = Assert.Single(StockLint.Of(till, Some.Policy() with { PhasedOutStatuses = ["D"] }, []));

        Assert.Equal(("BlankStatus", "BlankStatus"), (phasedOut.Code, unknown.Code));
        Assert.EndsWith("such an item is phased out.", phasedOut.Effect, StringComparison.Ordinal);
        Assert.EndsWith("nothing is written.", unknown.Effect, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<ProductRow>> TakeAsync(CycleStand stand) =>
        new ProductReport(stand.Till, stand.Journal, Some.Options(stand.Policy)).TakeAsync(CancellationToken.None);
}
