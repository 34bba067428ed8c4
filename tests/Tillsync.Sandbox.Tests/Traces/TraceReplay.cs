using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tillsync.Sandbox.Tests.Traces;

/// <summary>Replays one trace against a fresh shop, with a full read of every product after each mutating step.</summary>
internal sealed class TraceReplay
{
    private static readonly string[] s_stock = ["manage_stock", "stock_quantity", "stock_status"];

    private readonly SandboxHandler _shop;
    private readonly JsonObject _trace;
    private readonly Symbols _symbols = new();
    private readonly Reduction _reduction;
    private readonly Dictionary<string, JsonNode?> _state = [];

    public TraceReplay(string file)
    {
        Name = Path.GetFileNameWithoutExtension(file);
        _trace = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        var version = _trace["store"]!["woocommerce"]!.GetValue<string>();
        _shop = new SandboxHandler(new SandboxOptions { WooCommerceVersion = version });
        _reduction = new Reduction(_symbols);
    }

    public string Name { get; }

    public int Steps { get; private set; }

    public List<TraceDifference> Differences { get; } = [];

    public TraceReplay Run()
    {
        foreach (var step in _trace["steps"]!.AsArray())
        {
            Steps++;
            Play(step!.AsObject());
        }

        return this;
    }

    private void Play(JsonObject step)
    {
        var request = step["request"]!.AsObject();
        var path = request["path"]!.GetValue<string>();
        var (response, body, isJson) = Send(request, path);
        foreach (var (name, place) in step["bind"] as JsonObject ?? [])
        {
            if (BoundId(body, place!.GetValue<string>()) is > 0 and var id)
            {
                _symbols.Bind(name, id, path);
            }
        }

        var want = step["response"]!;
        Compare(step, "status", want["status"], response.Status);
        Compare(step, "headers", want["headers"] ?? new JsonObject(), Headers(response));
        Compare(step, "body", want["body"], _reduction.Body(response.Status, path, body, isJson));
        if (step["stock_after"] is JsonObject after)
        {
            CompareStock(step, after);
        }
    }

    private void CompareStock(JsonObject step, JsonObject after)
    {
        foreach (var (name, value) in after)
        {
            _state[name] = value?.DeepClone();
        }

        foreach (var name in _symbols.Products.ToList())
        {
            Compare(step, $"stock of {name}", _state.GetValueOrDefault(name), ReadStock(name));
        }
    }

    private JsonObject? ReadStock(string name)
    {
        var answer = _shop.Handle(Request("GET", _symbols.ReadPath(name), "_fields=manage_stock,stock_quantity,stock_status", null, null));
        if (answer.Status != 200)
        {
            return null;
        }

        var body = JsonNode.Parse(answer.Body.Span)!;
        return new JsonObject(s_stock.Select(field => KeyValuePair.Create(field, body[field]?.DeepClone())));
    }

    private (SandboxResponse Response, JsonNode? Body, bool IsJson) Send(JsonObject request, string path)
    {
        var query = string.Join(
            '&',
            (request["query"] as JsonObject ?? []).Select(item => $"{item.Key}={Uri.EscapeDataString(QueryText(item.Value))}")
        );
        var text =
            request.ContainsKey("raw") ? request["raw"]!.GetValue<string>()
            : request.ContainsKey("body") ? _symbols.Resolve(request["body"])?.ToJsonString() ?? "null"
            : null;
        var contentType = request.ContainsKey("raw") ? request["content_type"]?.GetValue<string>() : "application/json";
        var answer = _shop.Handle(Request(request["method"]!.GetValue<string>(), _symbols.Path(path), query, text, contentType));
        try
        {
            return (answer, JsonNode.Parse(answer.Body.Span), true);
        }
        catch (JsonException)
        {
            return (answer, null, false);
        }
    }

    private static SandboxRequest Request(string method, string path, string query, string? body, string? contentType)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Host"] = "127.0.0.1:8443",
            ["Authorization"] = "Basic " + Convert.ToBase64String("ck_sandbox:cs_sandbox"u8),
        };
        if (body is not null && contentType is not null)
        {
            headers["Content-Type"] = contentType;
        }

        return new SandboxRequest(method, "https", "/wp-json" + path, query, headers, Encoding.UTF8.GetBytes(body ?? ""));
    }

    private string QueryText(JsonNode? value) =>
        value switch
        {
            JsonArray list => string.Join(',', list.Select(QueryText)),
            JsonValue text when text.TryGetValue<string>(out var word) => _symbols.Text(word),
            _ => value!.ToJsonString(),
        };

    private static JsonObject Headers(SandboxResponse response) =>
        new(
            new[] { "X-WP-Total", "X-WP-TotalPages" }
                .Where(name => response.Header(name) is not null)
                .Select(name => KeyValuePair.Create<string, JsonNode?>(name, response.Header(name)))
        );

    private long? BoundId(JsonNode? body, string place)
    {
        const string smallest = ".*.id";
        if (!place.EndsWith(smallest, StringComparison.Ordinal))
        {
            return Number(Dig(body, place));
        }

        var list = Dig(body, place[..^smallest.Length]) as JsonArray ?? [];
        return list.Select(item => Number(item?["id"])).Where(id => id is { } known && !_symbols.IsNamed("order", known)).Min();
    }

    private static JsonNode? Dig(JsonNode? body, string place)
    {
        foreach (var key in place.Split('.'))
        {
            body = body switch
            {
                JsonArray list => int.TryParse(key, CultureInfo.InvariantCulture, out var index) && index < list.Count ? list[index] : null,
                JsonObject map => map[key],
                _ => null,
            };
        }

        return body;
    }

    private static long? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    private void Compare(JsonObject step, string what, JsonNode? want, JsonNode? got)
    {
        if (!JsonSame.Check(want, got))
        {
            var text = $"{what}: want {Text(want)} got {Text(got)} after {step["request"]!.ToJsonString()}";
            Differences.Add(new(Name, step["n"]!.GetValue<int>(), step["op"]!.GetValue<string>(), text));
        }
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
