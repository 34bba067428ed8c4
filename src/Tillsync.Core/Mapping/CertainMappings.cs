namespace Tillsync.Core.Mapping;

/// <summary>Picks the proposals that can be accepted without a look at each. Pure.</summary>
public static class CertainMappings
{
    /// <summary>One listing for one article, proposed to no other, and nothing against it.</summary>
    public static IReadOnlyList<MappingChange> Of(IReadOnlyList<MappingRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var wanted = rows.SelectMany(row => row.Proposals).GroupBy(proposal => proposal.Listing.Id).Where(group => group.Count() == 1);
        var unrivalled = wanted.Select(group => group.Key).ToHashSet();
        return
        [
            .. rows.Where(row => row.Proposals is [{ CanBeAccepted: true } only] && unrivalled.Contains(only.Listing.Id))
                .Select(row => new MappingChange(row.Sku, row.Proposals[0].Listing.Id)
                {
                    Origin = row.Proposals[0].Origin,
                    AcceptsOtherSku = true,
                }),
        ];
    }
}
