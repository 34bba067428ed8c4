using System.Globalization;
using System.Numerics;

namespace Tillsync.Sandbox.Php;

/// <summary>How PHP 8.2 reads numbers out of texts and out of floats too large for 64 bits (recordings 03, 04 and the traces).</summary>
internal static class PhpNumber
{
    private const double TwoTo63 = 9223372036854775808d;

    /// <summary>The number a text starts with: a <see cref="long"/>, a <see cref="double"/>, or null when it starts with none.</summary>
    public static object? ReadPrefix(string text, out bool isWhole)
    {
        var start = SkipBlanks(text, 0);
        var end = SkipNumber(text, start, out var isFloat);
        isWhole = end > start && SkipBlanks(text, end) == text.Length;
        if (end == start)
        {
            return null;
        }

        var number = text.AsSpan(start, end - start);
        if (!isFloat && long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        return double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>A float as integer: cut toward zero, and modulo 2^64 when it does not fit (1e30 became 5076964154930102272, recording 04).</summary>
    public static long Wrap(double value)
    {
        if (!double.IsFinite(value))
        {
            return 0;
        }

        if (Math.Abs(value) < TwoTo63)
        {
            return (long)value;
        }

        var modulus = BigInteger.One << 64;
        var rest = BigInteger.Remainder(new BigInteger(value), modulus);
        return unchecked((long)(ulong)(rest < 0 ? rest + modulus : rest));
    }

    /// <summary>A float that came out of a text stops at the largest integer instead.</summary>
    public static long Saturate(double value) =>
        double.IsNaN(value) ? 0
        : value >= TwoTo63 ? long.MaxValue
        : value <= -TwoTo63 ? long.MinValue
        : (long)value;

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\n' or '\r' or '\v' or '\f')
        {
            at++;
        }

        return at;
    }

    private static int SkipNumber(string text, int start, out bool isFloat)
    {
        isFloat = false;
        var at = start;
        if (at < text.Length && text[at] is '+' or '-')
        {
            at++;
        }

        var digits = SkipDigits(text, at);
        var count = digits - at;
        at = digits;
        if (at < text.Length && text[at] == '.')
        {
            var fraction = SkipDigits(text, at + 1);
            count += fraction - at - 1;
            isFloat = count > 0;
            at = fraction;
        }

        if (count == 0)
        {
            return start;
        }

        var exponent = SkipExponent(text, at);
        isFloat |= exponent > at;
        return exponent;
    }

    private static int SkipExponent(string text, int at)
    {
        if (at >= text.Length || text[at] is not ('e' or 'E'))
        {
            return at;
        }

        var digits = at + 1;
        if (digits < text.Length && text[digits] is '+' or '-')
        {
            digits++;
        }

        var end = SkipDigits(text, digits);
        return end > digits ? end : at;
    }

    private static int SkipDigits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }
}
