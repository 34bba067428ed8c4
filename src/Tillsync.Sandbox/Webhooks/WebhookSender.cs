using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Tillsync.Sandbox.Orders;
using Tillsync.Sandbox.Products;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Webhooks;

/// <summary>Sends what is queued, with the headers and the signature of recording 09.</summary>
internal sealed class WebhookSender(ShopState shop, Lock gate, string baseUrl)
{
    public async Task<IReadOnlyList<WebhookDelivery>> SendAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        foreach (var (webhook, message, delivery) in Prepare())
        {
            using (message)
            {
                var done = delivery with { Status = await PostAsync(client, message, cancellationToken) };
                lock (gate)
                {
                    shop.Webhooks.Record(webhook, done);
                }

                sent.Add(done);
            }
        }

        return sent;
    }

    private List<(Webhook Webhook, HttpRequestMessage Message, WebhookDelivery Delivery)> Prepare()
    {
        var messages = new List<(Webhook, HttpRequestMessage, WebhookDelivery)>();
        lock (gate)
        {
            while (shop.Webhooks.Pings.TryDequeue(out var webhook))
            {
                // A ping carries neither X-WC headers nor a signature.
                var body = $"webhook_id={webhook.Id}";
                messages.Add(
                    (
                        webhook,
                        Message(webhook, body, "application/x-www-form-urlencoded"),
                        new(webhook.Id, "", webhook.DeliveryUrl, body, 0)
                    )
                );
            }

            foreach (var item in shop.Webhooks.TakeQueue())
            {
                if (shop.Webhooks.Find(item.WebhookId) is { Status: "active" } webhook)
                {
                    var body = Payload(item);
                    messages.Add((webhook, Signed(webhook, body), new(webhook.Id, item.Topic, webhook.DeliveryUrl, body, 0)));
                }
            }
        }

        return messages;
    }

    private string Payload(QueuedEvent item)
    {
        var request = new RestRequest
        {
            Method = "GET",
            BaseUrl = baseUrl,
            Route = "",
        };
        if (item.Topic.StartsWith("order.", StringComparison.Ordinal))
        {
            return shop.Orders.Find(item.ResourceId) is { } order
                ? new OrderJson(shop).Write(order, request, null).ToJsonString()
                : Gone(item);
        }

        return shop.Products.Find(item.ResourceId) is { } product
            ? new ProductJson(shop).Write(product, request, null).ToJsonString()
            : Gone(item);
    }

    private static string Gone(QueuedEvent item) => $"{{\"id\":{item.ResourceId}}}";

    private static HttpRequestMessage Message(Webhook webhook, string body, string contentType)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, webhook.DeliveryUrl) { Content = new StringContent(body, Encoding.UTF8) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        message.Headers.ConnectionClose = true;
        return message;
    }

    private HttpRequestMessage Signed(Webhook webhook, string body)
    {
        var message = Message(webhook, body, "application/json");
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(webhook.Secret), Encoding.UTF8.GetBytes(body));
        message.Headers.Add("X-WC-Webhook-Source", baseUrl + "/");
        message.Headers.Add("X-WC-Webhook-Topic", webhook.Topic);
        message.Headers.Add("X-WC-Webhook-Resource", webhook.Resource);
        message.Headers.Add("X-WC-Webhook-Event", webhook.Event);
        message.Headers.Add("X-WC-Webhook-Signature", Convert.ToBase64String(signature));
        message.Headers.Add("X-WC-Webhook-ID", webhook.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        message.Headers.Add("X-WC-Webhook-Delivery-ID", Convert.ToHexStringLower(signature[..16]));
        message.Headers.TryAddWithoutValidation("User-Agent", $"WooCommerce/{shop.Version.Text} Hookshot (WordPress/7.1)");
        return message;
    }

    private static async Task<int> PostAsync(HttpClient client, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.SendAsync(message, cancellationToken);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
