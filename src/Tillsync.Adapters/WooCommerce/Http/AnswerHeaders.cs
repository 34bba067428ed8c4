using System.Globalization;
using System.Net.Http.Headers;

namespace Tillsync.Adapters.WooCommerce.Http;

/// <summary>The headers that matter, taken out of an answer.</summary>
/// <param name="Date">The shop's clock, one-second resolution.</param>
/// <param name="RetryAfter">How long the shop asks to wait.</param>
/// <param name="CachedBy">The header that gives a cached answer away, such as <c>cf-cache-status: HIT</c>.</param>
/// <param name="Server">Server header, for naming firewalls.</param>
internal sealed record AnswerHeaders(
    DateTimeOffset? Date,
    TimeSpan? RetryAfter,
    Uri? Location,
    string? CachedBy,
    string Server,
    bool AsksForPassword,
    int? TotalPages
)
{
    private static readonly string[] CacheHeaders =
    [
        "X-Cache",
        "X-Cache-Hit",
        "X-Cache-Status",
        "CF-Cache-Status",
        "X-Proxy-Cache",
        "X-FastCGI-Cache",
        "X-Nginx-Cache",
        "X-LiteSpeed-Cache",
        "X-Kinsta-Cache",
        "X-Sucuri-Cache",
        "X-WP-CF-Super-Cache",
        "X-SRCache-Fetch-Status",
    ];

    public static AnswerHeaders Read(HttpResponseMessage response, TimeProvider time)
    {
        var headers = response.Headers;
        return new(
            headers.Date?.ToUniversalTime(),
            Wait(headers, time),
            headers.Location,
            CacheMark(headers),
            string.Join(' ', headers.Server.Select(product => product.ToString())),
            headers.WwwAuthenticate.Any(scheme => scheme.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)),
            Number(headers, "X-WP-TotalPages")
        );
    }

    /// <summary>Retry-After is a number of seconds or a date, which counts from the shop's own clock.</summary>
    private static TimeSpan? Wait(HttpResponseHeaders headers, TimeProvider time)
    {
        if (headers.RetryAfter is not { } retryAfter)
        {
            return null;
        }

        var wait = retryAfter.Delta ?? retryAfter.Date - (headers.Date ?? time.GetUtcNow());
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static string? CacheMark(HttpResponseHeaders headers)
    {
        if (headers.Age is { } age && age > TimeSpan.Zero)
        {
            return string.Create(CultureInfo.InvariantCulture, $"Age: {age.TotalSeconds:0}");
        }

        foreach (var name in CacheHeaders)
        {
            if (headers.TryGetValues(name, out var values) && values.FirstOrDefault(IsHit) is { } hit)
            {
                return $"{name}: {hit}";
            }
        }

        return null;
    }

    private static bool IsHit(string value) =>
        value.StartsWith("hit", StringComparison.OrdinalIgnoreCase)
        || value.Contains(" hit", StringComparison.OrdinalIgnoreCase)
        || value is "1" or "true" or "yes";

    private static int? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
