using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Products;

/// <summary>Parameters of the product routes that are validated (recordings 02 to 07).</summary>
internal static class ProductArgs
{
    public static readonly string[] Types = ["simple", "grouped", "external", "variable"];

    private static readonly string[] s_statuses = ["draft", "pending", "private", "publish", "future", "auto-draft", "trash"];

    private static readonly string[] s_listStatuses = ["any", "future", "trash", "draft", "pending", "private", "publish"];

    private static readonly string[] s_backorders = ["no", "notify", "yes"];

    private static readonly string[] s_orderBy =
    [
        "date",
        "id",
        "include",
        "title",
        "slug",
        "modified",
        "popularity",
        "rating",
        "post__in",
        "price",
        "sales",
        "menu_order",
        "random",
        "popularity",
        "rating",
        "menu_order",
        "price",
        "popularity",
        "rating",
    ];

    /// <summary>What PUT accepts; nothing has a default.</summary>
    public static IReadOnlyDictionary<string, ArgSchema> Update { get; } = Build();

    /// <summary>What POST accepts.</summary>
    public static IReadOnlyDictionary<string, ArgSchema> Create { get; } =
        new Dictionary<string, ArgSchema>(Build())
        {
            ["type"] = ArgSchema.OneOf(Types).WithDefault("simple"),
            ["status"] = ArgSchema.OneOf(s_statuses).WithDefault("publish"),
            ["catalog_visibility"] = Visibility.WithDefault("visible"),
            ["manage_stock"] = ArgSchema.Flag.WithDefault(false),
            ["stock_status"] = StockStatus.WithDefault("instock"),
            ["backorders"] = ArgSchema.OneOf(s_backorders).WithDefault("no"),
        };

    public static IReadOnlyDictionary<string, ArgSchema> VariationUpdate { get; } = BuildVariation();

    public static IReadOnlyDictionary<string, ArgSchema> VariationCreate { get; } =
        new Dictionary<string, ArgSchema>(BuildVariation())
        {
            ["status"] = VariationStatus.WithDefault("publish"),
            ["manage_stock"] = new ArgSchema("mixed").WithDefault(false),
            ["stock_status"] = StockStatus.WithDefault("instock"),
            ["backorders"] = ArgSchema.OneOf(s_backorders).WithDefault("no"),
        };

    public static IReadOnlyDictionary<string, ArgSchema> Delete { get; } =
        new Dictionary<string, ArgSchema> { ["force"] = ArgSchema.Flag.WithDefault(false) };

    public static IReadOnlyDictionary<string, ArgSchema> List { get; } =
        new Dictionary<string, ArgSchema>(Paging.Args)
        {
            ["order"] = ArgSchema.OneOf("asc", "desc").WithDefault("desc"),
            ["orderby"] = ArgSchema.OneOf(s_orderBy).WithDefault("date"),
            ["status"] = ArgSchema.OneOf(s_listStatuses).WithDefault("any"),
            ["type"] = ArgSchema.OneOf(Types),
            ["include_status"] = ArgSchema.ListOf(s_listStatuses),
            ["exclude_status"] = ArgSchema.ListOf(s_listStatuses),
            ["include_types"] = ArgSchema.ListOf(Types),
            ["exclude_types"] = ArgSchema.ListOf(Types),
            ["parent"] = ArgSchema.Integers,
            ["parent_exclude"] = ArgSchema.Integers,
            ["slug"] = ArgSchema.Text,
            ["sku"] = ArgSchema.Text,
            ["search_sku"] = ArgSchema.Text,
            ["featured"] = ArgSchema.Flag,
            ["virtual"] = ArgSchema.Flag,
            ["downloadable"] = ArgSchema.Flag,
            ["on_sale"] = ArgSchema.Flag,
            ["stock_status"] = StockStatus,
            ["min_price"] = ArgSchema.Text,
            ["max_price"] = ArgSchema.Text,
        };

    /// <summary>The plugin that stores decimals also lets them pass validation (recording 15).</summary>
    public static IReadOnlyDictionary<string, ArgSchema> WithDecimals(IReadOnlyDictionary<string, ArgSchema> args) =>
        args.ContainsKey("stock_quantity")
            ? new Dictionary<string, ArgSchema>(args) { ["stock_quantity"] = new ArgSchema("number") }
            : args;

    private static ArgSchema Visibility => ArgSchema.OneOf("visible", "catalog", "search", "hidden");

    private static ArgSchema StockStatus => ArgSchema.OneOf("instock", "outofstock", "onbackorder");

    private static ArgSchema VariationStatus => ArgSchema.OneOf("draft", "pending", "private", "publish");

    private static Dictionary<string, ArgSchema> Build() =>
        new(Shared())
        {
            ["name"] = ArgSchema.Text,
            ["type"] = ArgSchema.OneOf(Types),
            ["status"] = ArgSchema.OneOf(s_statuses),
            ["featured"] = ArgSchema.Flag,
            ["catalog_visibility"] = Visibility,
            ["short_description"] = ArgSchema.Text,
            ["manage_stock"] = ArgSchema.Flag,
            ["sold_individually"] = ArgSchema.Flag,
            ["reviews_allowed"] = ArgSchema.Flag,
            ["parent_id"] = ArgSchema.Integer,
            ["external_url"] = ArgSchema.Text,
            ["button_text"] = ArgSchema.Text,
            ["grouped_products"] = ArgSchema.Integers,
            ["upsell_ids"] = ArgSchema.Integers,
            ["cross_sell_ids"] = ArgSchema.Integers,
            ["categories"] = new ArgSchema("array"),
            ["tags"] = new ArgSchema("array"),
            ["images"] = new ArgSchema("array"),
        };

    private static Dictionary<string, ArgSchema> BuildVariation() =>
        new(Shared()) { ["status"] = VariationStatus, ["manage_stock"] = new ArgSchema("mixed") };

    private static Dictionary<string, ArgSchema> Shared() =>
        new()
        {
            ["slug"] = ArgSchema.Text,
            ["description"] = ArgSchema.Text,
            ["sku"] = ArgSchema.Text,
            ["global_unique_id"] = ArgSchema.Text,
            ["regular_price"] = ArgSchema.Text,
            ["sale_price"] = ArgSchema.Text,
            ["virtual"] = ArgSchema.Flag,
            ["downloadable"] = ArgSchema.Flag,
            ["stock_quantity"] = ArgSchema.Integer,
            ["stock_status"] = StockStatus,
            ["backorders"] = ArgSchema.OneOf(s_backorders),
            ["low_stock_amount"] = new ArgSchema("integer", "null"),
            ["weight"] = ArgSchema.Text,
            ["menu_order"] = ArgSchema.Integer,
            ["attributes"] = new ArgSchema("array"),
            ["meta_data"] = new ArgSchema("array"),
        };
}
