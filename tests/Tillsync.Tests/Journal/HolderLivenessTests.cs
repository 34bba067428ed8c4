using Tillsync.Adapters.Journal;

namespace Tillsync.Tests.Journal;

public sealed class HolderLivenessTests
{
    private static readonly Core.Recording.LeaseHolder Us = ThisProcess.AsHolder();

    [Fact]
    public void ThisProcess_IsAlive() => Assert.True(HolderLiveness.IsAlive(Us, Us.ProcessStartedAt));

    [Fact]
    public void IdThatNoProcessHas_IsDead() =>
        Assert.False(HolderLiveness.IsAlive(Us with { ProcessId = int.MaxValue }, DateTimeOffset.MaxValue));

    [Fact]
    public void LaterProcessWithTheId_IsDead()
    {
        var holder = Us with { ProcessStartedAt = Us.ProcessStartedAt.AddHours(-2) };

        Assert.False(HolderLiveness.IsAlive(holder, Us.ProcessStartedAt.AddHours(-1)));
    }

    [Fact]
    public void StartTimeThatAStepOfTheClockMoved_IsAlive()
    {
        var holder = Us with { ProcessStartedAt = Us.ProcessStartedAt.AddHours(-2) };

        Assert.True(HolderLiveness.IsAlive(holder, Us.ProcessStartedAt.AddMinutes(1)));
        Assert.True(
            HolderLiveness.IsAlive(Us with { ProcessStartedAt = Us.ProcessStartedAt.AddHours(2) }, Us.ProcessStartedAt.AddHours(-3))
        );
    }
}
