using System.Text;
using System.Text.Json;
using Tillsync.Adapters.WooCommerce.Json;

namespace Tillsync.Adapters.WooCommerce.Http;

/// <summary>One complete answer.</summary>
internal sealed class ShopAnswer(
    ShopRequest request,
    int status,
    AnswerHeaders headers,
    byte[] raw,
    DateTimeOffset sentAt,
    TimeSpan elapsed
)
{
    private ErrorJson? _error;

    public ShopRequest Request { get; } = request;

    public int Status { get; } = status;

    public AnswerHeaders Headers { get; } = headers;

    public AnswerBody Body { get; } = AnswerBody.Read(raw);

    /// <summary>When the request left, by this machine's clock.</summary>
    public DateTimeOffset SentAt { get; } = sentAt;

    public TimeSpan Elapsed { get; } = elapsed;

    /// <summary>The start of the body as text, to tell pages apart.</summary>
    public string Excerpt => Encoding.UTF8.GetString(raw.AsSpan(0, Math.Min(raw.Length, 16 * 1024)));

    /// <summary>The shop's own error; null for anything else.</summary>
    public ErrorJson? Error => _error ??= ReadError();

    /// <summary>A JSON answer of the shop that is no error and comes from no cache.</summary>
    public bool IsGood => Status is >= 200 and < 300 && Body.Form == BodyForm.Json && !IsCached && Error is null;

    /// <summary>A stored copy; whatever it says may be old.</summary>
    public bool IsCached => Request is { IsWrite: false, Signed: true } && Headers.CachedBy is not null;

    public bool IsRedirect => Status is 301 or 302 or 303 or 307 or 308;

    /// <summary>The same read may succeed in a moment.</summary>
    public bool MayPass =>
        Status is 408 or 425 or 429 or 500 or 502 or 503 or 504 or (>= 520 and <= 524)
        || (Status is >= 200 and < 300 && Body.Form is (BodyForm.Broken or BodyForm.Empty))
        || IsCached;

    private ErrorJson? ReadError()
    {
        if (Body.Form != BodyForm.Json || Body.Json.Span[0] != (byte)'{')
        {
            return null;
        }

        try
        {
            var error = JsonSerializer.Deserialize(Body.Json.Span, WooCommerceJson.Default.ErrorJson);
            // Some plugins answer errors with status 200; nothing else that the shop returns has both members. An object without a code
            // is not WordPress's but of something before it.
            return error is { Code: not null } && (Status >= 400 || error.Message is not null) ? error : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
