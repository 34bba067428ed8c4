using Tillsync.Sandbox.Tests.Recordings;

namespace Tillsync.Sandbox.Tests.Faults;

public sealed class SlowFaultTests
{
    [Fact]
    public void Handle_DoesNotWait_ButSaysHowLongAHostWould()
    {
        var shop = new SandboxHandler(new SandboxOptions());
        shop.Faults.Next(Fault.Slow(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4)));

        var answer = shop.Handle(Index());

        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4)), (answer.DelayBefore, answer.DelayAfter));
    }

    [Fact]
    public async Task HandleAsync_StopsWaiting_WhenTheHostStops()
    {
        var shop = new SandboxHandler(new SandboxOptions { TimeProvider = new FixedClock(DateTimeOffset.UnixEpoch) });
        shop.Faults.Next(Fault.Slow(before: TimeSpan.FromHours(1)));
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shop.HandleAsync(Index(), stopping.Token));

        Assert.Equal(0, shop.Requests.Count);
    }

    private static SandboxRequest Index() => new("GET", "https", "/wp-json/", "", new Dictionary<string, string>(), default);
}
