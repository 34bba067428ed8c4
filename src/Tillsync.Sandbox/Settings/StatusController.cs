using System.Text.Json.Nodes;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Settings;

/// <summary>/system_status, as far as recording 01 holds it, and the index of the whole API.</summary>
internal sealed class StatusController(ShopState shop)
{
    public RestResult Get(RestRequest request) =>
        new(
            new JsonObject
            {
                ["environment"] = new JsonObject
                {
                    ["home_url"] = request.BaseUrl,
                    ["site_url"] = request.BaseUrl,
                    ["version"] = shop.Version.Text,
                    ["wp_version"] = "7.1",
                    ["php_version"] = "8.2.36",
                    ["mysql_version_string"] = "10.11.19-MariaDB",
                    ["server_info"] = "nginx/1.22.1",
                    ["default_timezone"] = "UTC",
                    ["external_object_cache"] = null,
                },
            }
        );

    public JsonObject Index(string baseUrl) =>
        new()
        {
            ["name"] = shop.SiteName,
            ["description"] = "",
            ["url"] = baseUrl,
            ["home"] = baseUrl,
            ["gmt_offset"] = JsonNumber.Write((decimal)shop.Time.Offset.Ticks / TimeSpan.TicksPerHour),
            ["timezone_string"] = shop.Time.Offset == TimeSpan.FromHours(1) ? "Europe/Berlin" : "",
            ["namespaces"] = new JsonArray("oembed/1.0", "wc/v3", "wc/v2", "wc/v1", "wc/store", "wc/store/v1", "wp/v2"),
            ["authentication"] = new JsonObject(),
            ["routes"] = new JsonObject
            {
                ["/"] = new JsonObject { ["namespace"] = "" },
                ["/wc/v3"] = new JsonObject { ["namespace"] = "wc/v3" },
            },
        };
}
