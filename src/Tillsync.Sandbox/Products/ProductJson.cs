using System.Text.Json.Nodes;
using Tillsync.Sandbox.Php;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Products;

/// <summary>A product as the store writes it (recording 02, "full simple product body"). Fields left out by _fields are never built.</summary>
internal sealed class ProductJson(ShopState shop)
{
    private static readonly (string Name, Func<Row, JsonNode?> Value)[] s_fields =
    [
        ("id", row => row.Product.Id),
        ("name", row => row.ShownName),
        ("slug", row => row.Product.Slug),
        ("permalink", row => row.Permalink),
        .. Dates(),
        ("type", row => row.Product.Type),
        ("status", row => row.Product.Status),
        ("featured", row => row.Product.Featured),
        ("catalog_visibility", row => row.Product.CatalogVisibility),
        ("description", row => row.Product.Description),
        ("short_description", row => row.Product.ShortDescription),
        ("sku", row => row.Sku),
        .. Prices(),
        ("total_sales", row => row.Product.TotalSales),
        .. Downloads(),
        ("external_url", row => row.Product.ExternalUrl),
        ("button_text", row => row.Product.ButtonText),
        ("tax_status", _ => "taxable"),
        ("tax_class", _ => ""),
        .. Stock(),
        ("sold_individually", row => row.Product.SoldIndividually),
        .. Shipping(),
        ("shipping_required", row => !row.Product.Virtual),
        ("shipping_taxable", row => !row.Product.Virtual),
        ("reviews_allowed", row => !row.Product.IsVariation),
        ("average_rating", _ => "0.00"),
        ("rating_count", _ => 0),
        ("upsell_ids", _ => new JsonArray()),
        ("cross_sell_ids", _ => new JsonArray()),
        ("parent_id", row => row.Shop.Products.ShownParentId(row.Product)),
        ("purchase_note", _ => ""),
        ("categories", row => row.Product.IsVariation ? new JsonArray() : row.Categories()),
        ("brands", _ => new JsonArray()),
        ("tags", _ => new JsonArray()),
        ("images", row => row.Images()),
        ("attributes", row => row.Attributes()),
        ("default_attributes", _ => new JsonArray()),
        ("variations", row => row.Variations()),
        ("grouped_products", row => new JsonArray([.. row.Product.GroupedProducts.Select(id => (JsonNode)id)])),
        ("menu_order", row => row.Product.MenuOrder),
        ("price_html", row => row.PriceHtml),
        ("related_ids", row => row.Related()),
        ("meta_data", row => PhpJson.ToNode(row.Product.Meta)),
        ("stock_status", row => row.Product.StockStatus),
        ("has_options", row => row.Product.IsVariable),
        ("post_password", _ => ""),
        ("global_unique_id", row => row.Product.GlobalUniqueId),
    ];

    /// <summary>Only answers to writes carry these.</summary>
    private static readonly (string Name, Func<Row, JsonNode?> Value)[] s_editFields =
    [
        ("permalink_template", row => $"{row.BaseUrl}/product/%product%/"),
        ("generated_slug", row => row.Product.Slug),
    ];

    private static readonly (string Name, Func<Row, JsonNode?> Value)[] s_variationFields =
    [
        ("id", row => row.Product.Id),
        ("type", row => row.Product.Type),
        .. Dates(),
        ("description", row => row.Product.Description),
        ("permalink", row => row.Permalink),
        ("sku", row => row.Sku),
        ("global_unique_id", row => row.Product.GlobalUniqueId),
        .. Prices(),
        ("status", row => row.Product.Status),
        .. Downloads(),
        ("tax_status", _ => "taxable"),
        ("tax_class", _ => ""),
        .. Stock(),
        ("stock_status", row => row.Product.StockStatus),
        .. Shipping(),
        ("image", _ => null),
        ("gallery_image_ids", _ => new JsonArray()),
        ("attributes", row => row.Attributes()),
        ("menu_order", row => row.Product.MenuOrder),
        ("meta_data", row => PhpJson.ToNode(row.Product.Meta)),
        ("name", row => row.Options),
        ("parent_id", row => row.Shop.Products.ShownParentId(row.Product)),
    ];

