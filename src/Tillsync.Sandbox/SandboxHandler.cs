using System.Net;
using System.Text.Json.Nodes;
using Tillsync.Sandbox.Auth;
using Tillsync.Sandbox.Php;
using Tillsync.Sandbox.Products;
using Tillsync.Sandbox.Rest;
using Tillsync.Sandbox.Settings;

namespace Tillsync.Sandbox;

/// <summary>
/// Answers requests without sockets: a deterministic simulator calls <see cref="Handle"/>, hosts call <see cref="HandleAsync"/>,
/// which also waits where a fault says so. Requests are handled one at a time.
/// </summary>
public sealed class SandboxHandler
{
    /// <summary>nginx' large_client_header_buffers: a longer request line gets 414 (recording 12).</summary>
    private const int RequestLineMax = 8192;

    /// <summary>nginx' client_max_body_size of the recorded store (recording 12).</summary>
    private const int BodyBytesMax = 1024 * 1024;

    private readonly KeyAuth _auth;
    private readonly RouteTable _routes;
    private readonly StatusController _status;
    private readonly ShopHooks _hooks = new();
    private readonly TimeProvider _clock;

    /// <summary>Makes a shop of its own, or answers for a given one.</summary>
    public SandboxHandler(SandboxOptions options, ShopModel? model = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        Model = model ?? new ShopModel(options);
        Faults = new FaultInjector(options.FaultSeed);
        _clock = options.TimeProvider;
        _auth = new KeyAuth([new(options.ConsumerKey, options.ConsumerSecret, KeyAccess.ReadWrite), .. options.ExtraKeys]);
        _routes = new RouteTable(Model.State, _hooks);
        _status = new StatusController(Model.State);
    }

    /// <summary>The shop behind the answers.</summary>
    public ShopModel Model { get; }

    /// <summary>What goes wrong, and when.</summary>
    public FaultInjector Faults { get; }

    /// <summary>Every request that was handled.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>Handles a request at once; waits are only noted on the answer.</summary>
    public SandboxResponse Handle(SandboxRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Respond(request, Faults.Take(request));
    }

    /// <summary>Handles a request and waits where a fault says so.</summary>
    /// <param name="cancellationToken">The host stops. A client that goes away is no reason to: PHP works on without it.</param>
    public async Task<SandboxResponse> HandleAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var fault = Faults.Take(request);
        if (fault.DelayBefore > TimeSpan.Zero)
        {
            await Task.Delay(fault.DelayBefore, _clock, cancellationToken);
        }

        var response = Respond(request, fault);
        if (fault.DelayAfter > TimeSpan.Zero)
        {
            await Task.Delay(fault.DelayAfter, _clock, cancellationToken);
        }

