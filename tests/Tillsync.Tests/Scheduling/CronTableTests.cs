using FsCheck;
using FsCheck.Fluent;
using Tillsync.Commands;
using Tillsync.Scheduling;

namespace Tillsync.Tests.Scheduling;

public sealed class CronTableTests
{
    private const string Others = "MAILTO=ops@example.com\n# nightly\n30 2 * * * /usr/bin/backup 100\\%\n";

    [Fact]
    public void With_AddsTheEntryAfterTheOtherLines()
    {
        var table = CronTable.With(Others, SomeOrders.Timed());

        Assert.Equal(
            Others
                + "# BEGIN Tillsync: WooCommerce Inventory Sync\n"
                + "0 */12 * * * /bin/true run --config /etc/tillsync/tillsync.json >/dev/null\n"
                + "# END Tillsync: WooCommerce Inventory Sync\n",
            table
        );
    }

    [Fact]
    public void OtherLines_StayWhateverTheyAre()
    {
        var line = Gen.Elements(
            "",
            "# END Tillsync: WooCommerce Inventory Sync",
            "* * * * * x",
            "A=b",
            "# BEGIN Tillsync: Other",
            " 1 2 3 4 5 y %"
        );
        var tables = Gen.ListOf(line).Select(lines => string.Concat(lines.Select(text => text + "\n")));

        Prop.ForAll(
                tables.ToArbitrary(),
                others =>
                {
                    var twice = CronTable.With(CronTable.With(others, SomeOrders.Timed(6)), SomeOrders.Timed());
                    return twice == others + CronTable.Entry(SomeOrders.Timed())
                        && CronTable.Without(twice, TaskNames.Default) == others
                        && CronTable.EntryOf(twice, TaskNames.Default) == CronTable.Entry(SomeOrders.Timed());
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void ATableWithoutLineBreakAtItsEnd_KeepsItsLastLine() =>
        Assert.StartsWith("1 2 3 4 5 x\n# BEGIN", CronTable.With("1 2 3 4 5 x", SomeOrders.Timed()), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.1, "*/6 * * * *")]
    [InlineData(0.25, "*/15 * * * *")]
    [InlineData(1, "0 * * * *")]
    [InlineData(6, "0 */6 * * *")]
    [InlineData(24, "0 0 * * *")]
    public void Intervals_BecomeTimesAndAreReadBack(double hours, string times)
    {
        var order = SomeOrders.Timed(hours);

        Assert.Equal(times, CronTable.Times(order.Interval));
        Assert.Equal(order.Interval, CronTable.IntervalOf(CronTable.Entry(order)));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(1.5)]
    [InlineData(48)]
    public void IntervalsThatCronCannotDo_AreRefused(double hours)
    {
        var refusal = Assert.Throws<UsageException>(() => CronTable.Entry(SomeOrders.Timed(hours)));

        Assert.Equal("--interval-hours", refusal.Subject);
    }

    [Fact]
    public void Lasting_StartsWithTheMachine() =>
        Assert.Contains("\n@reboot /bin/true serve", CronTable.Entry(SomeOrders.Lasting()), StringComparison.Ordinal);

    [Fact]
    public void AwkwardWords_ReachTheProgramWhole()
    {
        var program = new ScheduledProgram(
            "/opt/my dir/tillsync",
            ["run", "--config", "/srv/50% it's $HOME.json"],
            "/",
            new Dictionary<string, string> { ["DOTNET_ROOT"] = "/a b" }
        );

        var entry = CronTable.Entry(SomeOrders.Timed() with { Program = program });

        Assert.Contains(
            "* DOTNET_ROOT='/a b' '/opt/my dir/tillsync' run --config '/srv/50\\% it'\\''s $HOME.json' >",
            entry,
            StringComparison.Ordinal
        );
    }
}
