namespace Tillsync.Core.Detecting;

/// <summary>One instant by two clocks, so that one of them can be seen to have been set.</summary>
/// <param name="Shop">The shop's clock.</param>
/// <param name="Here">This machine's clock (UTC); null where a journal of an older version does not say it.</param>
public readonly record struct ClockReading(DateTimeOffset Shop, DateTimeOffset? Here)
{
    /// <summary>How far the shop's clock was set back between this reading and a later one, as far as this machine's clock tells; never negative.</summary>
    public TimeSpan SetBackBy(ClockReading later)
    {
        if (Here is not { } then || later.Here is not { } now)
        {
            return TimeSpan.Zero;
        }

        var by = (now - then) - (later.Shop - Shop);
        return by > TimeSpan.Zero ? by : TimeSpan.Zero;
    }
}
