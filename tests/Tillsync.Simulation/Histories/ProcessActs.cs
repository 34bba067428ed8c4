using Tillsync.Simulation.Processes;
using Tillsync.Simulation.World;

namespace Tillsync.Simulation.Histories;

/// <summary>What happens to Tillsync, and around it.</summary>
internal static class ProcessActs
{
    private static readonly NetworkFault[] Disturbances = [.. Enum.GetValues<NetworkFault>().Where(fault => fault != NetworkFault.None)];

    public static bool Do(SimulatedWorld world, Happening happening)
    {
        switch (happening.Act)
        {
            case Act.Run:
                world.Start(ProcessKind.Scheduled, SimulatedWorld.Host);
                break;
            case Act.RunByHand:
                world.Start(ProcessKind.ByHand, SimulatedWorld.Host);
                break;
            case Act.RunFull:
                world.Start(ProcessKind.Full, SimulatedWorld.Host);
                break;
            case Act.RunDry:
                world.Start(ProcessKind.DryRun, SimulatedWorld.Host);
                break;
            case Act.RunElsewhere:
                world.Start(ProcessKind.Scheduled, SimulatedWorld.OtherHost);
                break;
            case Act.Crash:
                Befall(world, happening, MishapKind.Crash);
                break;
            case Act.Sleep:
                Befall(world, happening, MishapKind.Sleep);
                break;
            case Act.Stop:
                Befall(world, happening, MishapKind.Stop);
                break;
            case Act.DisturbRequest:
                Disturb(world, happening, onWrite: false);
                break;
            case Act.DisturbWrite:
                Disturb(world, happening, onWrite: true);
                break;
            case Act.LateWrite:
                world.Network.Arrange(new ArrangedFault(NetworkFault.Late, OnWrite: true, happening.B));
                break;
            case Act.ShopAway:
                GoAway(world, happening);
                break;
            case Act.DiskFull:
                world.DiskFullUntil = world.Time.Elapsed + TimeSpan.FromSeconds(happening.B % 60).Ticks;
                break;
            case Act.SetClock or Act.SetShopClock when world.Plan.SetsShopClock && happening.C % 3 != 0:
                world.ShopClockError += TimeSpan.FromSeconds(happening.B * (world.Plan.SetsShopClockBack ? -4 : 4));
                // What is ordered right then is stamped in the time that the clock shows twice, or that it has left out.
                world.Floor.Buy(world.Offers[happening.A % world.Offers.Count], 1);
                break;
            // A write of a process that died is waited for by the wall clock: what sets it just then no program can know.
            case Act.SetClock when world.Network.WritesUnderWay == 0 && !world.Plan.SetsShopClock:
                world.SetClock(SimulatedWorld.Host, TimeSpan.FromSeconds((happening.B - 500) * (happening.C % 3 == 0 ? 60 : 1)));
                break;
            case Act.SetShopClock:
                world.ShopClockError += TimeSpan.FromSeconds((happening.B - 500) / 20.0);
                break;
            default:
                return false;
        }

        return true;
    }

    private static void Disturb(SimulatedWorld world, Happening happening, bool onWrite) =>
        world.Network.Arrange(new ArrangedFault(Disturbances[happening.A % Disturbances.Length], onWrite, happening.B));

    /// <summary>For some requests in a row, more than are tried.</summary>
    private static void GoAway(SimulatedWorld world, Happening happening)
    {
        var kind = happening.A % 2 == 0 ? NetworkFault.DatabaseDown : NetworkFault.LoginPage;
        for (var request = 0; request <= happening.B % 8; request++)
        {
            world.Network.Arrange(new ArrangedFault(kind, OnWrite: false, 1));
        }
    }

    private static void Befall(SimulatedWorld world, Happening happening, MishapKind kind)
    {
        // Long enough, now and then, for another run to take the lease.
        var howLong = TimeSpan.FromSeconds(happening.C % 2 == 0 ? happening.B : 5 * happening.B);
        var mishap = new Mishap(
            kind,
            happening.A % (happening.B % 3 == 0 ? 150 : 60),
            howLong,
            AtIntent: kind != MishapKind.Crash && happening.C % 3 == 0
        );
        if (world.Processes.FindLast(process => process.IsRunning) is { } running)
        {
            running.Arrange(mishap);
        }
        else
        {
            world.Mishaps.Enqueue(mishap);
        }
    }
}
