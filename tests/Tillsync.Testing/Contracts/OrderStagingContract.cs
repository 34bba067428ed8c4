using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Core.Staging;
using Xunit;

namespace Tillsync.Testing.Contracts;

/// <summary>What every staging table must do, whatever database it is in.</summary>
public abstract class OrderStagingContract : OrderStagingTestBase
{
    [Fact]
    public async Task FirstPut_MakesOneRow_WithEveryColumn()
    {
        var done = Done(await PutAsync(Row()), StagingEffect.Inserted);

        Assert.Empty(done.Cut);
        Assert.Equal(
            [
                "15479",
                "ann@example.test",
                "processing",
                "Invoice",
                "Flat rate",
                "Ann Buyer",
                "1 Main St",
                null,
                "Miami",
                "FL",
                "33101",
                "US",
                "+1 555 0100",
                "WOOCOMMERCE",
                "tillsync",
                null,
                null,
                null,
            ],
            await TextsAsync(
                "WOO_ORDER_NO",
                "CUST_EMAIL",
                "ORD_STATUS",
                "PMT_METH",
                "SHIP_VIA",
                "SHIP_NAM",
                "SHIP_ADRS_1",
                "SHIP_ADRS_2",
                "SHIP_CITY",
                "SHIP_STATE",
                "SHIP_ZIP_COD",
                "SHIP_CNTRY",
                "SHIP_PHONE",
                "SOURCE_SYSTEM",
                "CREATED_BY",
                "CUST_NO",
                "VALIDATION_ERROR",
                "CP_DOC_ID"
            )
        );
        Assert.Equal([28.5m, 5m, 1.25m, 0.5m, 34.25m], await NumbersAsync("SUBTOT", "SHIP_AMT", "TAX_AMT", "DISC_AMT", "TOT_AMT"));
        Assert.Equal([0m, 0m], await NumbersAsync("IS_VALIDATED", "IS_APPLIED"));
        Assert.StartsWith("2025-12-31", DateText((await TextsAsync("ORD_DAT"))[0]), StringComparison.Ordinal);
        Assert.Equal(Row().Lines, (await TextsAsync("LINE_ITEMS_JSON"))[0]);
        Assert.Equal($"tillsync-3-{done.Mark}", (await TextsAsync("BATCH_ID"))[0]);
        var read = Assert.Single((await Bench.Till.ReadAsync(None)).StagedOrders!);
        Assert.Equal((done.StagingId, Order, true, false), (read.StagingId, read.OrderId, read.IsOwn, read.IsMarkedApplied));
        Assert.InRange(
            read.CreatedAt!.Value,
            TimeProvider.System.GetUtcNow().AddMinutes(-5),
            TimeProvider.System.GetUtcNow().AddMinutes(5)
        );
    }

