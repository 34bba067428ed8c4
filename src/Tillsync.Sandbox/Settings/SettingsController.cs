using System.Text.Json.Nodes;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Settings;

/// <summary>/settings/products, the one group that steers stock.</summary>
internal sealed class SettingsController(ShopState shop)
{
    public RestResult List(RestRequest request) =>
        new(new JsonArray([.. shop.Settings.Names.Select(name => (JsonNode)Write(name, request))]));

    public RestResult Get(RestRequest request) => new(Write(Find(request), request));

    public RestResult Update(RestRequest request)
    {
        var name = Find(request);
        shop.Settings.Set(name, request.Text("value"));
        return new RestResult(Write(name, request));
    }

    private string Find(RestRequest request)
    {
        var name = request.Text("id");
        return shop.Settings.Find(name) is not null ? name : throw new RestError(404, "rest_setting_setting_invalid", "Invalid setting.");
    }

    private JsonObject Write(string name, RestRequest request) =>
        new()
        {
            ["id"] = name,
            ["label"] = name,
            ["description"] = "",
            ["type"] = "text",
            ["default"] = "",
            ["value"] = shop.Settings.Find(name),
            ["_links"] = Links.Write(request.BaseUrl, $"settings/products/{name}", "settings/products"),
        };
}
