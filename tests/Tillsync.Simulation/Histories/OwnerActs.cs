using Tillsync.Core.Deciding;
using Tillsync.Simulation.Processes;
using Tillsync.Simulation.World;

namespace Tillsync.Simulation.Histories;

/// <summary>What the owner of the shop has Tillsync do by hand, and decides.</summary>
internal static class OwnerActs
{
    private static readonly OrderKnowledge[] Policies = Enum.GetValues<OrderKnowledge>();

    public static bool Do(SimulatedWorld world, Happening happening)
    {
        var sku = world.Till.Articles[happening.A % world.Till.Articles.Count].Sku;
        switch (happening.Act)
        {
            case Act.Undo:
                Undo(world, happening);
                break;
            case Act.RunOne:
                Start(world, ProcessKind.One, new Wish { Only = sku });
                break;
            case Act.Approve:
                Decide(world, ProcessKind.Approve);
                break;
            case Act.Reject:
                Decide(world, ProcessKind.Reject);
                break;
            case Act.ChangePolicy:
                world.Decide(
                    (happening.B % 4) switch
                    {
                        0 => world.Plan with { SafetyStock = happening.A % 4 },
                        1 => world.Plan with { PhasedOut = (PhasedOutListing)(happening.A % 3) },
                        _ => world.Plan with { Known = Policies[happening.A % Policies.Length] },
                    }
                );
                break;
            case Act.ChangeRule:
                world.HasRules = true;
                Start(world, ProcessKind.Rule, new Wish { Only = sku, SafetyStock = happening.B % 3 == 0 ? null : happening.C % 6 });
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>Somebody takes one of the last runs back, the newest most often.</summary>
    private static void Undo(SimulatedWorld world, Happening happening)
    {
        var wrote = world
            .Journal.ReadRunsAsync(12, CancellationToken.None)
            .GetAwaiter()
            .GetResult()
            .Where(run => run.End is { Counts.Updated: > 0 })
            .ToList();
        if (wrote.Count > 0)
        {
            var run = wrote[happening.B % 2 == 0 ? 0 : happening.A % wrote.Count];
            Start(world, ProcessKind.Undo, new Wish { Undoes = run.RunId });
        }
    }

    /// <summary>About the plan that was held last.</summary>
    private static void Decide(SimulatedWorld world, ProcessKind kind)
    {
        var held = world
            .Journal.ReadHeldPlansAsync(CancellationToken.None)
            .GetAwaiter()
            .GetResult()
            .Where(plan => plan.IsOpen)
            .MaxBy(plan => plan.LastSeenAt);
        if (held is not null)
        {
            Start(world, kind, new Wish { Plan = held.Checksum });
        }
    }

    private static void Start(SimulatedWorld world, ProcessKind kind, Wish wish) => world.Start(kind, SimulatedWorld.Host, wish);
}
