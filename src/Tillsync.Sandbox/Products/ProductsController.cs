using System.Text.Json.Nodes;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Products;

/// <summary>/products and /products/{id}.</summary>
internal sealed class ProductsController(ShopState shop, ShopHooks hooks) : IBatchTarget
{
    private readonly ProductEditor _editor = new(shop);
    private readonly ProductJson _json = new(shop);

    public IReadOnlyDictionary<string, ArgSchema> CreateArgs => ProductArgs.Create;

    public RestResult List(RestRequest request)
    {
        var filter = FieldFilter.From(request["_fields"]);
        return Paging.Answer(request, new ProductQuery(shop, request).Products(), product => _json.Write(product, request, filter));
    }

    public RestResult Get(RestRequest request)
    {
        var product = shop.Products.Find(request.Int("id")) ?? throw InvalidId(404);
        return new RestResult(Write(product, request));
    }

    public RestResult Create(RestRequest request)
    {
        if (request.Flag("id"))
        {
            throw new RestError(400, "woocommerce_rest_product_exists", "Cannot create existing product.");
        }

        if (request.Text("type") == "variation")
        {
            throw IsVariation();
        }

        var product = new Product { Name = "Product", Type = Class(request.Text("type")) };
        _editor.ApplyToProduct(product, request);
        shop.Products.Insert(product);
        return RestResult.Created(Write(product, request), $"{request.BaseUrl}/wp-json/wc/v3/products/{product.Id}");
    }

    public RestResult Update(RestRequest request)
    {
        var stored = shop.Products.Find(request.Int("id")) ?? throw InvalidId(400);
        if (stored.IsVariation)
        {
            // Asking for a type makes the store load the variation as a product, which is a PHP error (README of the traces).
            throw request.IsSet("type") && request.Text("type") != "variation" ? RestError.Fatal() : IsVariation();
        }

        if (request.Text("type") == "variation")
        {
            throw RestError.Fatal();
        }

        var read = stored.Copy();
        var edited = stored.Copy();
        if (request.IsSet("type"))
        {
            edited.Type = Class(request.Text("type"));
        }

        _editor.ApplyToProduct(edited, request);
        hooks.BeforeSave();
        shop.Products.Save(read, edited);
        return new RestResult(Write(shop.Products.Find(edited.Id)!, request));
    }

    public RestResult Delete(RestRequest request)
    {
        var product = shop.Products.Find(request.Int("id")) ?? throw InvalidId(404);
        if (product.IsVariation)
        {
            throw IsVariation();
        }

        var body = Write(product, request);
        if (request.Flag("force"))
        {
            ProductRemoval.Remove(shop, product);
        }
        else if (product.Status == "trash")
        {
            throw new RestError(410, "woocommerce_rest_already_trashed", "The product has already been deleted.");
        }
        else
        {
            ProductRemoval.Trash(shop, product);
        }

        return new RestResult(body);
    }

    private JsonObject Write(Product product, RestRequest request) => _json.Write(product, request, FieldFilter.From(request["_fields"]));

    /// <summary>A type the store has no class for is treated as simple.</summary>
    private static string Class(string type) =>
        Array.Find(ProductArgs.Types, known => known.Equals(type, StringComparison.OrdinalIgnoreCase)) ?? "simple";

    private static RestError InvalidId(int status) => new(status, "woocommerce_rest_product_invalid_id", "Invalid ID.");

    private static RestError IsVariation() =>
        new(
            404,
            "woocommerce_rest_invalid_product_id",
            "To manipulate product variations you should use the /products/&lt;product_id&gt;/variations/&lt;id&gt; endpoint."
        );
}
