using System.Text.Json.Nodes;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Products;

/// <summary>/products/{product_id}/variations, its items, and /variations.</summary>
internal sealed class VariationsController(ShopState shop, ShopHooks hooks) : IBatchTarget
{
    private readonly ProductEditor _editor = new(shop);
    private readonly ProductJson _json = new(shop);

    public IReadOnlyDictionary<string, ArgSchema> CreateArgs => ProductArgs.VariationCreate;

    public RestResult List(RestRequest request)
    {
        var rows = new ProductQuery(shop, request).Variations(request.Int("product_id"));
        return Paging.Answer(request, rows, variation => _json.WriteVariation(variation, request));
    }

    public RestResult ListAll(RestRequest request)
    {
        var rows = new ProductQuery(shop, request).AllVariations();
        return Paging.Answer(request, rows, variation => _json.WriteVariation(variation, request));
    }

    public RestResult Get(RestRequest request) => new(Write(FindOwn(request, 404), request));

    public RestResult Create(RestRequest request)
    {
        if (request.Flag("id"))
        {
            throw new RestError(400, "woocommerce_rest_product_variation_exists", "Cannot create existing product_variation.");
        }

        if (shop.Products.Find(request.Int("product_id")) is null or { IsVariation: true })
        {
            throw new RestError(
                404,
                "woocommerce_rest_product_variation_invalid_parent",
                "Cannot set attributes due to invalid parent product."
            );
        }

        var variation = new Product { Type = "variation" };
        _editor.ApplyToVariation(variation, request);
        shop.Products.Insert(variation);
        var location = $"{request.BaseUrl}/wp-json/wc/v3/products/{variation.ParentId}/variations/{variation.Id}";
        return RestResult.Created(Write(variation, request), location);
    }

    public RestResult Update(RestRequest request)
    {
        // 8.9.3 does not look at the parent inside a batch: the item is written and moves there (README of the traces).
        var isFree = request.IsBatchItem && !shop.Version.ChecksVariationParent;
        var stored = isFree ? shop.Products.Find(request.Int("id")) ?? throw InvalidId(400) : FindOwn(request, 404);
        var read = stored.Copy();
        var edited = stored.Copy();
        _editor.ApplyToVariation(edited, request);
        hooks.BeforeSave();
        shop.Products.Save(read, edited);
        return new RestResult(Write(shop.Products.Find(edited.Id)!, request));
    }

    public RestResult Delete(RestRequest request)
    {
        var variation = FindOwn(request, 404);
        var body = Write(variation, request);
        if (request.Flag("force"))
        {
            ProductRemoval.Remove(shop, variation);
        }
        else if (variation.Status == "trash")
        {
            throw new RestError(410, "woocommerce_rest_already_trashed", "The product_variation has already been deleted.");
        }
        else
        {
            ProductRemoval.Trash(shop, variation);
        }

        return new RestResult(body);
    }

    private JsonObject Write(Product variation, RestRequest request) => _json.WriteVariation(variation, request);

    private Product FindOwn(RestRequest request, int status) =>
        shop.Products.Find(request.Int("id")) is { IsVariation: true } variation && variation.ParentId == request.Int("product_id")
            ? variation
            : throw InvalidId(status);

    private static RestError InvalidId(int status) => new(status, "woocommerce_rest_product_variation_invalid_id", "Invalid ID.");
}
