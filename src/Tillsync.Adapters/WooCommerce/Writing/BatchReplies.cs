using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tillsync.Adapters.WooCommerce.Errors;
using Tillsync.Adapters.WooCommerce.Http;
using Tillsync.Adapters.WooCommerce.Json;

namespace Tillsync.Adapters.WooCommerce.Writing;

/// <summary>
/// Reads the answer to a batch. Only what the shop itself says in its own JSON, or what is said before it is reached, proves that nothing
/// was written; everything else leaves doubt (recording 12: after a 504 the value was stored).
/// </summary>
internal sealed partial class BatchReplies(ShopErrors errors, PlainText text)
{
    public BatchReply Read(ShopAnswer answer, IReadOnlyList<BatchItemJson> sent)
    {
        if (answer.Status is >= 200 and < 300)
        {
            return Settle(answer, sent);
        }

        return answer switch
        {
            { Status: 301 or 302 or 307 or 308 or 429 } => new BatchReply.Blocked(errors.From(answer)),
            { Status: 413 } => new BatchReply.TooLarge(Limit(answer.Error?.Message, sent.Count), errors.CauseOf(answer)),
            { Status: >= 500 or 408 } or { Error: null } => new BatchReply.Lost(errors.CauseOf(answer)),
            { Status: 401 or 403 } or { Error.Code: "rest_no_route" or "rest_invalid_json" } => new BatchReply.Blocked(errors.From(answer)),
            { Status: >= 400, Error: { } error } => new BatchReply.Refused(error.Code ?? "refused", text.From(error.Message)),
            _ => new BatchReply.Lost(errors.CauseOf(answer)),
        };
    }

    private BatchReply Settle(ShopAnswer answer, IReadOnlyList<BatchItemJson> sent)
    {
        if (answer.Body.Form != BodyForm.Json || answer.Error is not null)
        {
            return new BatchReply.Lost(errors.CauseOf(answer));
        }

        if (answer.Body.Json.Span.SequenceEqual("[]"u8))
        {
            return BatchItems.NothingWritten(sent.Count);
        }

        try
        {
            var items = JsonSerializer.Deserialize(answer.Body.Json.Span, WooCommerceJson.Default.BatchAnswerJson);
            return BatchItems.Settle(items?.Update ?? [], sent, text);
        }
        catch (JsonException)
        {
            return new BatchReply.Lost("The answer is JSON, but not that of a batch.");
        }
    }

    /// <summary>"Unable to accept more than 100 items for this request."</summary>
    private static int? Limit(string? message, int count) =>
        Number().Match(message ?? "") is { Success: true } match
        && int.TryParse(match.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
        && limit > 0
        && limit < count
            ? limit
            : null;

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
