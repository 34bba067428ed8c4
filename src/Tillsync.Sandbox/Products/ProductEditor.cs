using System.Globalization;
using Tillsync.Sandbox.Php;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Products;

/// <summary>Puts a request's fields into an edited copy, in the order of the store, because the first refusal wins.</summary>
internal sealed class ProductEditor(ShopState shop)
{
    private static readonly string[] s_statuses = ["publish", "draft", "pending", "private", "future", "trash", "auto-draft"];

    private readonly StockEditor _stock = new(shop);

    public void ApplyToProduct(Product product, RestRequest request)
    {
        SetText(request, "name", value => product.Name = PhpText.Html(value));
        SetText(request, "description", value => product.Description = value);
        SetText(request, "short_description", value => product.ShortDescription = value);
        ApplyStatus(product, request);
        SetText(request, "slug", value => product.Slug = value);
        SetFlag(request, "virtual", value => product.Virtual = value);
        ApplyVisibility(product, request);
        SetFlag(request, "featured", value => product.Featured = value);
        SetText(request, "weight", value => product.Weight = value);
        ApplySku(product, request);
        ApplyBarcode(product, request);
        ApplyAttributes(product, request, isVariation: false);
        ApplyPrices(product, request);
        if (request.IsSet("parent_id"))
        {
            product.ParentId = PhpCast.AbsInt(request["parent_id"]);
        }

        SetFlag(request, "sold_individually", value => product.SoldIndividually = value);
        _stock.ApplyToProduct(product, request);
        SetFlag(request, "downloadable", value => product.Downloadable = value);
        SetText(request, "external_url", value => product.ExternalUrl = value);
        SetText(request, "button_text", value => product.ButtonText = value);
        if (request["grouped_products"] is PhpArray ids)
        {
            product.GroupedProducts = [.. ids.Values.Select(PhpCast.AbsInt)];
        }

        if (request["categories"] is PhpArray categories)
        {
            product.Categories = [.. categories.Values.OfType<PhpArray>().Select(item => PhpCast.AbsInt(item["id"])).Where(id => id > 0)];
        }

        ApplyImages(product, request);
        ApplyRest(product, request);
    }

    public void ApplyToVariation(Product variation, RestRequest request)
    {
        variation.ParentId = PhpCast.AbsInt(request["product_id"]);
        ApplyStatus(variation, request);
        ApplySku(variation, request);
        ApplyBarcode(variation, request);
        SetFlag(request, "virtual", value => variation.Virtual = value);
        SetFlag(request, "downloadable", value => variation.Downloadable = value);
        SetText(request, "weight", value => variation.Weight = value);
        _stock.ApplyToVariation(variation, request);
        ApplyPrices(variation, request);
        SetText(request, "description", value => variation.Description = value);
        if (request.IsSet("attributes") && shop.Products.Find(variation.ParentId) is null)
        {
            throw new RestError(
                404,
                "woocommerce_rest_product_variation_invalid_parent",
                "Cannot set attributes due to invalid parent product."
            );
        }

        ApplyAttributes(variation, request, isVariation: true);
        ApplyRest(variation, request);
    }

    private void ApplyBarcode(Product product, RestRequest request)
    {
        if (shop.Version.HasGlobalUniqueId)
        {
            SetText(request, "global_unique_id", value => product.GlobalUniqueId = value);
        }
    }

