using System.Text.Json.Nodes;
using Tillsync.Sandbox.Php;

namespace Tillsync.Sandbox.Rest;

/// <summary>POST …/batch: items run one after the other, unvalidated, each with its own answer (README of the study, section 4).</summary>
internal sealed class BatchRunner(ShopState shop, ShopHooks hooks)
{
    private int _position;

    public RestResult Run(RestRequest request, IBatchTarget target, bool isVariations = false)
    {
        var parts = new Dictionary<string, List<object?>>();
        foreach (var part in new[] { "create", "update", "delete" })
        {
            parts[part] = Items(request[part]);
        }

        var count = parts.Values.Sum(items => items.Count);
        if (count > shop.BatchItemsMax)
        {
            throw new RestError(
                413,
                "woocommerce_rest_request_entity_too_large",
                $"Unable to accept more than {shop.BatchItemsMax} items for this request."
            );
        }

        _position = 0;
        var context = new Context(request, target, isVariations);
        var body = new JsonObject();
        Add(body, "create", parts["create"], item => Create(context, item));
        Add(body, "update", parts["update"], item => Update(context, item));
        Add(body, "delete", parts["delete"], item => Delete(context, item));
        return new RestResult(body.Count > 0 ? body : new JsonArray()) { BatchItems = count };
    }

    private static List<object?> Items(object? value) =>
        value switch
        {
            null => [],
            PhpArray list => [.. list.Values],
            _ when !PhpCast.ToBool(value) => [],
            _ => throw RestError.Fatal(),
        };

    private static void Add(JsonObject body, string part, List<object?> items, Func<object?, JsonNode?> handle)
    {
        if (items.Count == 0)
        {
            return;
        }

        var answers = new JsonArray();
        foreach (var item in items)
        {
            if (handle(item) is { } answer)
            {
                answers.Add(answer);
            }
        }

        // Deletions of id 0 are left out without an answer.
        if (answers.Count > 0)
        {
            body[part] = answers;
        }
    }

    private JsonNode? Create(Context context, object? item)
    {
        var request = Item(context, "POST", item);
        request.Defaults = Defaults(context.Target.CreateArgs);
        return Try(request, 0, () => context.Target.Create(request));
    }

    private JsonNode? Update(Context context, object? item)
    {
        var request = Item(context, "PUT", item);
        return Try(request, PhpJson.ToNode((item as PhpArray)?["id"]), () => context.Target.Update(request));
    }

    private JsonNode? Delete(Context context, object? item)
    {
        var id = item is PhpArray map && shop.Version.DeletesBatchObjects ? map["id"] : item;
        var parameters = new PhpArray();
        parameters["id"] = PhpCast.ToInt(id);
        var showsObject = context.IsVariations && shop.Version.ChecksVariationParent;
        if (showsObject)
        {
            parameters["product_id"] = context.Request["product_id"];
        }

        parameters["force"] = true;
        var request = Item(context, "DELETE", parameters);
        var shownId = showsObject ? PhpJson.ToNode(parameters) : PhpCast.ToInt(id);
        return PhpCast.ToInt(id) == 0 ? null : Try(request, shownId, () => context.Target.Delete(request));
    }

    private static RestRequest Item(Context context, string method, object? item)
    {
        if (item is string && method == "PUT")
        {
            // The store looks for the id inside the text, which is a PHP error.
            throw RestError.Fatal();
        }

        var form = item is PhpArray map ? map.Copy() : new PhpArray();
        if (context.IsVariations && !form.ContainsKey("product_id"))
        {
            form["product_id"] = context.Request["product_id"];
        }

        return new RestRequest
        {
            Method = method,
            BaseUrl = context.Request.BaseUrl,
            Route = context.Request.Route,
            Form = form,
            IsBatchItem = true,
        };
    }

    private JsonNode? Try(RestRequest request, JsonNode? shownId, Func<RestResult> run)
    {
        try
        {
            hooks.BatchItem?.Invoke(_position++, request);
            return run().Body;
        }
        catch (RestError error) when (error.Code != RestError.FatalCode)
        {
            return new JsonObject { ["id"] = shownId?.DeepClone(), ["error"] = error.ToJson() };
        }
    }

    private static PhpArray Defaults(IReadOnlyDictionary<string, ArgSchema> args)
    {
        var defaults = new PhpArray();
        foreach (var (name, schema) in args.Where(arg => arg.Value.Default is not null))
        {
            defaults[name] = schema.Default;
        }

        return defaults;
    }

    private sealed record Context(RestRequest Request, IBatchTarget Target, bool IsVariations);
}
