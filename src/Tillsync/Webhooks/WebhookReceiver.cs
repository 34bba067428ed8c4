using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Tillsync.Service;

namespace Tillsync.Webhooks;

/// <summary>
/// POST /webhooks/STOREFRONT: takes what the shop delivers. Cheap checks come first, and nothing is answered but a status, since whoever asks
/// may be anybody.
/// </summary>
internal sealed class WebhookReceiver(ServiceWorkers workers)
{
    /// <summary>An order with hundreds of lines has some hundred kilobytes.</summary>
    public const int BodyMax = 1024 * 1024;

    /// <summary>The unsigned ping is `webhook_id=N`.</summary>
    private const int PingMax = 64;

    /// <summary>Bodies that are read at the same time; whoever comes beyond is sent away.</summary>
    private const int ConcurrentMax = 16;

    private const string PingStart = "webhook_id=";

    private int _reading;

    /// <summary>Where a storefront's deliveries are taken.</summary>
    public static string PathOf(string storefront) => $"/webhooks/{Uri.EscapeDataString(storefront)}";

    public static void Map(WebApplication host, ServiceWorkers workers)
    {
        var receiver = new WebhookReceiver(workers);
        host.MapPost("/webhooks/{storefront}", async context => context.Response.StatusCode = await receiver.ReceiveAsync(context));
    }

    private async Task<int> ReceiveAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.RouteValues["storefront"] is not string name || workers.Find(name) is not { Webhooks: { } desk } worker)
        {
            return StatusCodes.Status404NotFound;
        }

        if (request.ContentLength > BodyMax)
        {
            return StatusCodes.Status413PayloadTooLarge;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = BodyMax;
        }

        var topic = request.Headers["X-WC-Webhook-Topic"].ToString();
        if (topic.Length > 0 && !WebhookTopics.IsOrder(topic) && !WebhookTopics.IsProduct(topic))
        {
            // A failure would count against the webhook; what it tells of is nothing to us.
            return StatusCodes.Status200OK;
        }

        try
        {
            if (Interlocked.Increment(ref _reading) > ConcurrentMax)
            {
                return StatusCodes.Status429TooManyRequests;
            }

            return topic.Length == 0 ? await AnswerPingAsync(request) : await TakeAsync(request, topic, desk, worker);
        }
        catch (BadHttpRequestException exception)
        {
            // Too large after all, or cut off in the middle.
            return exception.StatusCode;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Whoever sent it has gone.
            return StatusCodes.Status400BadRequest;
        }
        finally
        {
            Interlocked.Decrement(ref _reading);
        }
    }

    private static async Task<int> TakeAsync(HttpRequest request, string topic, WebhookDesk desk, StorefrontWorker worker)
    {
        var signature = new byte[HMACSHA256.HashSizeInBytes];
        if (!IsSignature(request.Headers["X-WC-Webhook-Signature"].ToString(), signature))
        {
            return StatusCodes.Status401Unauthorized;
        }

        var body = await ReadAsync(request, BodyMax);
        switch (desk.Hints.Receive(topic, body, signature))
        {
            case Reception.Forged:
                return StatusCodes.Status401Unauthorized;
            case Reception.Accepted:
                await worker.HintedAsync();
                return StatusCodes.Status200OK;
            default:
                return StatusCodes.Status200OK;
        }
    }

    /// <summary>The shop pings a webhook when it is made, without a signature (recording 09). It tells nothing, so it needs none.</summary>
    private static async Task<int> AnswerPingAsync(HttpRequest request)
    {
        if (request.ContentLength > PingMax || request.HasJsonContentType())
        {
            return StatusCodes.Status401Unauthorized;
        }

        var text = Encoding.ASCII.GetString(await ReadAsync(request, PingMax));
        return
            text.StartsWith(PingStart, StringComparison.Ordinal)
            && text.Length > PingStart.Length
            && text.AsSpan(PingStart.Length).IndexOfAnyExceptInRange('0', '9') < 0
            ? StatusCodes.Status200OK
            : StatusCodes.Status401Unauthorized;
    }

    private static bool IsSignature(string text, Span<byte> signature) =>
        text.Length == Base64.GetMaxEncodedToUtf8Length(signature.Length)
        && Convert.TryFromBase64String(text, signature, out var written)
        && written == signature.Length;

    /// <exception cref="BadHttpRequestException">It is larger, or was cut off.</exception>
    private static async Task<byte[]> ReadAsync(HttpRequest request, int max)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            if (body.Length + read > max)
            {
                throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
