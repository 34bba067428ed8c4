using System.Text;
using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>Takes the till's pulse: a row of counts, newest dates and sums for each table that there is, all in one statement.</summary>
internal static class PulseReader
{
    public static async Task<TillPulse> ReadAsync(
        TillSession session,
        CounterpointSchema schema,
        TillIdentity identity,
        CancellationToken cancellationToken
    )
    {
        // Another database, or another set of tables after an upgrade, is another pulse.
        var text = new StringBuilder(identity.Key);
        await session.QueryAsync(
            "the pulse of IM_INV and IM_ITEM",
            new CounterpointQueries(session.Dialect, schema).Pulse,
            row =>
            {
                text.Append('\n');
                for (var ordinal = 0; ordinal < row.FieldCount; ordinal++)
                {
                    text.Append(TillValues.Exact(row, ordinal)).Append('|');
                }
            },
            cancellationToken
        );
        return new TillPulse(text.ToString());
    }
}
