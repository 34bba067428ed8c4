using System.Globalization;

namespace Tillsync.Adapters.WooCommerce.Json;

/// <summary>Times of the shop: GMT without a suffix, whole seconds.</summary>
internal static class ShopTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>
    /// The one form that <c>modified_after</c> understands on every version together with <c>dates_are_gmt=true</c>; a Z or an
    /// offset shifts the result by the shop's time zone (recordings 02, 08). Fractions are cut, which only asks for more.
    /// </summary>
    public static string ForQuery(DateTimeOffset instant) => instant.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? instant
            : null;
}
