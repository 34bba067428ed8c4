using System.Data.Common;
using System.Globalization;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>Reads single values whatever type the database chose for them (SQLite chooses per value).</summary>
internal static class TillValues
{
    /// <summary>Decimals of the till's quantities, <c>decimal(15,4)</c>; what binary numbers hold beyond is noise.</summary>
    private const int QuantityDecimals = 4;

    public static string Text(DbDataReader row, int ordinal) => TextOrNull(row, ordinal) ?? "";

    public static string? TextOrNull(DbDataReader row, int ordinal)
    {
        if (row.IsDBNull(ordinal))
        {
            return null;
        }

        return row.GetFieldType(ordinal) == typeof(string)
            ? row.GetString(ordinal)
            : Convert.ToString(row.GetValue(ordinal), CultureInfo.InvariantCulture);
    }

    /// <summary>A whole number, as an identity column holds it. False for NULL and for what is none.</summary>
    public static bool TryReadNumber(DbDataReader row, int ordinal, out long number)
    {
        number = 0;
        return !row.IsDBNull(ordinal)
            && long.TryParse(
                Convert.ToString(row.GetValue(ordinal), CultureInfo.InvariantCulture),
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out number
            );
    }

    /// <summary>A bit, or a flag as the till writes it: 1 and Y are set; NULL is not.</summary>
    public static bool Flag(DbDataReader row, int ordinal)
    {
        if (row.IsDBNull(ordinal))
        {
            return false;
        }

        return row.GetValue(ordinal) switch
        {
            bool flag => flag,
            string text => text.AsSpan().Trim() is "1" or "Y" or "y",
            byte number => number != 0,
            short number => number != 0,
            int number => number != 0,
            long number => number != 0,
            _ => false,
        };
    }

    /// <summary>An exact quantity, or null for NULL. False when there is a value that is no number or fits no decimal.</summary>
    public static bool TryReadQuantity(DbDataReader row, int ordinal, out decimal? quantity)
    {
        quantity = null;
        if (row.IsDBNull(ordinal))
        {
            return true;
        }

        var type = row.GetFieldType(ordinal);
        try
        {
            quantity = type switch
            {
                _ when type == typeof(decimal) => row.GetDecimal(ordinal),
                _ when type == typeof(long) => row.GetInt64(ordinal),
                _ when type == typeof(double) => Exact(row.GetDouble(ordinal)),
                _ when type == typeof(float) => Exact(row.GetFloat(ordinal)),
                _ when type == typeof(string) => Exact(row.GetString(ordinal)),
                _ => Convert.ToDecimal(row.GetValue(ordinal), CultureInfo.InvariantCulture),
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
        date = null;
        if (row.IsDBNull(ordinal))
        {
            return true;
        }

        var type = row.GetFieldType(ordinal);
        if (type == typeof(DateTime))
        {
            date = row.GetDateTime(ordinal);
            return true;
        }

        if (type == typeof(DateTimeOffset))
        {
            date = row.GetFieldValue<DateTimeOffset>(ordinal).UtcDateTime;
            return true;
        }

        var text = TextOrNull(row, ordinal);
        var isDate = DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var parsed);
        date = isDate ? parsed : null;
        return isDate;
    }

    /// <summary>ISO 8601 without offset and without trailing zeros of the second.</summary>
    public static string Canonical(DateTime date) => date.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    private static decimal Exact(double value) => decimal.Round((decimal)value, QuantityDecimals, MidpointRounding.AwayFromZero);

    private static decimal Exact(string text) =>
        decimal.Round(
            decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
            QuantityDecimals,
            MidpointRounding.AwayFromZero
        );
}
