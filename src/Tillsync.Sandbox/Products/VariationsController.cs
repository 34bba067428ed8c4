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

    public RestResult Get(RestRequest request) => new(Write(Find(request, Check.None, 404), request));

    public RestResult Create(RestRequest request)
    {
        if (request.Flag("id"))
        {
            throw new RestError(400, "woocommerce_rest_product_variation_exists", "Cannot create existing product_variation.");
        }

        var variation = new Product { Type = "variation" };
        _editor.ApplyToVariation(variation, request);
        shop.Products.Insert(variation);
        var location = $"{request.BaseUrl}/wp-json/wc/v3/products/{variation.ParentId}/variations/{variation.Id}";
        return RestResult.Created(Write(variation, request), location);
    }

    public RestResult Update(RestRequest request)
    {
        // Inside a batch 8.9.3 does not look at the parent: the item is written and moves there (README of the traces).
        var stored = Find(request, request.IsBatchItem ? Check.None : Check.Edit, shop.Version.ChecksVariationParent ? 404 : 400);
        var read = stored.Copy();
        var edited = stored.Copy();
        _editor.ApplyToVariation(edited, request);
        hooks.BeforeSave();
        shop.Products.Save(read, edited);
        return new RestResult(Write(shop.Products.Find(edited.Id)!, request));
    }

    public RestResult Delete(RestRequest request)
    {
        var variation = Find(request, Check.None, 404);
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

    private Product Find(RestRequest request, Check olderCheck, int status)
    {
        var found = shop.Products.Find(request.Int("id")) ?? throw InvalidId(status);
        var parentId = shop.Products.ShownParentId(found);
        if (shop.Version.ChecksVariationParent)
        {
            return found.IsVariation && parentId == request.Int("product_id") ? found : throw InvalidId(status);
        }

        // Older versions compare only on a single write, and let orphans and plain products pass (traces, 8.9.3 seed 2).
        return olderCheck == Check.None || parentId == 0 || parentId == request.Int("product_id")
            ? found
            : throw new RestError(404, "woocommerce_rest_cannot_edit", "Parent product does not match current variation.");
    }

    private static RestError InvalidId(int status) => new(status, "woocommerce_rest_product_variation_invalid_id", "Invalid ID.");

    /// <summary>What versions before 9.0 check: only a single write looks at the parent.</summary>
    private enum Check
    {
        None,
        Edit,
    }
}
