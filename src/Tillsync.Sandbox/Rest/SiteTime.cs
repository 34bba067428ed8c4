using System.Globalization;

namespace Tillsync.Sandbox.Rest;

/// <summary>Whole seconds in the shop's time zone, and the store's odd reading of date filters.</summary>
internal sealed class SiteTime(TimeProvider clock, TimeSpan offset)
{
    public TimeSpan Offset => offset;

    public DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    public string Local(DateTimeOffset moment) => Write(moment.ToOffset(offset).DateTime);

    public static string Gmt(DateTimeOffset moment) => Write(moment.UtcDateTime);

    /// <summary>
    /// The bound a date filter stands for. The store turns every value into site time and then compares it with the site column or,
    /// with dates_are_gmt, with the GMT column: right without a suffix, wrong by the offset with Z and dates_are_gmt (recording 02).
    /// </summary>
    public DateTimeOffset Bound(string value, bool datesAreGmt)
    {
        var text = value.Replace('t', 'T').Replace(' ', 'T');
        var hasZone = text.Length > 19 && text[19..].IndexOfAny(['Z', '+', '-']) >= 0;
        var local = hasZone
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToOffset(offset).DateTime
            : DateTime.Parse(text, CultureInfo.InvariantCulture);
        return new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), datesAreGmt ? TimeSpan.Zero : offset);
    }

    private static string Write(DateTime moment) => moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
}
