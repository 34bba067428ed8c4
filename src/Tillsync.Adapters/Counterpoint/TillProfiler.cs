using System.Data.Common;
using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>Counts what a till holds. Rows are counted here, so that the server neither groups nor waits over IM_INV.</summary>
internal static class TillProfiler
{
    public static async Task<TillProfile> DescribeAsync(
        TillSession session,
        TillIdentity identity,
        KnownSite site,
        CancellationToken cancellationToken
    )
    {
        var queries = new CounterpointQueries(session.Dialect, site.Schema);
        var (items, statuses, locations) = (0, new Dictionary<string, int>(), new Dictionary<string, int>());
        await session.QueryAsync(
            CounterpointObjects.Items,
            queries.ItemStatuses,
            row =>
            {
                items++;
                if (TillValues.Flag(row, 1))
                {
                    Count(statuses, row);
                }
            },
            cancellationToken
        );
        await session.QueryAsync(CounterpointObjects.Stock, queries.StockLocations, row => Count(locations, row), cancellationToken);
        return new TillProfile(
            identity,
            site.Server.Version,
            site.Server.Isolation,
            items,
            statuses.Values.Sum(),
            ToList(statuses),
            ToList(locations),
            site.Schema.Missing
        );
    }

    private static void Count(Dictionary<string, int> counts, DbDataReader row)
    {
        var value = TillValues.Text(row, 0).Trim();
        counts[value] = counts.GetValueOrDefault(value) + 1;
    }

    private static ValueCount[] ToList(Dictionary<string, int> counts) =>
        [.. counts.Select(pair => new ValueCount(pair.Key, pair.Value)).OrderBy(entry => entry.Value, StringComparer.Ordinal)];
}
