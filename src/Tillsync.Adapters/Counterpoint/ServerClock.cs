namespace Tillsync.Adapters.Counterpoint;

/// <summary>The database server's clock.</summary>
/// <param name="Offset">Of the server's local time from UTC, now.</param>
internal readonly record struct ServerClock(DateTimeOffset Now, TimeSpan Offset)
{
    public static async Task<ServerClock> ReadAsync(TillSession session, CancellationToken cancellationToken)
    {
        ServerClock clock = default;
        await session.QueryAsync(
            "the server's clock",
            session.Dialect.ClockQuery,
            row =>
            {
                if (TillValues.TryReadDate(row, 0, out var utc) && TillValues.TryReadDate(row, 1, out var local))
                {
                    clock = From(utc.GetValueOrDefault(), local.GetValueOrDefault());
                }
            },
            cancellationToken
        );
        return clock;
    }

    /// <summary>The moment in the server's local time, as its own default columns write it.</summary>
    public DateTime ToLocal(DateTimeOffset moment) => moment.ToOffset(Offset).DateTime;

    /// <remarks>The two are taken one after the other; offsets are whole minutes.</remarks>
    private static ServerClock From(DateTime utc, DateTime local) =>
        new(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)), TimeSpan.FromMinutes(Math.Round((local - utc).TotalMinutes)));
}