    public JsonObject Write(Product product, RestRequest request, FieldFilter? filter)
    {
        var row = new Row(shop, product, request.BaseUrl);
        var json = new JsonObject();
        foreach (var (name, value) in request.Method == "GET" ? s_fields : [.. s_fields, .. s_editFields])
        {
            // Newer versions add brands whatever _fields says (recording 03).
            var isForced = name == "brands" && request.IsBatchItem;
            if (IsKnown(name) && (filter is null || isForced || filter.Includes(name)))
            {
                json[name] = value(row);
            }
        }

        var parent = product.ParentId == 0 ? null : $"products/{product.ParentId}";
        json["_links"] = Links.Write(request.BaseUrl, $"products/{product.Id}", "products", parent);
        return json;
    }

    public JsonObject WriteVariation(Product product, RestRequest request)
    {
        var row = new Row(shop, product, request.BaseUrl);
        var json = new JsonObject();
        foreach (var (name, value) in s_variationFields)
        {
            if (IsKnown(name) && (name != "type" || shop.Version.ShowsVariationType))
            {
                json[name] = value(row);
            }
        }

        var parent = $"products/{product.ParentId}";
        json["_links"] = Links.Write(request.BaseUrl, $"{parent}/variations/{product.Id}", $"{parent}/variations", parent);
        return json;
    }

    private bool IsKnown(string name) =>
        name switch
        {
            "brands" => shop.Version.HasBrands,
            "global_unique_id" => shop.Version.HasGlobalUniqueId,
            _ => true,
        };

    private static (string, Func<Row, JsonNode?>)[] Dates() =>
        [
            ("date_created", row => row.Shop.Time.Local(row.Product.CreatedAt)),
            ("date_created_gmt", row => SiteTime.Gmt(row.Product.CreatedAt)),
            ("date_modified", row => row.Shop.Time.Local(row.Product.ModifiedAt)),
            ("date_modified_gmt", row => SiteTime.Gmt(row.Product.ModifiedAt)),
        ];

    private static (string, Func<Row, JsonNode?>)[] Prices() =>
        [
            ("price", row => row.Price),
            ("regular_price", row => row.Product.RegularPrice),
            ("sale_price", row => row.Product.SalePrice),
            ("date_on_sale_from", _ => null),
            ("date_on_sale_from_gmt", _ => null),
            ("date_on_sale_to", _ => null),
            ("date_on_sale_to_gmt", _ => null),
            ("on_sale", row => row.Product.SalePrice.Length > 0),
            ("purchasable", row => row.IsPurchasable),
        ];

    private static (string, Func<Row, JsonNode?>)[] Downloads() =>
        [
            ("virtual", row => row.Product.Virtual),
            ("downloadable", row => row.Product.Downloadable),
            ("downloads", _ => new JsonArray()),
            ("download_limit", _ => -1),
            ("download_expiry", _ => -1),
        ];

    private static (string, Func<Row, JsonNode?>)[] Stock() =>
        [
            ("manage_stock", row => row.Stock.ShowManaged(row.Shop.Settings.ManagesStock)),
            ("stock_quantity", row => row.Number(row.Stock.Quantity)),
            ("backorders", row => row.Stock.Backorders),
            ("backorders_allowed", row => row.Stock.AllowsBackorders),
            ("backordered", row => row.Stock.IsOnBackorder(row.Shop.Settings.ManagesStock)),
            ("low_stock_amount", row => row.Number(row.Product.LowStockAmount)),
        ];

    private static (string, Func<Row, JsonNode?>)[] Shipping() =>
        [
            ("weight", row => row.Product.Weight),
            (
                "dimensions",
                _ => new JsonObject
                {
                    ["length"] = "",
                    ["width"] = "",
                    ["height"] = "",
                }
            ),
            ("shipping_class", _ => ""),
            ("shipping_class_id", _ => 0),
        ];

