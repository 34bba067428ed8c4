using Tillsync.Core.Planning;

namespace Tillsync.Core.Applying;

/// <summary>Cuts a plan into requests. Pure.</summary>
public static class PlanBatches
{
    /// <summary>
    /// Products by the hundred, then variations parent by parent, the parent with most to write first: the shop takes one parent to
    /// a request, so that is where a request does most good.
    /// </summary>
    public static IReadOnlyList<WriteBatch> Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var products = plan.Writes.Where(write => !write.Listing.IsVariation);
        var parents = plan
            .Writes.Where(write => write.Listing.IsVariation)
            .GroupBy(write => write.Listing.ProductId)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key);
        return
        [
            .. products.Chunk(WriteBatch.SizeMax).Select(chunk => new WriteBatch(null, chunk)),
            .. parents.SelectMany(parent => parent.Chunk(WriteBatch.SizeMax).Select(chunk => new WriteBatch(parent.Key, chunk))),
        ];
    }
}
