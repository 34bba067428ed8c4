namespace Tillsync.Adapters.Counterpoint;

/// <summary>Looks at a site's database.</summary>
internal static class TillInspector
{
    public static async Task<TillInspection> InspectAsync(
        TillSession session,
        CounterpointSchema schema,
        CancellationToken cancellationToken
    )
    {
        var dialect = session.Dialect;
        var clock = await ServerClock.ReadAsync(session, cancellationToken);
        var newest = new NewestDates(
            await NewestAsync(session, schema, CounterpointObjects.Stock, "LST_MAINT_DT", cancellationToken),
            await NewestAsync(session, schema, CounterpointObjects.Items, "LST_MAINT_DT", cancellationToken),
            await NewestAsync(session, schema, CounterpointObjects.Staging, "CREATED_DT", cancellationToken)
        );
        return new TillInspection(
            dialect.Place,
            clock.Now,
            clock.Offset,
            await dialect.ReadColumnsAsync(session, cancellationToken),
            newest,
            await dialect.ReadRightsAsync(session, cancellationToken)
        );
    }

    /// <summary>One value over the whole table: an aggregate, but over a column alone and not grouped.</summary>
    private static async Task<DateTime?> NewestAsync(
        TillSession session,
        CounterpointSchema schema,
        string table,
        string column,
        CancellationToken cancellationToken
    )
    {
        if (!schema.Has(table, column) || schema.ProblemOf(table) is not null)
        {
            return null;
        }

        DateTime? newest = null;
        await session.TryQueryAsync(
            table,
            $"SELECT MAX({column}) FROM {session.Dialect.Qualify(table)}",
            row => TillValues.TryReadDate(row, 0, out newest),
            cancellationToken
        );
        return newest;
    }
}