        return response;
    }

    private SandboxResponse Respond(SandboxRequest request, Fault fault)
    {
        lock (Model.Gate)
        {
            fault.RunBefore?.Invoke(Model);
            var response = fault.Instead?.Invoke(request) ?? Answer(request, fault);
            fault.RunAfter?.Invoke(Model);
            response = response with { DelayBefore = fault.DelayBefore, DelayAfter = fault.DelayAfter };
            Requests.Add(new(request.Method, request.Target, response.Status, response.BatchItems));
            return response;
        }
    }

    private SandboxResponse Answer(SandboxRequest request, Fault fault)
    {
        _hooks.BatchItem = fault.RunBeforeItem is { } run ? (position, item) => run(Model, position, item.Int("id")) : null;
        _hooks.Saving = fault.RunWhileSaving is { } saving ? () => saving(Model) : null;
        try
        {
            var response = AnswerPlain(request);
            return fault.Rewrite?.Invoke(response) ?? response;
        }
        finally
        {
            _hooks.BatchItem = null;
            _hooks.Saving = null;
            Model.State.Events.IsQuiet = true;
            Model.State.Products.SyncParents();
            Model.State.Events.IsQuiet = false;
        }
    }

    private SandboxResponse AnswerPlain(SandboxRequest request)
    {
        if (request.Target.Length + request.Method.Length + " HTTP/1.1".Length + 1 > RequestLineMax)
        {
            return ResponseWriter.Html(414, "414 Request-URI Too Large", closes: true);
        }

        if (request.Body.Length > BodyBytesMax)
        {
            return ResponseWriter.Html(413, "413 Request Entity Too Large", closes: true);
        }

        var query = PhpQuery.Parse(request.Query);
        if (RouteOf(request, query) is not { } route)
        {
            return ResponseWriter.Html(404, "404 Not Found");
        }

        var exchange = new Exchange();
        var result = Try(() => Run(request, route, query, exchange));
        var response = ResponseWriter.Json(result, exchange.Rest, HidesMethods(result) ? [] : exchange.Allow);
        return request.Method == "HEAD" ? response with { Body = default } : response;
    }

    private static RestResult Try(Func<RestResult> run)
    {
        try
        {
            return run();
        }
        catch (RestError error)
        {
            return new RestResult(error.ToJson(), error.Status);
        }
    }

    private RestResult Run(SandboxRequest request, string route, PhpArray query, Exchange exchange)
    {
        var caller = _auth.Identify(request, query);
        var method = MethodOf(request, query);
        exchange.Allow = Allowed(route, method, caller);
        var rest = RequestReader.Read(request, method, route, query);
        exchange.Rest = rest;
        if (route is "" or "/")
        {
            return new RestResult(_status.Index(rest.BaseUrl));
        }

        if (route == "/batch/v1")
        {
            return CoreBatch.Refuse(rest);
        }

        var path = Inner(route) ?? throw RestError.NoRoute();
        if (path.Length == 0)
        {
            return new RestResult(new JsonObject { ["namespace"] = "wc/v3", ["routes"] = _routes.Index() });
        }

        return rest.Method == "OPTIONS" ? Options(path) : Run(rest, path, caller);
    }

    private RestResult Run(RestRequest rest, string path, Caller caller)
    {
        var (route, values) = _routes.Find(rest.Method, path);
        rest.Path = values;
        var args = Model.State.StoresDecimals ? ProductArgs.WithDecimals(route.Args) : route.Args;
        foreach (var (name, schema) in args.Where(arg => arg.Value.Default is not null))
        {
            rest.Defaults[name] = schema.Default;
        }

        ArgValidator.Check(rest, args);
        if (!caller.IsKnown)
        {
            throw new RestError(401, route.Denied.Code, route.Denied.Text);
        }

        var result = route.Run(rest);
        var filter = FieldFilter.From(rest["_fields"]);
        return filter is null ? result : result with { Body = WithLinks(result.Body, filter.Apply(result.Body)) };
    }

    /// <summary>Objects keep _links whatever _fields says, rows of a list do not (recording 02).</summary>
    private static JsonNode? WithLinks(JsonNode? full, JsonNode? picked)
    {
        if (full is JsonObject map && map["_links"] is { } links)
        {
            var result = picked as JsonObject ?? [];
            result["_links"] = links.DeepClone();
            return result;
        }

        return picked;
    }

    /// <summary>What Allow says: nothing without a key, and nothing when no route takes the method.</summary>
    private IReadOnlyList<string> Allowed(string route, string method, Caller caller)
    {
        if (route is "" or "/" or "/wc/v3")
        {
            return ["GET"];
        }

        if (route == "/batch/v1")
        {
            return ["POST"];
        }

        var methods = caller.IsKnown && Inner(route) is { } path ? _routes.Methods(path) : [];
        return methods.Contains(method == "HEAD" ? "GET" : method) || method == "OPTIONS" ? methods : [];
    }

    /// <summary>A variation that is not there counts as forbidden for every method; a PHP error sends no header of its own (recording 12).</summary>
    private static bool HidesMethods(RestResult result) =>
        result.Status >= 400 && (string?)result.Body?["code"] is RestError.FatalCode or "woocommerce_rest_product_variation_invalid_id";

    private RestResult Options(string path)
    {
        var methods = _routes.Methods(path);
        return methods.Count == 0
            ? throw RestError.NoRoute()
            : new RestResult(
                new JsonObject { ["namespace"] = "wc/v3", ["methods"] = new JsonArray([.. methods.Select(method => (JsonNode)method)]) }
            );
    }

    private static string MethodOf(SandboxRequest request, PhpArray query) =>
        query["_method"] is { } method ? PhpCast.ToText(method).ToUpperInvariant()
        : request.Method == "POST" ? request.Headers.GetValueOrDefault("X-HTTP-Method-Override", "POST").ToUpperInvariant()
        : request.Method;

    /// <summary>The route below /wp-json or in ?rest_route=; null for any other page.</summary>
    private static string? RouteOf(SandboxRequest request, PhpArray query)
    {
        var path = "/" + WebUtility.UrlDecode(request.Path.Replace("+", "%2B", StringComparison.Ordinal)).Trim('/');
        if (path == "/" && query["rest_route"] is { } route)
        {
            return "/" + PhpCast.ToText(route).Trim('/');
        }

        return path == "/wp-json" || path.StartsWith("/wp-json/", StringComparison.Ordinal) ? path["/wp-json".Length..] : null;
    }

    /// <summary>What is known of a request once it was read, also when it was refused later.</summary>
    private sealed class Exchange
    {
        public RestRequest? Rest { get; set; }

        public IReadOnlyList<string> Allow { get; set; } = [];
    }

    private static string? Inner(string route) =>
        route.Equals("/wc/v3", StringComparison.OrdinalIgnoreCase) ? ""
        : route.StartsWith("/wc/v3/", StringComparison.OrdinalIgnoreCase) ? route["/wc/v3/".Length..]
        : null;
}
