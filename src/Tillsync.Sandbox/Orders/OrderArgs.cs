using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Orders;

/// <summary>Parameters of the order routes that are validated (recording 08).</summary>
internal static class OrderArgs
{
    private static readonly string[] s_filter =
    [
        "any",
        "trash",
        "auto-draft",
        "pending",
        "processing",
        "on-hold",
        "completed",
        "cancelled",
        "refunded",
        "failed",
        "checkout-draft",
    ];

    public static IReadOnlyDictionary<string, ArgSchema> Write { get; } =
        new Dictionary<string, ArgSchema>
        {
            ["status"] = ArgSchema.OneOf(["auto-draft", .. OrderStatus.Known]),
            ["set_paid"] = ArgSchema.Flag,
            ["customer_id"] = ArgSchema.Integer,
            ["customer_note"] = ArgSchema.Text,
            ["payment_method"] = ArgSchema.Text,
            ["transaction_id"] = ArgSchema.Text,
            ["billing"] = new ArgSchema("object"),
            ["shipping"] = new ArgSchema("object"),
            ["meta_data"] = new ArgSchema("array"),
            ["line_items"] = new ArgSchema("array") { Items = Line(ArgSchema.Text) },
        };

    public static IReadOnlyDictionary<string, ArgSchema> Refund { get; } =
        new Dictionary<string, ArgSchema>
        {
            ["amount"] = ArgSchema.Text,
            ["reason"] = ArgSchema.Text,
            ["api_refund"] = ArgSchema.Flag.WithDefault(true),
            ["api_restock"] = ArgSchema.Flag.WithDefault(true),
            ["line_items"] = new ArgSchema("array") { Items = Line(new ArgSchema("mixed")) },
        };

    public static IReadOnlyDictionary<string, ArgSchema> List { get; } =
        new Dictionary<string, ArgSchema>(Paging.Args)
        {
            ["order"] = ArgSchema.OneOf("asc", "desc").WithDefault("desc"),
            ["orderby"] = ArgSchema.OneOf("date", "id", "include", "title", "slug", "modified").WithDefault("date"),
            ["status"] = ArgSchema.ListOf(s_filter),
            ["product"] = ArgSchema.Integer,
            ["customer"] = ArgSchema.Integer,
            ["parent"] = ArgSchema.Integers,
        };

    private static ArgSchema Line(ArgSchema total) =>
        new("object")
        {
            Properties = new Dictionary<string, ArgSchema>
            {
                ["id"] = ArgSchema.Integer,
                ["name"] = new ArgSchema("mixed"),
                ["product_id"] = new ArgSchema("mixed"),
                ["variation_id"] = ArgSchema.Integer,
                ["quantity"] = ArgSchema.Integer,
                ["subtotal"] = ArgSchema.Text,
                ["total"] = total,
            },
        };
}
