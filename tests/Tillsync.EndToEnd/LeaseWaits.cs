using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>Short commands wait for the end of a sync, but not for ever.</summary>
public sealed class LeaseWaits
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhileASyncIsUnderWay_AShortCommandWaitsForItsEnd(bool maps)
    {
        await using var bench = await TillBench.StartAsync(Article.Numbered(120, number => number, number => number + 1));
        var gate = new Gate();
        bench.Shop.Faults.Always(Fault.Slow(TimeSpan.FromSeconds(2)), gate.IsWrite);
        await using var sync = bench.Start("sync", "--apply");
        await Wait.UntilAsync(() => gate.Seen >= 1, "the sync is writing");

        var ran = await (maps ? bench.RunAsync("map", "set", "E2E-0001", $"{bench.IdOf("E2E-0001")}") : bench.RunAsync("parked", "retry"));

        ran.Ended(0);
        // At a pipe the wait is silent.
        Assert.Equal("", ran.Error);
        Assert.True(sync.HasExited || bench.Writes.Count == 2, "It did not wait.");
        (await bench.EndAsync(sync)).Ended(0);
    }

    [Fact]
    public async Task ASyncThatTakesLong_IsNotWaitedForToItsEnd()
    {
        await using var bench = await TillBench.StartAsync(Article.Numbered(5, number => number, number => number + 1));
        var gate = new Gate();
        bench.Shop.Faults.Always(Fault.Slow(TimeSpan.FromSeconds(60)), gate.IsWrite);
        await using var sync = bench.Start("sync", "--apply");
        await Wait.UntilAsync(() => gate.Seen >= 1, "the sync is writing");

        var ran = (await bench.RunAsync("parked", "retry")).Ended(6);

        Manners.CheckError(ran);
        Assert.InRange(ran.Elapsed, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(40));
        sync.Kill();
    }
}
