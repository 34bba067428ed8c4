using System.Globalization;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>Dates as text. SQLite has no other, and a reading holds millions of them, so the usual form is read and written by hand.</summary>
internal static class IsoDate
{
    /// <summary>Characters of the longest text that <see cref="Write"/> makes: <c>2025-12-31T23:59:59.1234567</c>.</summary>
    public const int LengthMax = 27;

    private const int LengthToSeconds = 19;
    private const int FractionDigitsMax = 7;

    /// <summary>Reads <c>yyyy-MM-dd HH:mm:ss</c> with a blank or T in between and up to seven decimals, or whatever else is a date.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTime date) =>
        TryParseUsual(text, out date) || DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out date);

    /// <summary>Writes ISO 8601 without offset and without trailing zeros of the second; gives the number of characters.</summary>
    public static int Write(DateTime date, Span<char> target)
    {
        date.TryFormat(target, out var length, "s", CultureInfo.InvariantCulture);
        var fraction = date.Ticks % TimeSpan.TicksPerSecond;
        if (fraction == 0)
        {
            return length;
        }

        target[length++] = '.';
        for (var unit = TimeSpan.TicksPerSecond / 10; fraction > 0; unit /= 10)
        {
            target[length++] = (char)('0' + (fraction / unit));
            fraction %= unit;
        }

        return length;
    }

    private static bool TryParseUsual(ReadOnlySpan<char> text, out DateTime date)
    {
        date = default;
        if (
            text.Length < LengthToSeconds
            || text[4] != '-'
            || text[7] != '-'
            || text[10] is not (' ' or 'T')
            || text[13] != ':'
            || text[16] != ':'
        )
        {
            return false;
        }

        var (year, month, day) = (Number(text[..4]), Number(text[5..7]), Number(text[8..10]));
        var (hour, minute, second) = (Number(text[11..13]), Number(text[14..16]), Number(text[17..19]));
        var ticks = Fraction(text[LengthToSeconds..]);
        var isDay = year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        var isTime = hour is >= 0 and < 24 && minute is >= 0 and < 60 && second is >= 0 and < 60 && ticks >= 0;
        if (isDay && isTime)
        {
            date = new DateTime(year, month, day, hour, minute, second).AddTicks(ticks);
        }

        return isDay && isTime;
    }

    /// <summary>The number that the digits write, or -1.</summary>
    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return -1;
            }

            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    /// <summary>Ticks of a point and its decimals; 0 for nothing, -1 for anything else.</summary>
    private static int Fraction(ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        if (text[0] != '.' || text.Length is < 2 or > 1 + FractionDigitsMax)
        {
            return -1;
        }

        var ticks = Number(text[1..]);
        for (var digits = text.Length - 1; digits < FractionDigitsMax && ticks > 0; digits++)
        {
            ticks *= 10;
        }

        return ticks;
    }
}
