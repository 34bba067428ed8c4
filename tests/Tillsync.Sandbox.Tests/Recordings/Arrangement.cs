using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tillsync.Sandbox.Tests.Recordings;

/// <summary>Brings the lab shop into the state a recorded exchange found, and builds its request.</summary>
internal sealed partial class Arrangement(LabShop lab, RecordedExchange exchange)
{
    public void Prepare()
    {
        lab.Clock.Now = exchange.SentAt ?? lab.Clock.Now;
        LabSteps.Before(lab, exchange);
        foreach (var id in NamedIds().Where(id => lab.Model.Find(id) is null && Shown(exchange.Body, id) is not null))
        {
            var shown = Shown(exchange.Body, id)!;
            lab.AddLab(id, shown["sku"]?.ToString() ?? $"LAB-{id}", LabSteps.FirstQuantity(exchange), shown["name"]?.ToString() ?? "Lab");
        }

        if (exchange.Status == 201 && exchange.Body?["id"] is JsonValue created)
        {
            lab.ContinueIdsAt(created.GetValue<long>());
            if (exchange.Body["line_items"] is JsonArray { Count: > 0 } lines)
            {
                lab.Model.State.Orders.LineIds.ContinueAt(lines[0]!["id"]!.GetValue<long>());
            }
        }
    }

    public SandboxRequest Request()
    {
        var target = exchange.Target;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        var query = question < 0 ? "" : target[(question + 1)..];
        if (query.Contains("oauth_signature=", StringComparison.Ordinal) && exchange.Status == 200)
        {
            query = Resigned(path, query);
        }

        var body = Body();
        return new SandboxRequest(exchange.Method, exchange.Scheme, path, query, Headers(), body);
    }

    private string Resigned(string path, string query)
    {
        var plain = string.Join('&', query.Split('&').Where(pair => !pair.StartsWith("oauth_", StringComparison.Ordinal)));
        var address = new Uri($"{exchange.Scheme}://{exchange.RequestHeader("Host")}{path}?{plain}");
        return OAuthSigner.Sign(exchange.Method, address, LabShop.Key, LabShop.Secret);
    }

    private byte[] Body()
    {
        if (LabSteps.RawBody(exchange) is { } raw)
        {
            return raw;
        }

        return exchange.RequestBody switch
        {
            null => [],
            JsonValue text when text.TryGetValue<string>(out var value) => Encoding.UTF8.GetBytes(value),
            var json => Encoding.UTF8.GetBytes(json.ToJsonString()),
        };
    }

    private Dictionary<string, string> Headers()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in exchange.Request["headers"] as JsonObject ?? [])
        {
            headers[name] = value!.GetValue<string>();
        }

        headers.TryAdd("Host", "127.0.0.1:8443");
        if (headers.ContainsKey("Authorization"))
        {
            var (key, secret) = LabSteps.Credentials(exchange);
            headers["Authorization"] = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key}:{secret}"));
        }

        return headers;
    }

    /// <summary>Ids in the path and in the body of the request.</summary>
    private List<long> NamedIds()
    {
        var ids = PathId()
            .Matches(exchange.Target)
            .Select(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            .ToList();
        Collect(exchange.RequestBody, ids);
        return ids;
    }

    private static void Collect(JsonNode? node, List<long> ids)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                {
                    Collect(item, ids);
                }

                break;
            case JsonObject map:
                foreach (var (key, value) in map)
                {
                    if (key is "id" or "product_id" && value is JsonValue number && number.TryGetValue<long>(out var id))
                    {
                        ids.Add(id);
                    }

                    Collect(value, ids);
                }

                break;
            case JsonValue value when value.TryGetValue<long>(out var bare):
                ids.Add(bare);
                break;
            default:
                break;
        }
    }

    /// <summary>The object the answer shows for a product: by id, or a line by product_id; null for errors and for none.</summary>
    private static JsonObject? Shown(JsonNode? body, long id) =>
        body switch
        {
            JsonObject map when map["error"] is null && (Is(map["id"], id) && map["line_items"] is null || Is(map["product_id"], id)) =>
                map,
            JsonObject map => map.Where(item => item.Key is "create" or "update" or "delete" or "line_items")
                .Select(item => Shown(item.Value, id))
                .FirstOrDefault(found => found is not null),
            JsonArray list => list.Select(item => Shown(item, id)).FirstOrDefault(found => found is not null),
            _ => null,
        };

    private static bool Is(JsonNode? node, long id) => node is JsonValue value && value.TryGetValue<long>(out var number) && number == id;

    [GeneratedRegex(@"/products/(\d+)")]
    private static partial Regex PathId();
}
