using Tillsync.Core.Stock;
using Tillsync.Simulation.Processes;

namespace Tillsync.Simulation.World;

/// <summary>What a process could know, and what it was to keep back, when it sent something.</summary>
/// <param name="Till">Null before it has read the till.</param>
/// <param name="Orders">Null before it has asked for orders.</param>
internal sealed record Sight(TillTruth? Till, OrdersSeen? Orders, SafetyUnits Safety)
{
    public static Sight Of(SimulatedWorld world, SimulatedProcess process) =>
        new(process.Truth, process.OrdersSeen, SafetyUnits.Of(world, process.Options.Policy.SafetyStock.Quantity.Units));
}

/// <summary>Units that are never offered, by the configuration and by the rules of single articles.</summary>
internal sealed record SafetyUnits(decimal Configured, IReadOnlyDictionary<string, decimal> Ruled)
{
    private static readonly Dictionary<string, decimal> NoRules = [];

    public decimal this[Sku stock] => Ruled.TryGetValue(stock.Text, out var units) ? units : Configured;

    public static SafetyUnits Of(SimulatedWorld world, decimal configured) =>
        new(
            configured,
            world.HasRules
                ? world
                    .Journal.ReadRulesAsync(CancellationToken.None)
                    .GetAwaiter()
                    .GetResult()
                    .Where(rule => rule.SafetyStock is not null)
                    .ToDictionary(rule => rule.Subject.Key, rule => rule.SafetyStock!.Value.Units)
                : NoRules
        );
}
