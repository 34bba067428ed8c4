using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core;

/// <summary>Adds to a plan the products that are to be made: reads what the till says of them and what the shop's trash holds.</summary>
internal sealed class CreationPlanner(SyncPorts ports, CycleOptions options)
{
    public async Task<Plan> AddAsync(CyclePass pass, CancellationToken cancellationToken)
    {
        var (plan, memory) = (pass.Plan, pass.Moment.Memory);
        if (!options.Policy.CreatesDrafts || ports.Sheets is null)
        {
            return plan;
        }

        var candidates = CreationRule.Candidates(plan, pass.Decisions, pass.Scope, pass.Moment.Barred);
        if (candidates.Count == 0)
        {
            return plan;
        }

        var skus = candidates.Select(candidate => candidate.Sku).ToHashSet();
        var sheets = await ports.Sheets.ReadSheetsAsync(skus, cancellationToken);
        var trashed = await ports.Shop.FindTrashedListingsAsync(skus, cancellationToken);
        var ground = new CreationGround(
            sheets.GroupBy(sheet => sheet.Sku).ToDictionary(group => group.Key, group => group.First()),
            trashed.GroupBy(listing => listing.Sku.GetValueOrDefault()).ToDictionary(group => group.Key, group => group.First().Id),
            HadListing(memory),
            pass.Moment.Articles.Where(article => skus.Contains(article.Sku) && (article.Cell is not null || article.Unit is not null))
                .GroupBy(article => article.Sku)
                .ToDictionary(group => group.Key, group => group.First().Item),
            options.ImageBase
        );
        var (creations, notCreated) = CreationRule.Plan(candidates, ground);
        return plan.With(creations, notCreated);
    }

    /// <summary>What was made once is known from the creations as well: a run may die between forgetting a listing and remembering that it is gone.</summary>
    private static HashSet<Sku> HadListing(JournalMemory memory) =>
        [
            .. memory.Items.Where(item => item.HadListing).Select(item => item.Sku),
            .. memory.Listings.Keys,
            .. memory.Ended.Select(record => record.Sku),
            .. memory.Creations.Where(creation => creation is { IsOpen: false, Listing: not null }).Select(creation => creation.Sku),
        ];
}