    private static JsonArray Uncategorized() =>
        [
            new JsonObject
            {
                ["id"] = 15,
                ["name"] = "Uncategorized",
                ["slug"] = "uncategorized",
            },
        ];

    private readonly record struct Row(ShopState Shop, Product Product, string BaseUrl)
    {
        public Product? Parent => Shop.Products.ParentOf(Product);

        /// <summary>A variation without SKU and without parent reads false (traces, 8.9.3 seed 2).</summary>
        public JsonNode Sku => Product.IsVariation && Product.Sku.Length == 0 && Parent is null ? false : Shop.Products.ShownSku(Product);

        public StockView Stock => new(Product, Parent);

        public string Options => string.Join(", ", Product.Attributes.Select(attribute => attribute.Option));

        public string ShownName => Product.IsVariation ? $"{Parent?.Name} - {Options}" : Product.Name;

        public string Price => ProductPrice.Text(Shop, Product);

        /// <summary>A key that may edit products may also buy drafts; a variation must be published (recording 06).</summary>
        public bool IsPurchasable =>
            Price.Length > 0 && Product.Type != "external" && (!Product.IsVariation || Product.Status == "publish");

        public string Permalink =>
            Product.IsVariation
                ? $"{BaseUrl}/product/{Parent?.Slug}/?attribute_{PhpText.Slug(Product.Attributes is [var first, ..] ? first.Name : "")}={Options}"
                : $"{BaseUrl}/product/{Product.Slug}/";

        public string PriceHtml =>
            Price.Length == 0
                ? ""
                : $"<span class=\"woocommerce-Price-amount amount\"><bdi><span class=\"woocommerce-Price-currencySymbol\">&euro;</span>{Price}</bdi></span>";

        public JsonNode? Number(decimal? value) => value is { } number ? JsonNumber.Write(Shop.StockAmount(number)) : null;

        public JsonArray Attributes()
        {
            var list = new JsonArray();
            foreach (var attribute in Product.Attributes)
            {
                list.Add(Product.IsVariation ? One(attribute) : Many(attribute, list.Count));
            }

            return list;
        }

        /// <summary>The stand-in has no categories of its own: one that is named is taken for one that is there.</summary>
        public JsonArray Categories() =>
            Product.Categories.Count == 0
                ? Uncategorized()
                : new JsonArray([
                    .. Product.Categories.Select(id => new JsonObject
                    {
                        ["id"] = id,
                        ["name"] = $"Category {id}",
                        ["slug"] = $"category-{id}",
                    }),
                ]);

        public JsonArray Images() =>
            new([
                .. Product.Images.Select(source => new JsonObject
                {
                    ["src"] = source,
                    ["name"] = "",
                    ["alt"] = "",
                }),
            ]);

        public JsonArray Variations() =>
            Product.IsVariable ? new JsonArray([.. Shop.Products.VisibleVariations(Product.Id).Select(child => (JsonNode)child.Id)]) : [];

        /// <summary>The store picks up to five of the same category by chance; here it is the first five.</summary>
        public JsonArray Related()
        {
            var own = Product.Id;
            var others = Product.IsVariation
                ? []
                : Shop.Products.All.Where(other => !other.IsVariation && other.Id != own && other.Status == "publish");
            return new JsonArray([.. others.Take(5).Select(other => (JsonNode)other.Id)]);
        }

        private static JsonObject One(ProductAttribute attribute) =>
            new()
            {
                ["id"] = 0,
                ["name"] = attribute.Name,
                ["slug"] = PhpText.Slug(attribute.Name),
                ["option"] = attribute.Option,
            };

        private static JsonObject Many(ProductAttribute attribute, int position) =>
            new()
            {
                ["id"] = 0,
                ["name"] = attribute.Name,
                ["slug"] = attribute.Name,
                ["position"] = position,
                ["visible"] = attribute.IsVisible,
                ["variation"] = attribute.IsForVariations,
                ["options"] = new JsonArray([.. attribute.Options.Select(option => (JsonNode)option)]),
            };
    }
}
