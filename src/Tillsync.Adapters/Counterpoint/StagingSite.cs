using Tillsync.Core;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>What a site's staging table takes, and whether it knows customers.</summary>
internal sealed class StagingSite
{
    private readonly bool _knowsCustomers;

    private StagingSite(StagingFit fit, bool knowsCustomers)
    {
        Fit = fit;
        _knowsCustomers = knowsCustomers;
    }

    public StagingFit Fit { get; }

    /// <exception cref="TillException">The table lacks a column.</exception>
    public static async Task<StagingSite> ReadAsync(TillSession session, CancellationToken cancellationToken)
    {
        var columns = (await session.Dialect.ReadColumnsAsync(session, cancellationToken)).ToLookup(
            column => column.Table,
            StringComparer.OrdinalIgnoreCase
        );
        var staging = columns[CounterpointObjects.Staging].ToList();
        var missing = StagingColumns
            .Required.Where(name => !staging.Exists(column => column.Column.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        if (missing.Count > 0)
        {
            throw new TillException(
                $"{CounterpointObjects.Staging} in {session.Dialect.Place}",
                staging.Count == 0
                    ? "it is not there, or this login does not see it."
                    : $"it lacks {string.Join(", ", missing)}, and orders cannot be staged without.",
                "Let an administrator compare it with what `tillsync db script` prints, or switch Till:StageOrders off."
            );
        }

        var customers = columns[CounterpointObjects.CustomerMap].Select(column => column.Column).ToList();
        string[] needed = ["CUST_NO", "WOO_USER_ID"];
        return new StagingSite(StagingFit.Of(staging), needed.All(name => customers.Contains(name, StringComparer.OrdinalIgnoreCase)));
    }

    /// <summary>The till's number of a customer of the shop; null for a guest, and where the till does not know him, or knows him twice.</summary>
    public async Task<string?> FindCustomerAsync(StagingTurn turn, long customerId)
    {
        if (!_knowsCustomers || customerId <= 0)
        {
            return null;
        }

        var numbers = await turn.ReadCustomerAsync(customerId);
        return numbers.Count == 1 ? numbers[0] : null;
    }
}
