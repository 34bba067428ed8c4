using System.Text.Json.Nodes;
using Tillsync.Sandbox.Orders;
using Tillsync.Sandbox.Products;
using Tillsync.Sandbox.Settings;
using Tillsync.Sandbox.Webhooks;

namespace Tillsync.Sandbox.Rest;

/// <summary>Every route the stand-in answers.</summary>
internal sealed class RouteTable
{
    private static readonly (string, string) s_list = ("woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
    private static readonly (string, string) s_view = ("woocommerce_rest_cannot_view", "Sorry, you cannot view this resource.");
    private static readonly (string, string) s_create = (
        "woocommerce_rest_cannot_create",
        "Sorry, you are not allowed to create resources."
    );
    private static readonly (string, string) s_edit = ("woocommerce_rest_cannot_edit", "Sorry, you are not allowed to edit this resource.");
    private static readonly (string, string) s_delete = (
        "woocommerce_rest_cannot_delete",
        "Sorry, you are not allowed to delete this resource."
    );
    private static readonly (string, string) s_batch = (
        "woocommerce_rest_cannot_batch",
        "Sorry, you are not allowed to batch manipulate this resource."
    );
    private static readonly Dictionary<string, ArgSchema> s_none = [];
    private static readonly Dictionary<string, ArgSchema> s_variationStatus = new(ProductArgs.List) { ["type"] = new ArgSchema("mixed") };

    private readonly List<Route> _routes = [];

    public RouteTable(ShopState shop, ShopHooks hooks)
    {
        var batch = new BatchRunner(shop, hooks);
        AddProducts(new ProductsController(shop, hooks), batch);
        AddVariations(new VariationsController(shop, hooks), batch, shop.Version);
        AddOrders(new OrdersController(shop), batch);
        AddRefunds(new RefundsController(shop), shop.Version);
        AddSettings(new SettingsController(shop), new StatusController(shop));
        AddWebhooks(new WebhooksController(shop), batch);
    }

    /// <summary>The route and its path values; refuses with rest_no_route.</summary>
    public (Route Route, Php.PhpArray Path) Find(string method, string path)
    {
        var wanted = method == "HEAD" ? "GET" : method;
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var route in _routes)
        {
            if (Array.IndexOf(route.Methods, wanted) >= 0 && route.Match(segments) is { } values)
            {
                return (route, values);
            }
        }

        throw RestError.NoRoute();
    }

    /// <summary>The methods a path takes, for the Allow header.</summary>
    public IReadOnlyList<string> Methods(string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return [.. _routes.Where(route => route.Match(segments) is not null).SelectMany(route => route.Methods).Distinct()];
    }

    /// <summary>The index of the namespace.</summary>
    public JsonObject Index()
    {
        var routes = new JsonObject();
        foreach (var route in _routes)
        {
            var name =
                "/wc/v3/" + route.Pattern.Replace("{", "(?P<", StringComparison.Ordinal).Replace("}", ">[\\d]+)", StringComparison.Ordinal);
            routes[name] ??= new JsonObject { ["namespace"] = "wc/v3" };
        }

        return routes;
    }

    private void AddProducts(ProductsController products, BatchRunner batch)
    {
        Add(["GET"], "products", s_list, ProductArgs.List, products.List);
        Add(["POST"], "products", s_create, ProductArgs.Create, products.Create);
        Add(Route.Edit, "products/batch", s_batch, ProductArgs.Update, request => batch.Run(request, products));
        AddItem("products/{id}", ProductArgs.Update, (products.Get, products.Update, products.Delete));
    }

    private void AddVariations(VariationsController variations, BatchRunner batch, StoreVersion version)
    {
        const string path = "products/{product_id}/variations";
        Add(["GET"], path, s_list, s_variationStatus, variations.List);
        Add(["POST"], path, s_create, ProductArgs.VariationCreate, variations.Create);
        Add(
            Route.Edit,
            path + "/batch",
            s_batch,
            ProductArgs.VariationUpdate,
            request => batch.Run(request, variations, isVariations: true)
        );
        AddItem(path + "/{id}", ProductArgs.VariationUpdate, (variations.Get, variations.Update, variations.Delete));
        if (version.HasVariationsRoute)
        {
            Add(["GET"], "variations", s_list, s_variationStatus, variations.ListAll);
        }
    }

    private void AddOrders(OrdersController orders, BatchRunner batch)
    {
        Add(["GET"], "orders", s_list, OrderArgs.List, orders.List);
        Add(["POST"], "orders", s_create, OrderArgs.Write, orders.Create);
        Add(Route.Edit, "orders/batch", s_batch, OrderArgs.Write, request => batch.Run(request, orders));
        AddItem("orders/{id}", OrderArgs.Write, (orders.Get, orders.Update, orders.Delete));
    }

    private void AddRefunds(RefundsController refunds, StoreVersion version)
    {
        const string path = "orders/{order_id}/refunds";
        Add(["GET"], path, s_list, OrderArgs.List, refunds.List);
        Add(["POST"], path, s_create, OrderArgs.Refund, refunds.Create);
        Add(["GET"], path + "/{id}", s_view, s_none, refunds.Get);
        Add(["DELETE"], path + "/{id}", s_delete, ProductArgs.Delete, refunds.Delete);
        if (version.HasRefundsRoute)
        {
            Add(["GET"], "refunds", s_list, OrderArgs.List, refunds.ListAll);
        }
    }

    private void AddSettings(SettingsController settings, StatusController status)
    {
        Add(["GET"], "settings/products", s_list, s_none, settings.List);
        Add(["GET"], "settings/products/{id:text}", s_view, s_none, settings.Get);
        Add(Route.Edit, "settings/products/{id:text}", s_edit, s_none, settings.Update);
        Add(["GET"], "system_status", s_list, s_none, status.Get);
    }

    private void AddWebhooks(WebhooksController webhooks, BatchRunner batch)
    {
        Add(["GET"], "webhooks", s_list, Paging.Args, webhooks.List);
        Add(["POST"], "webhooks", s_create, WebhooksController.Args, webhooks.Create);
        Add(Route.Edit, "webhooks/batch", s_batch, WebhooksController.Args, request => batch.Run(request, webhooks));
        AddItem("webhooks/{id}", WebhooksController.Args, (webhooks.Get, webhooks.Update, webhooks.Delete));
    }

    private void AddItem(
        string pattern,
        IReadOnlyDictionary<string, ArgSchema> args,
        (Func<RestRequest, RestResult> Get, Func<RestRequest, RestResult> Update, Func<RestRequest, RestResult> Delete) handlers
    )
    {
        Add(["GET"], pattern, s_view, s_none, handlers.Get);
        Add(Route.Edit, pattern, s_edit, args, handlers.Update);
        Add(["DELETE"], pattern, s_delete, ProductArgs.Delete, handlers.Delete);
    }

    private void Add(
        string[] methods,
        string pattern,
        (string, string) denied,
        IReadOnlyDictionary<string, ArgSchema> args,
        Func<RestRequest, RestResult> run
    ) => _routes.Add(new Route(methods, pattern, denied, args, run));
}
