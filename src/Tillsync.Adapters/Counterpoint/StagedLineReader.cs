using System.Data.Common;
using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>
/// The lines of a few staged orders, by key. The table is there, or nobody would know its rows' numbers; when it cannot be read any more, that is an error.
/// </summary>
internal sealed class StagedLineReader(TillSession session, CounterpointSchema schema)
{
    /// <summary>A statement of some kilobytes; the orders that matter are those of some days.</summary>
    private const int IdsPerStatement = 500;

    private readonly CounterpointQueries _queries = new(session.Dialect, schema);
    private readonly Dictionary<long, StagedLines> _rows = [];

    public async Task<IReadOnlyList<StagedLines>> ReadAsync(IReadOnlyCollection<long> stagingIds, CancellationToken cancellationToken)
    {
        foreach (var chunk in stagingIds.Distinct().Order().Chunk(IdsPerStatement))
        {
            await session.QueryAsync(CounterpointObjects.Staging, _queries.StagedLines(chunk), Add, cancellationToken);
        }

        return [.. _rows.Values];
    }

    private void Add(DbDataReader row)
    {
        if (TillValues.TryReadNumber(row, 0, out var id))
        {
            _rows[id] = new StagedLines(id, StagedLineText.Read(TillValues.TextOrNull(row, 1)));
        }
    }
}