    [Fact]
    public async Task PutTwice_MakesOneRow()
    {
        var first = Done(await PutAsync(Row()), StagingEffect.Inserted);

        Assert.Equal(new StagingAnswer.Moved(first.StagingId, first.Mark), await PutAsync(Row()));
        Done(await PutAsync(Row(), first.Mark), StagingEffect.None);

        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task PutByManyAtOnce_MakesOneRow()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PutPatientlyAsync(Row()))));

        Assert.Single(answers, answer => answer is StagingAnswer.Done { Effect: StagingEffect.Inserted });
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task ChangedOrder_ReplacesItsRow_AndHasToBeValidatedAgain()
    {
        var first = Done(await PutAsync(Row()), StagingEffect.Inserted);
        await Bench.ExecuteAsync("UPDATE USER_ORDER_STAGING SET IS_VALIDATED = 1, CUST_NO = 'C-7'");

        var second = Done(await PutAsync(Row() with { City = "Tampa", Status = "on-hold" }, first.Mark), StagingEffect.Updated);

        Assert.Equal(first.StagingId, second.StagingId);
        Assert.NotEqual(first.Mark, second.Mark);
        Assert.Equal(["Tampa", "on-hold", "C-7"], await TextsAsync("SHIP_CITY", "ORD_STATUS", "CUST_NO"));
        Assert.Equal([0m], await NumbersAsync("IS_VALIDATED"));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task RowThatTheTillTook_IsNeverChanged()
    {
        var first = Done(await PutAsync(Row()), StagingEffect.Inserted);
        await Bench.ExecuteAsync("UPDATE USER_ORDER_STAGING SET IS_APPLIED = 1, CP_DOC_ID = '104583'");
        var before = await WholeAsync();

        Assert.Equal(new StagingAnswer.Taken(first.StagingId, "104583"), await PutAsync(Row() with { City = "Tampa" }, first.Mark));
        Assert.Equal(new StagingAnswer.Taken(first.StagingId, "104583"), await WithdrawAsync(first.Mark));

        Assert.Equal(before, await WholeAsync());
    }

    [Fact]
    public async Task RowThatIsAppliedWithoutADocument_IsNeverChanged()
    {
        var first = Done(await PutAsync(Row()), StagingEffect.Inserted);
        await Bench.ExecuteAsync("UPDATE USER_ORDER_STAGING SET IS_APPLIED = 1");

        Assert.Equal(new StagingAnswer.Taken(first.StagingId, null), await PutAsync(Row() with { City = "Tampa" }, first.Mark));

        Assert.Equal(["Miami"], await TextsAsync("SHIP_CITY"));
    }

    [Fact]
    public async Task WithdrawnRow_IsOneThatNobodyCreates_AndSaysWhy()
    {
        var first = Done(await PutAsync(Row()), StagingEffect.Inserted);

        var withdrawn = Done(await WithdrawAsync(first.Mark), StagingEffect.Withdrawn);

        Assert.Equal(first.StagingId, withdrawn.StagingId);
        Assert.Equal([1m, 0m], await NumbersAsync("IS_APPLIED", "IS_VALIDATED"));
        Assert.Equal(
            ["cancelled", "[]", "It is cancelled.", null],
            await TextsAsync("ORD_STATUS", "LINE_ITEMS_JSON", "VALIDATION_ERROR", "CP_DOC_ID")
        );
        Done(await WithdrawAsync(withdrawn.Mark), StagingEffect.None);
        // To Tillsync it is no order that the till knows.
        Assert.False(TillKnowledge.IsIn(Assert.Single((await Bench.Till.ReadAsync(None)).StagedOrders!), StockBasis.Available));
    }

    [Fact]
    public async Task WithdrawnOrder_ThatIsTakenUpAgain_WaitsInItsOldRow()
    {
        var first = Done(await PutAsync(Row()), StagingEffect.Inserted);
        var withdrawn = Done(await WithdrawAsync(first.Mark), StagingEffect.Withdrawn);

        var again = Done(await PutAsync(Row(), withdrawn.Mark), StagingEffect.Updated);

        Assert.Equal((first.StagingId, first.Mark), (again.StagingId, again.Mark));
        Assert.Equal([0m], await NumbersAsync("IS_APPLIED"));
        Assert.Equal(["processing", Row().Lines, null], await TextsAsync("ORD_STATUS", "LINE_ITEMS_JSON", "VALIDATION_ERROR"));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task RowThatSomebodyPutRight_IsLeft_ButWithdrawn()
    {
        var first = Done(await PutAsync(Row()), StagingEffect.Inserted);
        await Bench.ExecuteAsync("UPDATE USER_ORDER_STAGING SET SHIP_CITY = 'Orlando'");

        Assert.Equal(new StagingAnswer.Edited(first.StagingId), await PutAsync(Row() with { City = "Tampa" }, first.Mark));
        Assert.Equal(["Orlando"], await TextsAsync("SHIP_CITY"));
        Done(await WithdrawAsync(first.Mark), StagingEffect.Withdrawn);
    }

    [Fact]
    public async Task RowWithAnotherMark_IsLeft()
    {
        var first = Done(await PutAsync(Row()), StagingEffect.Inserted);
        var second = Done(await PutAsync(Row() with { City = "Tampa" }, first.Mark), StagingEffect.Updated);

        Assert.Equal(new StagingAnswer.Moved(first.StagingId, second.Mark), await PutAsync(Row(), first.Mark));
        Assert.Equal(new StagingAnswer.Moved(first.StagingId, second.Mark), await WithdrawAsync(first.Mark));

        Assert.Equal(["Tampa"], await TextsAsync("SHIP_CITY"));
    }

    [Fact]
    public async Task RowOfAnotherProgram_IsNeitherChangedNorDoubled()
    {
        await Bench.AddStagedOrderAsync((int)Order, isApplied: 0, document: null);
        var before = await WholeAsync();

        Assert.IsType<StagingAnswer.Foreign>(await PutAsync(Row()));
        Assert.IsType<StagingAnswer.Foreign>(await WithdrawAsync(null));

        Assert.Equal(before, await WholeAsync());
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task RowThatIsGone_IsNotMadeAgain()
    {
        var first = Done(await PutAsync(Row()), StagingEffect.Inserted);
        await Bench.ExecuteAsync("DELETE FROM USER_ORDER_STAGING");

        Assert.IsType<StagingAnswer.NoRow>(await PutAsync(Row() with { City = "Tampa" }, first.Mark));
        Assert.IsType<StagingAnswer.NoRow>(await WithdrawAsync(first.Mark));

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task TextThatDoesNotFit_IsNamed_AndNeverWrong()
    {
        var done = Done(
            await PutAsync(
                Row() with
                {
                    Name = new string('N', 41),
                    City = "Llanfairpwllgwyngyllgogerych",
                    State = "Bayern",
                    PostalCode = "1234567890123456",
                }
            ),
            StagingEffect.Inserted
        );

        Assert.Equal(["SHIP_CITY", "SHIP_NAM", "SHIP_STATE", "SHIP_ZIP_COD"], done.Cut.Order());
        Assert.Equal(
            [new string('N', 39) + "~", "Llanfairpwllgwyngyl~", null, null],
            await TextsAsync("SHIP_NAM", "SHIP_CITY", "SHIP_STATE", "SHIP_ZIP_COD")
        );
        Assert.Contains("SHIP_NAM", (await TextsAsync("VALIDATION_ERROR"))[0], StringComparison.Ordinal);
        // Cut alike it is the same row.
        Assert.Equal(
            StagingEffect.None,
            Assert
                .IsType<StagingAnswer.Done>(
                    await PutAsync(
                        Row() with
                        {
                            Name = new string('N', 41),
                            City = "Llanfairpwllgwyngyllgogerych",
                            State = "Bayern",
                            PostalCode = "1234567890123456",
                        },
                        done.Mark
                    )
                )
                .Effect
        );
    }

    [Fact]
    public async Task LongStreet_GoesOnInTheSecondLine()
    {
        var street = "Building 12, Warehouse of the Northern Harbour, Gate 7";

        var done = Done(await PutAsync(Row() with { Address1 = street }), StagingEffect.Inserted);

        Assert.Empty(done.Cut);
        Assert.Equal(street, string.Join(' ', await TextsAsync("SHIP_ADRS_1", "SHIP_ADRS_2")));
    }

    [Theory]
    [InlineData("O'Brien -- \"; DROP TABLE USER_ORDER_STAGING")]
    [InlineData("100%_[x]*")]
    [InlineData("Größe")]
    public async Task Texts_SurviveAsTheyAre(string name)
    {
        Assert.Empty(Done(await PutAsync(Row() with { Name = name[..Math.Min(40, name.Length)] }), StagingEffect.Inserted).Cut);

        Assert.Equal(name[..Math.Min(40, name.Length)], (await TextsAsync("SHIP_NAM"))[0]);
    }

    [Fact]
    public async Task IdThatIsNoInt_IsRefused_AndNothingIsWritten()
    {
        Assert.IsType<StagingAnswer.Refused>(await PutAsync(Row() with { OrderId = 3_000_000_000 }));

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task KnownCustomer_GetsHisNumber_AndAGuestNone()
    {
        await Bench.AlterAsync("CREATE TABLE USER_CUSTOMER_MAP (CUST_NO varchar(15) NOT NULL, WOO_USER_ID int NOT NULL)");
        await Bench.ExecuteAsync("INSERT INTO USER_CUSTOMER_MAP (CUST_NO, WOO_USER_ID) VALUES ('C-100', 7)");

        await Table.WriteAsync(new StagingWrite.Put(Row(), 7, 3, null), None);
        await Table.WriteAsync(new StagingWrite.Put(Row() with { OrderId = Order + 1 }, 0, 3, null), None);
        await Table.WriteAsync(new StagingWrite.Put(Row() with { OrderId = Order + 2 }, 8, 3, null), None);

        Assert.Equal("C-100", await Bench.ScalarAsync($"SELECT CUST_NO FROM USER_ORDER_STAGING WHERE WOO_ORDER_ID = {Order}"));
        Assert.Equal(2L, Number(await Bench.ScalarAsync("SELECT COUNT(*) FROM USER_ORDER_STAGING WHERE CUST_NO IS NULL")));
    }

    [Fact]
    public async Task TableWithoutAColumn_IsAnError_ThatNamesIt()
    {
        await Bench.AlterAsync("DROP TABLE USER_ORDER_STAGING");
        await Bench.AlterAsync("CREATE TABLE USER_ORDER_STAGING (STAGING_ID int, WOO_ORDER_ID int, IS_APPLIED int)");

        var error = await Assert.ThrowsAsync<TillException>(() => PutAsync(Row()));

        Assert.Contains("LINE_ITEMS_JSON", error.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("Ann", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CancelledCall_WritesNothing()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Table.WriteAsync(new StagingWrite.Put(Row(), 0, 3, null), source.Token)
        );

        Assert.Equal(0, await CountAsync());
    }
}
