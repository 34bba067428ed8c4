using System.Globalization;

namespace Tillsync.Sandbox.Php;

/// <summary>PHP's casts. Batch items are not validated, so nonsense reaches the stock through these (README of the study, points 7 and 8).</summary>
internal static class PhpCast
{
    public static long ToInt(object? value) =>
        value switch
        {
            null => 0,
            bool flag => flag ? 1 : 0,
            long number => number,
            double number => PhpNumber.Wrap(number),
            string text => TextToInt(text),
            PhpArray array => array.Count > 0 ? 1 : 0,
            _ => 0,
        };

    public static double ToFloat(object? value) =>
        value switch
        {
            double number => number,
            string text => Convert.ToDouble(PhpNumber.ReadPrefix(text, out _) ?? 0L, CultureInfo.InvariantCulture),
            _ => ToInt(value),
        };

    public static bool ToBool(object? value) =>
        value switch
        {
            null => false,
            bool flag => flag,
            long number => number != 0,
            double number => number != 0,
            string text => text.Length > 0 && text != "0",
            PhpArray array => array.Count > 0,
            _ => true,
        };

    public static string ToText(object? value) =>
        value switch
        {
            null => "",
            bool flag => flag ? "1" : "",
            long number => number.ToString(CultureInfo.InvariantCulture),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            string text => text,
            _ => "Array",
        };

    public static bool IsNumeric(object? value) =>
        value switch
        {
            long or double => true,
            string text => PhpNumber.ReadPrefix(text, out var isWhole) is not null && isWhole,
            _ => false,
        };

    /// <summary>WordPress' rest_is_integer: 3.0, "3.0", "1e2" and " 7 " count, 2.5 and true do not.</summary>
    public static bool IsWholeNumber(object? value) => IsNumeric(value) && Math.Round(ToFloat(value)) == ToFloat(value);

    public static long AbsInt(object? value)
    {
        var number = ToInt(value);
        return number == long.MinValue ? long.MaxValue : Math.Abs(number);
    }

    private static long TextToInt(string text) =>
        PhpNumber.ReadPrefix(text, out _) switch
        {
            long number => number,
            double number => PhpNumber.Saturate(number),
            _ => 0,
        };
}
