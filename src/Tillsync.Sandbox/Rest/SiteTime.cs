using System.Globalization;

namespace Tillsync.Sandbox.Rest;

/// <summary>Whole seconds in the shop's time zone, and the store's odd reading of date filters.</summary>
internal sealed class SiteTime(TimeProvider clock, TimeZoneInfo zone)
{
    /// <summary>From UTC, now.</summary>
    public TimeSpan Offset => zone.GetUtcOffset(clock.GetUtcNow());

    public DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    public string Local(DateTimeOffset moment) => Write(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

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
            ? TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture), zone).DateTime
            : DateTime.Parse(text, CultureInfo.InvariantCulture);
        var unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return new DateTimeOffset(unspecified, datesAreGmt ? TimeSpan.Zero : zone.GetUtcOffset(unspecified));
    }

    private static string Write(DateTime moment) => moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
}
