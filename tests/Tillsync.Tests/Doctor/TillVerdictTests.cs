using Tillsync.Adapters.Counterpoint;
using Tillsync.Adapters.Journal;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Doctor;
using Tillsync.Doctor.Checks;
using Tillsync.Testing;

namespace Tillsync.Tests.Doctor;

public sealed class TillVerdictTests
{
    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Unspecified);

    [Fact]
    public void Connection_ThatIsSlow_IsAWarning()
    {
        Assert.Equal(CheckVerdict.Pass, TillConnectionCheck.Judge("database 'X'", TimeSpan.FromSeconds(1)).Verdict);
        Assert.Equal(CheckVerdict.Warn, TillConnectionCheck.Judge("database 'X'", TimeSpan.FromSeconds(9)).Verdict);
    }

    [Fact]
    public void Rights_BeyondReading_AreAWarningThatNamesThem()
    {
        Assert.Equal(CheckVerdict.Pass, TillRightsCheck.Judge(null).Verdict);
        Assert.Equal(CheckVerdict.Pass, TillRightsCheck.Judge([]).Verdict);
        var diagnosis = TillRightsCheck.Judge(["sysadmin", "db_owner"]);
        Assert.Equal(CheckVerdict.Warn, diagnosis.Verdict);
        Assert.Contains("sysadmin, db_owner", diagnosis.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_ThatAreMissingOrBarred_AreNamedWithWhatTheyCost()
    {
        Assert.Equal(CheckVerdict.Pass, TillObjectsCheck.Judge([]).Verdict);
        var missing = TillObjectsCheck.Judge([new MissingObject("VI_INVENTORY_SYNC", "Stock changes are taken from IM_INV alone.")]);
        Assert.Equal(["VI_INVENTORY_SYNC: Stock changes are taken from IM_INV alone."], missing.Details);
        var barred = TillObjectsCheck.Judge([new MissingObject("PS_DOC_HDR", "It exists but cannot be read (denied). x")]);
        Assert.Contains("Grant SELECT", barred.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_AreHeldAgainstThoseOfTheLastTime()
    {
        SiteColumn[] now =
        [
            new("IM_INV", "QTY_ON_HND", "decimal(15,4)"),
            new("IM_INV", "NEW_COL", "int"),
            new("IM_ITEM", "STAT", "varchar(2)"),
        ];
        var known = new KnownColumns(
            new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero),
            new Dictionary<(string, string), string>
            {
                [("IM_INV", "QTY_ON_HND")] = "decimal(15,4)",
                [("IM_INV", "QTY_AVAIL")] = "decimal(16,4)",
                [("IM_ITEM", "STAT")] = "varchar(1)",
            }
        );

        var diagnosis = TillColumnsCheck.Judge(known, now);

        Assert.Equal(CheckVerdict.Warn, diagnosis.Verdict);
        Assert.Equal(
            ["gone: IM_INV.QTY_AVAIL (decimal(16,4))", "changed: IM_ITEM.STAT from varchar(1) to varchar(2)", "new: IM_INV.NEW_COL (int)"],
            diagnosis.Details
        );
        Assert.Contains("2026-02-01", diagnosis.Text, StringComparison.Ordinal);
        Assert.Equal(CheckVerdict.Pass, TillColumnsCheck.Judge(null, now).Verdict);
        Assert.Equal(
            CheckVerdict.Pass,
            TillColumnsCheck
                .Judge(known with { Types = now.ToDictionary(column => (column.Table, column.Column), column => column.Type) }, now)
                .Verdict
        );
    }

    [Fact]
    public void StatusCodes_SayWhatBecomesOfEach()
    {
        ValueCount[] found = [new("A", 1173), new("D", 12)];

        var right = StatusCodesCheck.Judge(found, Some.Policy());
        Assert.Equal(CheckVerdict.Pass, right.Verdict);
        Assert.Equal(["'A': 1173 web items, sold", "'D': 12 web items, phased out: no stock"], right.Details);
        Assert.Equal(CheckVerdict.Fail, StatusCodesCheck.Judge(found, Selling("X")).Verdict);
        Assert.Equal(CheckVerdict.Warn, StatusCodesCheck.Judge(found, Selling("a", "X")).Verdict);
        Assert.Equal(CheckVerdict.Fail, StatusCodesCheck.Judge([], Some.Policy()).Verdict);
    }

    [Fact]
    public void StatusCodes_FollowThePolicy_AndOneThatNobodyNamedIsAWarning()
    {
        ValueCount[] found = [new("D", 12), new("A", 1173), new("V", 3)];
        var policy = Some.Policy() with
        {
            PhasedOutStatuses = ["D"],
            PhasedOut = PhasedOutListing.ZeroAndHide,
            PhasedOutGrace = TimeSpan.FromDays(30),
        };

        var diagnosis = StatusCodesCheck.Judge(found, policy);

        Assert.Equal(CheckVerdict.Warn, diagnosis.Verdict);
        Assert.Contains("3 web items", diagnosis.Text, StringComparison.Ordinal);
        Assert.Equal(
            [
                "'A': 1173 web items, sold",
                "'D': 12 web items, phased out: no stock, hidden after 30 days",
                "'V': 3 web items, unknown: the listing stays as it is",
            ],
            diagnosis.Details
        );
        Assert.Equal(CheckVerdict.Pass, StatusCodesCheck.Judge(found, policy with { PhasedOutStatuses = ["D", "V"] }).Verdict);
    }

    private static StockPolicy Selling(params string[] statuses) => Some.Policy() with { ActiveStatuses = statuses };

    [Fact]
    public void Locations_SayWhichSell()
    {
        ValueCount[] found = [new("01", 1520), new("MAIN", 477)];

        Assert.Equal(
            ["'01': 1520 rows, sells online", "'MAIN': 477 rows, left out"],
            LocationsCheck.Judge(found, SellingLocations.Only("01")).Details
        );
        Assert.Equal(CheckVerdict.Pass, LocationsCheck.Judge(found, SellingLocations.Every).Verdict);
        Assert.Equal(CheckVerdict.Warn, LocationsCheck.Judge(found, SellingLocations.Only("01", "WEB")).Verdict);
        Assert.Equal(CheckVerdict.Fail, LocationsCheck.Judge(found, SellingLocations.Only("1")).Verdict);
        Assert.Equal(CheckVerdict.Fail, LocationsCheck.Judge([], SellingLocations.Only("01")).Verdict);
    }

    [Fact]
    public void Locations_ThatAreExcluded_LeaveTheOthersToSell()
    {
        ValueCount[] found = [new("01", 1520), new("MAIN", 477)];

        Assert.Equal(
            ["'01': 1520 rows, sells online", "'MAIN': 477 rows, left out"],
            LocationsCheck.Judge(found, SellingLocations.AllBut("main ")).Details
        );
        var stranger = LocationsCheck.Judge(found, SellingLocations.AllBut("MIAN"));
        Assert.Equal(CheckVerdict.Warn, stranger.Verdict);
        Assert.Equal("Configured to be left out, but without a stock row: MIAN.", stranger.Text);
        Assert.Equal(CheckVerdict.Fail, LocationsCheck.Judge(found, SellingLocations.AllBut("01", "MAIN")).Verdict);
    }

    [Fact]
    public void Events_OfALiveTill_AreSeen() => Assert.Equal(CheckVerdict.Pass, Events(Dates(hoursAgo: 2)).Verdict);

    [Fact]
    public void Events_WithoutDates_AreSeenByContent() =>
        Assert.Equal(CheckVerdict.Pass, Events(new NewestDates(null, null, null)).Verdict);

    [Fact]
    public void Events_OfAProbeThatFails_AreNotSeen()
    {
        var diagnosis = EventsSeenCheck.Judge([new ProbeFailure("VI_INVENTORY_SYNC", "no such column")], Dates(2), Now, null);

        Assert.Equal((CheckVerdict.Fail, "VI_INVENTORY_SYNC: no such column"), (diagnosis.Verdict, diagnosis.Details[0]));
    }

    [Fact]
    public void Events_OfADatabaseThatStandsStill_AreThoseOfAnother()
    {
        var diagnosis = Events(Dates(hoursAgo: 24 * 40));

        Assert.Equal(CheckVerdict.Warn, diagnosis.Verdict);
        Assert.Contains("40 days", diagnosis.Text, StringComparison.Ordinal);
        Assert.Contains("practice copy", diagnosis.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_FromTheFuture_AreAMatterOfClocks() =>
        Assert.Contains("clocks", Events(Dates(hoursAgo: -3)).Advice, StringComparison.Ordinal);

    [Fact]
    public void Events_WhenStagingHasStopped_AreWebOrdersThatReserve()
    {
        var diagnosis = EventsSeenCheck.Judge([], Dates(2) with { Staged = Now.AddDays(-9) }, Now, Now.AddHours(-1));

        Assert.Equal(CheckVerdict.Warn, diagnosis.Verdict);
        Assert.Contains("USER_ORDER_STAGING", diagnosis.Advice, StringComparison.Ordinal);
        Assert.Equal(CheckVerdict.Pass, EventsSeenCheck.Judge([], Dates(2) with { Staged = Now.AddDays(-1) }, Now, Now).Verdict);
        Assert.Equal(CheckVerdict.Pass, EventsSeenCheck.Judge([], Dates(2), Now, Now).Verdict);
    }

    private static Diagnosis Events(NewestDates newest) => EventsSeenCheck.Judge([], newest, Now, null);

    private static NewestDates Dates(double hoursAgo) => new(Now.AddHours(-hoursAgo), Now.AddDays(-100), null);
}
