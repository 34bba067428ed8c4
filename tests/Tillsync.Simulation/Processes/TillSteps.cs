using Tillsync.Core.Detecting;
using Tillsync.Simulation.World;

namespace Tillsync.Simulation.Processes;

/// <summary>The till as a process reads it: staging and mapping first, the stock rows some time later.</summary>
internal sealed class TillSteps(SimulatedWorld world, SimulatedProcess process) : ITill
{
    private static readonly TillIdentity Identity = new("till", "SHOP", "till-key");

    public async Task<TillReading> ReadAsync(CancellationToken cancellationToken)
    {
        await process.StepAsync("read till");
        world.RequireTill();
        var readAt = world.Time.UtcNow;
        var (map, staged) = (world.Till.ShowMap(), world.Till.ShowStaged());
        if (!world.Mutant.ReadsStockFirst)
        {
            await QueryAsync(cancellationToken);
        }

        var articles = world
            .Till.Articles.Where(article => article.Exists)
            .Take(world.IsTillDown ? world.Till.Articles.Count / 2 : int.MaxValue);
        IReadOnlyList<TillItem> items = [.. articles.Select(article => article.Show())];
        // The mapping is as old as its read, which is no fault: a row that ends meanwhile is followed next time.
        process.Truth = world.Till.Truth(world.Time.Elapsed) with
        {
            Mapped = map?.Select(row => row.Sku).ToHashSet(),
        };
        if (world.Mutant.ReadsStockFirst)
        {
            await QueryAsync(cancellationToken);
            (map, staged) = (world.Till.ShowMap(), world.Till.ShowStaged());
        }

        await process.StepAsync("till read");
        return new TillReading(Identity, readAt, items, map, staged, []);
    }

    public async Task<IReadOnlyList<StagedLines>> ReadStagedLinesAsync(
        IReadOnlyCollection<long> stagingIds,
        CancellationToken cancellationToken
    )
    {
        await process.StepAsync("read staged lines");
        world.RequireTill();
        return world.Till.ShowLines(stagingIds);
    }

    public Task<TillPulse> ReadPulseAsync(CancellationToken cancellationToken) =>
        throw new InvalidOperationException("No command that a history starts feels the till's pulse.");

    public Task<TillProfile> DescribeAsync(CancellationToken cancellationToken) =>
        throw new InvalidOperationException("No command that a history starts describes the till.");

    private async Task QueryAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(world.Random.Next(5, 2000)), process.Clock, cancellationToken);
        if (!world.Mutant.BelievesHalfATill)
        {
            world.RequireTill();
        }
    }
}
