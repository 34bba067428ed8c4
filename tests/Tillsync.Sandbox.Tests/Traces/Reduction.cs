using System.Text.Json.Nodes;

namespace Tillsync.Sandbox.Tests.Traces;

/// <summary>Reduces an answer to what is compared (traces/README.md, "Reduction of an answer").</summary>
internal sealed class Reduction(Symbols symbols)
{
    private static readonly string[] s_product =
    [
        "id",
        "sku",
        "name",
        "type",
        "parent_id",
        "status",
        "manage_stock",
        "stock_quantity",
        "stock_status",
        "backorders",
        "backorders_allowed",
        "backordered",
        "low_stock_amount",
        "catalog_visibility",
    ];

    public JsonNode? Body(int status, string path, JsonNode? body, bool isJson)
    {
        if (!isJson || body is null)
        {
            return new JsonObject { ["not_json"] = true };
        }

        var kind = Kind(path);
        return body switch
        {
            JsonObject error when status >= 400 && error.ContainsKey("code") => Error(error),
            JsonObject batch when path.EndsWith("/batch", StringComparison.Ordinal) => Batch(batch, kind),
            JsonArray list => new JsonArray([.. list.Select(item => Object(item, kind))]),
            _ => Object(body, kind),
        };
    }

    private static string Kind(string path)
    {
        var parts = path.Split('/')[3..];
        return parts[0] switch
        {
            "products" => parts.Length > 2 && parts[2] == "variations" ? "variation" : "product",
            "variations" => "variation",
            "orders" => parts.Length > 2 && parts[2] == "refunds" ? "refund" : "order",
            "settings" => "setting",
            _ => "other",
        };
    }

    private JsonObject Error(JsonObject error)
    {
        var reduced = new JsonObject { ["code"] = error["code"]?.DeepClone() };
        if (error["data"] is not JsonObject data)
        {
            return reduced;
        }

        var kept = new JsonObject();
        if (data.ContainsKey("status"))
        {
            kept["status"] = data["status"]?.DeepClone();
        }

        if (data["params"] is { } parameters)
        {
            var names = parameters is JsonObject map
                ? map.Select(item => item.Key)
                : parameters.AsArray().Select(item => item!.GetValue<string>());
            kept["params"] = new JsonArray([.. names.Order(StringComparer.Ordinal).Select(name => (JsonNode)name)]);
        }

        if (data.ContainsKey("resource_id"))
        {
            kept["resource_id"] = symbols.Reduce("product", data["resource_id"]);
        }

        reduced["data"] = kept;
        return reduced;
    }

    private JsonObject Batch(JsonObject batch, string kind)
    {
        var space = kind is "order" or "refund" ? "order" : "product";
        var reduced = new JsonObject();
        foreach (var part in new[] { "create", "update", "delete" })
        {
            if (batch[part] is JsonArray items)
            {
                reduced[part] = new JsonArray([.. items.Select(item => BatchItem(item, kind, space))]);
            }
        }

        return reduced;
    }

    private JsonNode? BatchItem(JsonNode? item, string kind, string space) =>
        item is JsonObject map && map["error"] is JsonObject error
            ? new JsonObject { ["id"] = symbols.Reduce(space, map["id"]), ["error"] = Error(error) }
            : Object(item, kind);

    private JsonNode? Object(JsonNode? node, string kind) =>
        (node, kind) switch
        {
            (not JsonObject, _) => node?.DeepClone(),
            (JsonObject map, "product" or "variation") => Product(map, kind),
            (JsonObject map, "order" or "refund") => Order(map, kind),
            (JsonObject map, "setting") => Keep(map, ["id", "value"]),
            (JsonObject map, _) => new JsonObject
            {
                ["keys"] = new JsonArray([.. map.Select(item => item.Key).Order(StringComparer.Ordinal).Select(key => (JsonNode)key)]),
            },
        };

    private JsonObject Product(JsonObject map, string kind)
    {
        var isVariation = kind == "variation" || map["type"]?.ToString() == "variation";
        var reduced = Keep(map, s_product.Where(name => name != "name" || !isVariation));
        foreach (var name in new[] { "id", "parent_id" })
        {
            if (map.ContainsKey(name))
            {
                reduced[name] = symbols.Reduce("product", map[name]);
            }
        }

        return reduced;
    }

    private JsonObject Order(JsonObject map, string kind)
    {
        var reduced = new JsonObject();
        if (map.ContainsKey("id"))
        {
            reduced["id"] = symbols.Reduce("order", map["id"]);
        }

        if (map.ContainsKey("status") && kind == "order")
        {
            reduced["status"] = map["status"]?.DeepClone();
        }

        if (map["line_items"] is JsonArray lines)
        {
            reduced["line_items"] = new JsonArray([.. lines.Select(line => Line(line!.AsObject(), withId: kind == "order"))]);
        }

        if (map["refunds"] is JsonArray refunds && kind == "order")
        {
            reduced["refunds"] = refunds.Count;
        }

        return reduced;
    }

    private JsonObject Line(JsonObject line, bool withId)
    {
        var reduced = Keep(line, ["quantity", "sku"]);
        if (withId && line.ContainsKey("id"))
        {
            reduced["id"] = symbols.Reduce("line", line["id"]);
        }

        foreach (var name in new[] { "product_id", "variation_id" })
        {
            if (line.ContainsKey(name))
            {
                reduced[name] = symbols.Reduce("product", line[name]);
            }
        }

        foreach (
            var meta in (line["meta_data"] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Where(meta => meta["key"]?.ToString() == "_reduced_stock")
        )
        {
            reduced["reduced_stock"] = meta["value"]?.DeepClone();
        }

        return reduced;
    }

    private static JsonObject Keep(JsonObject map, IEnumerable<string> names) =>
        new(names.Where(map.ContainsKey).Select(name => KeyValuePair.Create(name, map[name]?.DeepClone())));
}
