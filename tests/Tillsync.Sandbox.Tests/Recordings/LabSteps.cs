using System.Globalization;
using System.Text;

namespace Tillsync.Sandbox.Tests.Recordings;

/// <summary>What the recorder did between the exchanges, taken from the facts of each recording; keyed by file and position.</summary>
internal static class LabSteps
{
    private static readonly Dictionary<string, Action<LabShop>> s_before = new()
    {
        ["01#0"] = lab => FillTo(lab, 2329, 3190, "LAB-af04f0ef"),
        ["02#40"] = lab => At(lab, "08:46:21", () => lab.Model.SetStock(11, 101)),
        // The store answered with these stock fields again after item 12 had been given backorders "banana" and made a draft.
        ["03#12"] = lab => lab.Model.SetBackorders(12, "no"),
        ["03#20"] = lab => lab.Model.SetStatus(12, "publish"),
        ["04#52"] = lab => lab.Model.SetOption("woocommerce_notify_no_stock_amount", "2"),
        ["04#54"] = lab => lab.Model.SetOption("woocommerce_notify_no_stock_amount", "0"),
        ["04#55"] = lab => lab.Model.SetOption("woocommerce_manage_stock", "no"),
        ["04#57"] = lab => lab.Model.SetOption("woocommerce_manage_stock", "yes"),
        ["04#73"] = lab => SetVariations(lab, "VAR-003", 0),
        ["04#77"] = lab => Continue(lab, 2145).AddExternal(new NewProduct("LAB-EXT")),
        ["05#0"] = lab => lab.AddLab(2146, "LAB-f58fe27c", 10, "Lab 85bbb3"),
        ["05#10"] = lab => lab.Model.SetStock(2146, 20),
        ["05#12"] = lab => lab.Model.SetStock(2146, 20),
        ["06#28"] = lab => lab.Model.SetStock(2066, 901),
        ["07#17"] = lab => Continue(lab, 2479).AddSimple(new NewProduct("LAB-RACE-5465aa") { Name = "race" }),
        ["08#0"] = OrderOfRecording05,
        ["08#11"] = lab => AddOrder(lab, (2171, "LAB-a5d43d66", "Lab c62c51", 50), (2172, 14, "pending", 5)),
        ["08#26"] = lab => AddOrder(lab, (2174, "LAB-203813b4", "Lab db620a", 50), (2175, 15, "processing", 4)),
        ["08#29"] = lab => lab.Model.SetOrderStatus(2175, "cancelled"),
        ["08#30"] = lab => AddOrder(lab, (2178, "LAB-c79eb698", "Lab a7e4b3", 50), (2179, 18, "processing", 4)),
        ["08#35"] = LastOrdersOfRecording08,
        ["09#0"] = lab => lab.Model.State.Webhooks.Ids.ContinueAt(9),
        ["09#20"] = lab => lab.Model.State.Webhooks.Find(14)!.Status = "disabled",
        ["09#21"] = RemoveWebhooks,
        ["11#0"] = lab => lab.AddLab(2189, "LAB-2189", 20),
        ["11#3"] = lab => lab.AddLab(2191, "LAB-2191", 17),
        ["12#0"] = lab => FillTo(lab, 2120, 2486, "LAB-2486"),
        ["13#8"] = lab =>
        {
            lab.AddLab(3126, "LAB-3126", 0);
            lab.Model.SetStaleStockStatus(3126, "instock");
        },
        ["15#0"] = StartOfRecording15,
        ["15#7"] = lab => lab.Model.StoreDecimals(false),
        ["15#8"] = lab => At(lab, "09:11:18", () => lab.Model.SetStock(2097, 5)),
        ["15#10"] = lab =>
            At(
                lab,
                "09:11:20",
                () => lab.PostOrder(3191, 1, $"{{\"status\":\"processing\",\"line_items\":[{{\"product_id\":2097,\"quantity\":1}}]}}")
            ),
        ["15#16"] = lab => lab.PostOrder(3192, 1, $"{{\"status\":\"processing\",\"line_items\":[{{\"product_id\":2103,\"quantity\":2}}]}}"),
    };

    public static void Before(LabShop lab, RecordedExchange exchange)
    {
        if (s_before.TryGetValue($"{exchange.File[..2]}#{exchange.Index}", out var step))
        {
            step(lab);
        }

        foreach (var fault in LabFaults.For(exchange))
        {
            lab.Shop.Faults.Next(fault);
        }
    }

    public static decimal FirstQuantity(RecordedExchange exchange) => exchange.File.StartsWith("08", StringComparison.Ordinal) ? 50 : 10;

