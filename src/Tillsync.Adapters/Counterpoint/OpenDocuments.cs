using System.Globalization;
using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>
/// Looks whether the documents that staged orders were entered as commit stock. What a script wrote with lines of the wrong type is an open
/// order that the till shows and that holds nothing: QTY_AVAIL stays where it was.
/// </summary>
internal sealed class OpenDocuments(TillSession session, CounterpointSchema schema, CounterpointQueries queries)
{
    /// <summary>A statement of some kilobytes; a site stages a handful of orders a day and keeps them for a month.</summary>
    private const int IdsPerStatement = 500;

    private const string Order = "O";

    /// <summary>The same orders with what became of their documents. Nothing is asked where no order is applied, or nothing can be asked.</summary>
    public async Task<IReadOnlyList<StagedOrder>> JudgeAsync(IReadOnlyList<StagedOrder> orders, CancellationToken cancellationToken)
    {
        var canLook = schema.IsUsable(CounterpointObjects.Documents) && schema.IsUsable(CounterpointObjects.DocumentLines);
        if (!canLook || !orders.Any(order => order.IsApplied))
        {
            return orders;
        }

        long[] ids = [.. orders.Where(order => order.IsApplied).Select(NumberOf).OfType<long>().Distinct().Order()];
        var states = await ReadStatesAsync(ids, cancellationToken);
        return [.. orders.Select(order => order.IsApplied ? order with { DocumentState = StateOf(order, states) } : order)];
    }

    private static StagedDocument StateOf(StagedOrder order, Dictionary<long, StagedDocument>? states)
    {
        // Without a CP_DOC_ID column IS_APPLIED alone tells, and names no document.
        if (order.Document is null)
        {
            return StagedDocument.NotChecked;
        }

        return (NumberOf(order), states) switch
        {
            (null, _) => StagedDocument.NoSuchNumber,
            (_, null) => StagedDocument.Unreadable,
            ({ } id, _) => states.GetValueOrDefault(id, StagedDocument.Posted),
        };
    }

    /// <summary>CP_DOC_ID is text of 15 characters, DOC_ID a bigint.</summary>
    private static long? NumberOf(StagedOrder order) =>
        long.TryParse(
            order.Document,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var id
        )
            ? id
            : null;

    /// <returns>The documents that are still open; null when they could not be read, which is noted.</returns>
    private async Task<Dictionary<long, StagedDocument>?> ReadStatesAsync(long[] ids, CancellationToken cancellationToken)
    {
        var types = await ReadAsync(CounterpointObjects.Documents, ids, queries.Documents, cancellationToken);
        if (types is null)
        {
            return null;
        }

        long[] orders = [.. types.Where(document => document.Any(IsOrder)).Select(document => document.Key)];
        if (await ReadAsync(CounterpointObjects.DocumentLines, orders, queries.DocumentLines, cancellationToken) is not { } lines)
        {
            return null;
        }

        var states = types.ToDictionary(document => document.Key, _ => StagedDocument.Commits);
        foreach (var id in orders.Where(id => !lines[id].Any() || !lines[id].All(IsOrder)))
        {
            states[id] = StagedDocument.CommitsNothing;
        }

        return states;
    }

    private async Task<ILookup<long, string>?> ReadAsync(
        string table,
        long[] ids,
        Func<IReadOnlyList<long>, string> sql,
        CancellationToken cancellationToken
    )
    {
        List<(long Id, string Type)> rows = [];
        foreach (var chunk in ids.Chunk(IdsPerStatement))
        {
            var isRead = await session.TryQueryAsync(
                table,
                sql(chunk),
                row =>
                {
                    if (TillValues.TryReadNumber(row, 0, out var id))
                    {
                        rows.Add((id, TillValues.Text(row, 1)));
                    }
                },
                cancellationToken
            );
            if (!isRead)
            {
                return null;
            }
        }

        return rows.ToLookup(row => row.Id, row => row.Type);
    }

    private static bool IsOrder(string type) => type.AsSpan().Trim().Equals(Order, StringComparison.OrdinalIgnoreCase);
}