    /// <summary>The store fetches each picture and keeps a copy; what it cannot fetch ends the whole request.</summary>
    private static void ApplyImages(Product product, RestRequest request)
    {
        if (request["images"] is not PhpArray images)
        {
            return;
        }

        List<string> sources =
        [
            .. images.Values.OfType<PhpArray>().Select(item => PhpCast.ToText(item["src"])).Where(text => text.Length > 0),
        ];
        if (sources.Find(source => !IsWebAddress(source)) is { } bad)
        {
            throw new RestError(
                400,
                "woocommerce_product_image_upload_error",
                $"Error getting remote image {bad}. Error: A valid URL was not provided."
            );
        }

        product.Images = sources;
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    private static void ApplyRest(Product product, RestRequest request)
    {
        if (request.IsSet("menu_order"))
        {
            product.MenuOrder = (int)request.Int("menu_order");
        }

        if (request["meta_data"] is PhpArray meta)
        {
            product.Meta = MetaList.Merge(product.Meta, meta);
        }
    }

    private static void ApplyStatus(Product product, RestRequest request)
    {
        if (!request.IsSet("status"))
        {
            return;
        }

        var status = request.Text("status");
        // A status unknown to WordPress becomes a draft, "future" without a date is published at once (recordings 03 and 06).
        product.Status =
            !s_statuses.Contains(status, StringComparer.Ordinal) ? "draft"
            : status == "future" ? "publish"
            : status;
    }

    private static void ApplyVisibility(Product product, RestRequest request)
    {
        if (!request.IsSet("catalog_visibility"))
        {
            return;
        }

        var visibility = request.Text("catalog_visibility").ToLowerInvariant();
        product.CatalogVisibility = visibility is "visible" or "catalog" or "search" or "hidden"
            ? visibility
            : throw new RestError(400, "product_invalid_catalog_visibility", "Invalid catalog visibility option.");
    }

    private void ApplySku(Product product, RestRequest request)
    {
        if (!request.IsSet("sku"))
        {
            return;
        }

        var sku = PhpText.Clean(request.Text("sku"));
        // The check asks for the SKU with backslashes before quotes, so one with a quote is never found to be taken.
        var asked = sku.AsSpan().IndexOfAny('\'', '"', '\\') < 0;
        var taken = sku is "" or "0" || !asked ? 0 : shop.Products.IdOfSku(sku, except: product.Id);
        if (taken != 0)
        {
            throw new RestError(400, "product_invalid_sku", "Invalid or duplicated SKU.")
            {
                Extra = new() { ["resource_id"] = shop.Products.IdOfSku(sku), ["unique_sku"] = FreeSku(sku) },
            };
        }

        product.Sku = sku;
    }

    private string FreeSku(string sku)
    {
        var number = 1;
        while (shop.Products.IdOfSku(Numbered(sku, number)) != 0)
        {
            number++;
        }

        return Numbered(sku, number);
    }

    private static string Numbered(string sku, int number) => string.Create(CultureInfo.InvariantCulture, $"{sku}-{number}");

    private static void ApplyPrices(Product product, RestRequest request)
    {
        if (product.Type is "variable" or "grouped")
        {
            product.RegularPrice = "";
            product.SalePrice = "";
            return;
        }

        SetText(request, "regular_price", value => product.RegularPrice = value);
        SetText(request, "sale_price", value => product.SalePrice = value);
    }

    private static void ApplyAttributes(Product product, RestRequest request, bool isVariation)
    {
        if (request["attributes"] is not PhpArray list)
        {
            return;
        }

        var attributes = new List<ProductAttribute>();
        foreach (var item in list.Values.OfType<PhpArray>())
        {
            var options = isVariation ? [PhpCast.ToText(item["option"])] : Options(item["options"]);
            var name = PhpCast.ToText(item["name"]);
            if (name.Length > 0)
            {
                attributes.Add(new(name, options, PhpCast.ToBool(item["visible"]), PhpCast.ToBool(item["variation"])));
            }
        }

        product.Attributes = attributes;
    }

    private static string[] Options(object? value) =>
        value is PhpArray list
            ? [.. list.Values.Select(PhpCast.ToText)]
            : [.. PhpCast.ToText(value).Split('|').Select(text => text.Trim())];

    private static void SetText(RestRequest request, string name, Action<string> set)
    {
        if (request.IsSet(name))
        {
            set(request.Text(name));
        }
    }

    private static void SetFlag(RestRequest request, string name, Action<bool> set)
    {
        if (request[name] is { } value)
        {
            set(value is string text ? text.ToLowerInvariant() is "yes" or "true" or "1" : PhpCast.ToBool(value));
        }
    }
}
