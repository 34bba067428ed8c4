using Tillsync.Core.Detecting;

namespace Tillsync.Core.Staging;

/// <summary>From when on orders are staged.</summary>
/// <param name="Since">By the shop's clock; where a date was chosen, early enough for every time zone.</param>
/// <param name="IsNew">The journal does not have it yet: orders that are older than its mirror have to be read as well.</param>
/// <param name="AllowsOld">Somebody chose the date, and nothing was ever staged here: age is no reason to leave an order out.</param>
public readonly record struct StagingStart(DateTimeOffset Since, bool IsNew, bool AllowsOld)
{
    /// <summary>
    /// Sites clean applied rows up after 30 days. An order of which neither journal nor table knows is certainly new only while its row, had it
    /// one, would still be there.
    /// </summary>
    public static readonly TimeSpan SureAge = TimeSpan.FromDays(25);

    /// <summary>The first moment that is this day anywhere on earth.</summary>
    private static readonly TimeSpan EasternmostOffset = TimeSpan.FromHours(14);

    /// <param name="recorded">What the journal has; null before the first run with staging on, and when the journal was lost.</param>
    /// <param name="chosen">The day that the configuration names, by the shop's calendar.</param>
    /// <param name="rows">What stands in the table.</param>
    /// <param name="lastReadAt">When the shop's orders were read by the last sync; now, where there was none.</param>
    public static StagingStart Of(
        DateTimeOffset? recorded,
        DateOnly? chosen,
        IEnumerable<StagedOrder> rows,
        DateTimeOffset lastReadAt,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        var own = rows.Where(row => row.IsOwn).ToList();
        if (chosen is { } day)
        {
            var since = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) - EasternmostOffset;
            return new StagingStart(since, recorded != since, recorded != since && own.Count == 0);
        }

        if (recorded is { } known)
        {
            return new StagingStart(known, false, false);
        }

        // Rows of ours, and a journal that does not know them: it was lost. What is young is found in the table, if it was staged.
        var oldest = own.Min(row => row.CreatedAt);
        return new StagingStart(oldest is { } first ? Later(first, now - SureAge) : lastReadAt, true, false);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
