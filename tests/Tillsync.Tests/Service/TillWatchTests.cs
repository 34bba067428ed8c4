using Microsoft.Extensions.Logging.Abstractions;
using Tillsync.Core;
using Tillsync.Service;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Service;

public sealed class TillWatchTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TillException Down = new("the till", "it does not answer.", "Look at it.");

    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryTill _till;
    private readonly ServiceMetrics _metrics = new();
    private readonly TillWatch _watch;

    public TillWatchTests()
    {
        _till = new InMemoryTill(_time);
        _till.Put(Some.Item(new Core.Stock.Sku("A-1"), 3));
        _watch = new TillWatch("main", Interval, _time, _metrics, NullLogger.Instance);
    }

    public void Dispose() => _metrics.Dispose();

    [Fact]
    public async Task TheFirstGlance_CallsForALook() => Assert.True((await GlanceAsync()).IsChanged);

    [Fact]
    public async Task WhatIsNotSettled_GoesOnCallingForALook()
    {
        await GlanceAsync();

        Assert.True((await GlanceAsync()).IsChanged);
    }

    [Fact]
    public async Task WhatIsSettled_IsNoChange_UntilTheTillSells()
    {
        _watch.Settle(await GlanceAsync());
        Assert.False((await GlanceAsync()).IsChanged);

        _till.Count(new Core.Stock.Sku("A-1"), 2);

        Assert.True((await GlanceAsync()).IsChanged);
    }

    [Fact]
    public async Task ASaleDuringTheSync_IsAChangeForTheNextGlance()
    {
        var glance = await GlanceAsync();
        _till.Count(new Core.Stock.Sku("A-1"), 2);
        _watch.Settle(glance);

        Assert.True((await GlanceAsync()).IsChanged);
    }

    [Fact]
    public async Task TheLag_CountsFromTheLastGlanceThatShowedNothing()
    {
        Assert.Null(_watch.Settle(await GlanceAsync()));
        _time.Advance(TimeSpan.FromMinutes(1));
        await GlanceAsync();
        _time.Advance(TimeSpan.FromSeconds(5));
        _till.Count(new Core.Stock.Sku("A-1"), 2);
        var glance = await GlanceAsync();
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(TimeSpan.FromSeconds(7), _watch.Settle(glance));
    }

    [Fact]
    public async Task TheLagOfASecondChange_CountsFromTheGlanceThatShowedTheFirst()
    {
        _watch.Settle(await GlanceAsync());
        _time.Advance(TimeSpan.FromMinutes(1));
        _till.Count(new Core.Stock.Sku("A-1"), 2);
        _watch.Settle(await GlanceAsync());
        _time.Advance(TimeSpan.FromSeconds(3));
        _till.Count(new Core.Stock.Sku("A-1"), 1);

        Assert.Equal(TimeSpan.FromSeconds(3), _watch.Settle(await GlanceAsync()));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(59, 1)]
    [InlineData(60, 5)]
    public async Task AfterAChange_TheTillIsGlancedAtEverySecond_ForAMinute(int secondsLater, int interval)
    {
        Assert.Equal(5, _watch.Interval.TotalSeconds);
        _watch.Settle(await GlanceAsync());
        Assert.Equal(5, _watch.Interval.TotalSeconds);
        _till.Count(new Core.Stock.Sku("A-1"), 2);

        _watch.Settle(await GlanceAsync());
        _time.Advance(TimeSpan.FromSeconds(secondsLater));

        Assert.Equal(interval, _watch.Interval.TotalSeconds);
    }

    [Fact]
    public async Task ATillThatIsDown_IsAskedLessAndLessOften_ButOnceAMinute()
    {
        _till.Fault = Down;
        var waits = new List<double>();
        for (var tries = 0; tries < 7; tries++)
        {
            var glance = await GlanceAsync();
            Assert.Equal((JobResult.Failed, false), (glance.Outcome.Result, glance.IsChanged));
            waits.Add((glance.Outcome.NextAt - _time.GetUtcNow()).TotalSeconds);
        }

        Assert.Equal([5, 10, 20, 40, 60, 60, 60], waits);
        Assert.Equal(Down.Message, _watch.Failure);
    }

    [Fact]
    public async Task ATillThatComesBack_IsSaidToHaveReturned_Once()
    {
        _watch.Settle(await GlanceAsync());
        _till.Fault = Down;
        await GlanceAsync();
        _till.Fault = null;

        var back = await GlanceAsync();

        Assert.Equal((true, false), (back.HasReturned, back.IsChanged));
        Assert.Equal((false, null), (_watch.IsLost, _watch.Failure));
        Assert.False((await GlanceAsync()).HasReturned);
    }

    private Task<Glance> GlanceAsync() => _watch.GlanceAsync(_till, CancellationToken.None);
}
