using System.Data.Common;
using System.Globalization;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>
/// Reads single values whatever type the database chose for them (SQLite chooses per value). Each column is asked once:
/// in SQLite every question costs a call into native code, and asking first for NULL and type triples them.
/// </summary>
internal static class TillValues
{
    /// <summary>Decimals of the till's quantities, <c>decimal(15,4)</c>; what binary numbers hold beyond is noise.</summary>
    public const int QuantityDecimals = 4;

    public static string Text(DbDataReader row, int ordinal) => TextOrNull(row, ordinal) ?? "";

    public static string? TextOrNull(DbDataReader row, int ordinal) =>
        row.GetValue(ordinal) switch
        {
            string text => text,
            DBNull => null,
            var other => Convert.ToString(other, CultureInfo.InvariantCulture),
        };

    /// <summary>A text that differs wherever the values do; empty for NULL.</summary>
    /// <remarks>The usual text of a date drops what is below a second. A number of more digits than a decimal holds is left to the provider's own type.</remarks>
    public static string Exact(DbDataReader row, int ordinal)
    {
        try
        {
            return row.GetValue(ordinal) switch
            {
                DateTime date => date.ToString("O", CultureInfo.InvariantCulture),
                var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
            };
        }
        catch (OverflowException)
        {
            return row.GetProviderSpecificValue(ordinal).ToString() ?? "";
        }
    }

    /// <summary>A whole number, as an identity column holds it. False for NULL and for what is none.</summary>
    public static bool TryReadNumber(DbDataReader row, int ordinal, out long number) =>
        long.TryParse(TextOrNull(row, ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    /// <summary>A bit, or a flag as the till writes it: 1 and Y are set; NULL is not.</summary>
    public static bool Flag(DbDataReader row, int ordinal) =>
        row.GetValue(ordinal) switch
        {
            bool flag => flag,
            string text => text.AsSpan().Trim() is "1" or "Y" or "y",
            long number => number != 0,
            int number => number != 0,
            short number => number != 0,
            byte number => number != 0,
            _ => false,
        };

    /// <summary>An exact quantity, or null for NULL. False when there is a value that is no number or fits no decimal.</summary>
    public static bool TryReadQuantity(DbDataReader row, int ordinal, out decimal? quantity)
    {
        quantity = null;
        try
        {
            quantity = row.GetValue(ordinal) switch
            {
                DBNull => null,
                decimal exact => exact,
                long whole => whole,
                double binary => Round((decimal)binary),
                string text => Round(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
                float binary => Round((decimal)binary),
                var other => Convert.ToDecimal(other, CultureInfo.InvariantCulture),
            };
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
        catch (FormatException)
        {
            return false;
        }
        catch (InvalidCastException)
        {
            return false;
        }
    }

    /// <summary>A date and time as it stands, or null for NULL. False when there is a value that is no date.</summary>
    public static bool TryReadDate(DbDataReader row, int ordinal, out DateTime? date)
    {
        switch (row.GetValue(ordinal))
        {
            case DateTime known:
                date = known;
                return true;
            case DBNull:
                date = null;
                return true;
            case DateTimeOffset moment:
                date = moment.UtcDateTime;
                return true;
            case string text when IsoDate.TryParse(text, out var parsed):
                date = parsed;
                return true;
            default:
                date = null;
                return false;
        }
    }

    private static decimal Round(decimal value) => decimal.Round(value, QuantityDecimals, MidpointRounding.AwayFromZero);
}
