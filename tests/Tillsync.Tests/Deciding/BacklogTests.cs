using FsCheck.Fluent;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Testing;
using Tillsync.Tests.Stock;

namespace Tillsync.Tests.Deciding;

public sealed class BacklogTests
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(14);

    [Theory]
    [InlineData(14, 0, 1)]
    [InlineData(14, -1, 0)]
    [InlineData(400, 0, 1)]
    [InlineData(-1, 0, 0)] // Placed in the future: a clock is wrong, the order is not old.
    public void AnOrder_IsBacklogFromTheAgeOn(int days, int seconds, int count)
    {
        var order = Order(1, 3, Some.Instant.AddDays(-days).AddSeconds(-seconds));

        Assert.Equal(count, Backlog.Of([order], _ => false, Some.Instant, Age).Orders);
    }

    [Fact]
    public void Backlog_CountsOrdersThatReserve_AndTheirUnits()
    {
        var old = Some.Instant.AddDays(-20);
        WebOrder[] orders =
        [
            Order(1, 3, old),
            Order(2, 0, old),
            Order(3, -2, old),
            Order(4, 4, old.AddDays(-1)),
            Order(5, 5, old),
            Order(6, 6, Some.Instant),
        ];

        var backlog = Backlog.Of(orders, order => order.OrderId == 5, Some.Instant, Age);

        Assert.Equal(new Backlog(2, Some.Units(7), old.AddDays(-1)), backlog);
    }

    [Fact]
    public void AnEditedOrder_IsAsOldAsItsPlacing()
    {
        var edited = Order(1, 3, Some.Instant.AddDays(-20)) with { ModifiedAt = Some.Instant };

        Assert.Equal(1, Backlog.Of([edited], _ => false, Some.Instant, Age).Orders);
    }

    [Fact]
    public void Backlog_NeverExceedsWhatIsReserved_AndGrowsWithTime() =>
        Always.Holds(
            Generate.ListOf(Gen.Zip(Gen.Choose(-3, 5), Gen.Choose(0, 30)), 8),
            pairs =>
            {
                var orders = pairs.Select((one, id) => Order(id, one.Item1, Some.Instant.AddDays(-one.Item2))).ToList();
                var held = orders.Sum(order => order.HeldBy(order.Lines[0]).Units);
                var now = Backlog.Of(orders, _ => false, Some.Instant, Age);
                var later = Backlog.Of(orders, _ => false, Some.Instant.AddDays(3), Age);
                return now.Units.Units <= later.Units.Units && later.Units.Units <= held && now.Orders <= later.Orders;
            }
        );

    private static WebOrder Order(long id, decimal taken, DateTimeOffset createdAt) =>
        Some.Order(id, createdAt, Some.Line(Some.ListingId(), null, taken));
}
