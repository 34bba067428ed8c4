using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Simulation.World;

namespace Tillsync.Simulation.Processes;

/// <summary>What the till says of articles that are to be made products of.</summary>
internal sealed class SheetSteps(SimulatedWorld world, SimulatedProcess process) : IProductSheets
{
    public async Task<IReadOnlyList<ProductSheet>> ReadSheetsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken)
    {
        await process.StepAsync("read sheets");
        world.RequireTill();
        return
        [
            .. world
                .Till.Articles.Where(article => article.Exists && skus.Contains(article.Sku))
                .Select(article => new ProductSheet(article.Sku, $"Article {article.Sku}")),
        ];
    }
}
