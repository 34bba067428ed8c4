using System.Text.Json.Nodes;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Webhooks;

/// <summary>/webhooks (recording 09).</summary>
internal sealed class WebhooksController(ShopState shop) : IBatchTarget
{
    private static readonly Dictionary<string, string[]> s_hooks = new()
    {
        ["order.created"] = ["woocommerce_new_order"],
        ["order.updated"] = ["woocommerce_update_order", "woocommerce_order_refunded"],
        ["order.deleted"] = ["wp_trash_post"],
        ["order.restored"] = ["untrashed_post"],
        ["product.created"] = ["woocommerce_process_product_meta", "woocommerce_new_product", "woocommerce_new_product_variation"],
        ["product.updated"] = ["woocommerce_process_product_meta", "woocommerce_update_product", "woocommerce_update_product_variation"],
        ["product.deleted"] = ["wp_trash_post"],
        ["product.restored"] = ["untrashed_post"],
    };

    public static IReadOnlyDictionary<string, ArgSchema> Args { get; } =
        new Dictionary<string, ArgSchema>
        {
            ["name"] = ArgSchema.Text,
            ["status"] = ArgSchema.OneOf("active", "paused", "disabled"),
            ["topic"] = ArgSchema.Text,
            ["delivery_url"] = ArgSchema.Text,
            ["secret"] = ArgSchema.Text,
        };

    public IReadOnlyDictionary<string, ArgSchema> CreateArgs => Args;

    public RestResult List(RestRequest request) =>
        Paging.Answer(request, shop.Webhooks.All.Reverse().ToList(), webhook => Write(webhook, request));

    public RestResult Get(RestRequest request) => new(Write(Find(request), request));

    public RestResult Create(RestRequest request)
    {
        Check(request, isNew: true);
        var webhook = shop.Webhooks.Add();
        Apply(webhook, request);
        webhook.Name = webhook.Name.Length > 0 ? webhook.Name : $"Webhook created on {shop.Time.Local(webhook.CreatedAt)}";
        shop.Webhooks.Pings.Enqueue(webhook);
        return RestResult.Created(Write(webhook, request), $"{request.BaseUrl}/wp-json/wc/v3/webhooks/{webhook.Id}");
    }

    public RestResult Update(RestRequest request)
    {
        var webhook = Find(request);
        Check(request, isNew: false);
        Apply(webhook, request);
        webhook.ModifiedAt = shop.Time.Now();
        return new RestResult(Write(webhook, request));
    }

    public RestResult Delete(RestRequest request)
    {
        var webhook = Find(request);
        if (!request.Flag("force"))
        {
            throw new RestError(501, "woocommerce_rest_trash_not_supported", "Webhooks do not support trashing.");
        }

        shop.Webhooks.Remove(webhook);
        return new RestResult(Write(webhook, request));
    }

    private static void Check(RestRequest request, bool isNew)
    {
        if ((isNew || request.IsSet("topic")) && !s_hooks.ContainsKey(request.Text("topic")))
        {
            throw new RestError(400, "woocommerce_rest_shop_webhook_invalid_topic", "Webhook topic is required and must be valid.");
        }

        if ((isNew || request.IsSet("delivery_url")) && !IsUrl(request.Text("delivery_url")))
        {
            throw new RestError(
                400,
                "woocommerce_rest_shop_webhook_invalid_delivery_url",
                "Webhook delivery URL must be a valid URL starting with http:// or https://."
            );
        }
    }

    private static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";

    private static void Apply(Webhook webhook, RestRequest request)
    {
        webhook.Name = request.IsSet("name") ? request.Text("name") : webhook.Name;
        webhook.Status = request.IsSet("status") ? request.Text("status") : webhook.Status;
        webhook.Topic = request.IsSet("topic") ? request.Text("topic") : webhook.Topic;
        webhook.DeliveryUrl = request.IsSet("delivery_url") ? request.Text("delivery_url") : webhook.DeliveryUrl;
        webhook.Secret = request.IsSet("secret") ? request.Text("secret") : webhook.Secret;
    }

    private Webhook Find(RestRequest request) =>
        shop.Webhooks.Find(request.Int("id")) ?? throw new RestError(404, "woocommerce_rest_shop_webhook_invalid_id", "Invalid ID.");

    private JsonObject Write(Webhook webhook, RestRequest request) =>
        new()
        {
            ["id"] = webhook.Id,
            ["name"] = webhook.Name,
            ["status"] = webhook.Status,
            ["topic"] = webhook.Topic,
            ["resource"] = webhook.Resource,
            ["event"] = webhook.Event,
            ["hooks"] = new JsonArray([.. s_hooks[webhook.Topic].Select(hook => (JsonNode)hook)]),
            ["delivery_url"] = webhook.DeliveryUrl,
            ["date_created"] = shop.Time.Local(webhook.CreatedAt),
            ["date_created_gmt"] = SiteTime.Gmt(webhook.CreatedAt),
            ["date_modified"] = webhook.ModifiedAt is { } local ? shop.Time.Local(local) : null,
            ["date_modified_gmt"] = webhook.ModifiedAt is { } gmt ? SiteTime.Gmt(gmt) : null,
            ["_links"] = Links.Write(request.BaseUrl, $"webhooks/{webhook.Id}", "webhooks"),
        };
}
