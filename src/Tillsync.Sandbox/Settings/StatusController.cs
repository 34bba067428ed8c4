using System.Text.Json.Nodes;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Settings;

/// <summary>/system_status, as far as recording 01 holds it, and the index of the whole API.</summary>
internal sealed class StatusController(ShopState shop)
{
    private static readonly string[] s_namespaces =
    [
        .. "oembed/1.0 wc/v3 wc/v1 wc/pos/v1/catalog jetpack/v4 wc-admin wc-analytics wc/store wc/store/v1 wc/private wc/v2".Split(' '),
        .. "wc-admin-email wc-telemetry wccom-site/v3 wp-abilities/v1 wp/v2 wp-site-health/v1 wp-block-editor/v1".Split(' '),
    ];

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
            ["namespaces"] = new JsonArray([.. s_namespaces.Select(name => (JsonNode)name)]),
            ["authentication"] = new JsonObject
            {
                ["application-passwords"] = new JsonObject
                {
                    ["endpoints"] = new JsonObject { ["authorization"] = $"{baseUrl}/wp-admin/authorize-application.php" },
                },
            },
            ["routes"] = new JsonObject
            {
                ["/"] = new JsonObject { ["namespace"] = "" },
                ["/wc/v3"] = new JsonObject { ["namespace"] = "wc/v3" },
            },
        };
}