    public static byte[]? RawBody(RecordedExchange exchange) =>
        exchange.Label switch
        {
            "JSON with a UTF-8 BOM" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(exchange.RequestBody!.ToJsonString())],
            "invalid UTF-8" => [.. "{\"stock_quantity\": 5, \"name\":\""u8, 0xC3, 0x28, .. "\"}"u8],
            "NaN" => [.. "{\"stock_quantity\": NaN}"u8],
            "1.2 MB body, nginx client_max_body_size 1m" => new byte[1_200_000],
            _ => null,
        };

    public static (string Key, string Secret) Credentials(RecordedExchange exchange) =>
        exchange.Label switch
        {
            "https + Basic, unknown consumer key" => ("ck_nobody", LabShop.Secret),
            "https + Basic, right key wrong secret" => (LabShop.Key, "cs_wrong"),
            "read-only key on a write" or "read-only key on batch" => ("ck_read", "cs_read"),
            "write-only key on a read" or "write-only key on a write" => ("ck_write", "cs_write"),
            _ => (LabShop.Key, LabShop.Secret),
        };

    private static ShopModel Continue(LabShop lab, long id)
    {
        lab.ContinueIdsAt(id);
        return lab.Model;
    }

    private static void At(LabShop lab, string time, Action act)
    {
        var now = lab.Clock.Now;
        lab.Clock.Now = DateTimeOffset.Parse($"2026-11-22T{time}Z", CultureInfo.InvariantCulture);
        act();
        lab.Clock.Now = now;
    }

    /// <summary>Adds products up to the number the shop held, the newest with the id and SKU it had.</summary>
    private static void FillTo(LabShop lab, int count, long newestId, string newestSku)
    {
        var listed = lab.Model.Products.Count(product => product.Type != "variation");
        Continue(lab, 2200)
            .AddMany(
                Enumerable
                    .Range(1, count - listed - 1)
                    .Select(number => new NewProduct(string.Create(CultureInfo.InvariantCulture, $"FILL-{number}")))
            );
        lab.AddLab(newestId, newestSku, 10);
    }

    private static void SetVariations(LabShop lab, string sku, decimal quantity)
    {
        var parent = lab.Model.FindBySku(sku)!;
        foreach (var variation in lab.Model.Products.Where(product => product.ParentId == parent.Id))
        {
            lab.Model.SetStock(variation.Id, quantity);
        }
    }

    private static void AddOrder(
        LabShop lab,
        (long Id, string Sku, string Name, decimal Quantity) product,
        (long Id, long LineId, string Status, int Quantity) order
    )
    {
        lab.AddLab(product.Id, product.Sku, product.Quantity, product.Name);
        lab.PostOrder(
            order.Id,
            order.LineId,
            $"{{\"status\":\"{order.Status}\",\"line_items\":[{{\"product_id\":{product.Id},\"quantity\":{order.Quantity}}}]}}"
        );
    }

    private static void OrderOfRecording05(LabShop lab) =>
        At(
            lab,
            "08:49:30",
            () =>
            {
                AddOrder(lab, (2146, "LAB-f58fe27c", "Lab 85bbb3", 31), (2147, 1, "processing", 2));
                lab.Model.SetOrderStatus(2147, "cancelled");
            }
        );

    private static void LastOrdersOfRecording08(LabShop lab)
    {
        At(lab, "08:50:44", () => lab.Model.SetOrderStatus(2182, "cancelled"));
        At(lab, "08:50:45", () => AddOrder(lab, (2184, "LAB-2184", "Lab", 10), (2185, 22, "processing", 2)));
        At(
            lab,
            "08:50:47",
            () => lab.PostOrder(2186, 23, "{\"status\":\"processing\",\"line_items\":[{\"product_id\":2036,\"quantity\":1}]}")
        );
        At(lab, "08:50:48", () => AddOrder(lab, (2187, "LAB-2187", "Lab", 1), (2188, 24, "processing", 1)));
    }

    private static void RemoveWebhooks(LabShop lab)
    {
        foreach (var webhook in lab.Model.State.Webhooks.All.ToList())
        {
            lab.Model.State.Webhooks.Remove(webhook);
        }
    }

    private static void StartOfRecording15(LabShop lab)
    {
        At(lab, "09:00:00", () => FillTo(lab, 2329, 3190, "LAB-af04f0ef"));
        lab.Model.SetStock(2101, 30);
        lab.Model.StopManagingStock(2102);
        lab.Model.StopManagingStock(2103);
        lab.Model.StoreDecimals(true);
        At(
            lab,
            "09:00:01",
            () =>
            {
                lab.ContinueIdsAt(2300);
                for (var number = 1; number <= 723; number++)
                {
                    lab.PostOrder(lab.Model.State.Ids.Next(), 1, "{\"status\":\"pending\",\"line_items\":[{\"product_id\":12}]}");
                }

                foreach (var id in new long[] { 3170, 3171, 3172, 3173, 3180, 3182, 3184, 3188, 3189 })
                {
                    lab.PostOrder(id, 1, "{\"status\":\"pending\",\"line_items\":[{\"product_id\":12}]}");
                }
            }
        );
    }
}
