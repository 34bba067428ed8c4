using System.Globalization;
using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Core.Stock;
using Tillsync.Files;

namespace Tillsync.Output;

/// <summary>Prints where every article stands, and what in the till keeps articles from being sold.</summary>
internal static class ReportPrinter
{
    private static readonly string[] Head =
    [
        "SKU",
        "State",
        "Lists",
        "On hand",
        "Committed",
        "Available",
        "Reserved",
        "Safety",
        "Listing",
        "Shows",
        "Last change",
        "Note",
    ];

    public static void Print(
        Terminal terminal,
        IReadOnlyList<ProductRow> all,
        IReadOnlyList<ProductRow> shown,
        TimeProvider time,
        int? most
    )
    {
        var counts = Enum.GetValues<ProductState>().Select(state => $"{all.Count(row => row.State == state)} {Name(state)}");
        terminal.Line($"{all.Count} articles: {string.Join(", ", counts)}");
        if (shown.Count > 0)
        {
            terminal.Line();
            terminal.Table(Head, [.. shown.Select(row => Cells(row, time))], most);
        }
    }

    public static string Csv(IReadOnlyList<ProductRow> rows, TimeProvider time) =>
        CsvText.Of(
            [.. Head, "Description", "Status in the till", "By", "Confirmed"],
            rows.Select(row =>
                (IReadOnlyList<string>)
                    [
                        .. Cells(row, time).Select((cell, column) => IsText(column) ? Spreadsheet.Guard(cell) : cell),
                        Spreadsheet.Guard(row.Item?.Description ?? ""),
                        Spreadsheet.Guard(row.Item?.Status ?? ""),
                        MapPrinter.Origin(row.Record?.Origin),
                        row.Record?.AcknowledgedAt is { } at ? Words.Local(at, time) : "",
                    ]
            )
        );

    public static void Print(
        Terminal terminal,
        IReadOnlyList<LintFinding> findings,
        IReadOnlyList<StatusUse> statuses,
        StockPolicy policy,
        int? most
    )
    {
        terminal.Line("Status codes of the web items (IM_ITEM.STAT; Till:ActiveStatuses and Till:PhasedOutStatuses say what they mean)");
        terminal.Table(
            ["Status", "Web items", "Becomes"],
            [.. statuses.Select(use => (string[])[$"'{use.Status}'", $"{use.WebItems}", StatusWords.Becomes(use.Meaning, policy)])],
            int.MaxValue
        );
        foreach (var finding in findings)
        {
            terminal.Line();
            terminal.Line($"{finding.Code}: {finding.Items.Count} {finding.What}. {finding.Effect}");
            terminal.Line($"  -> {finding.Advice}");
            terminal.Table(["SKU", "What"], [.. finding.Items.Select(item => (string[])[item.Sku?.Text ?? "", item.Detail])], most);
        }

        if (findings.Count == 0)
        {
            terminal.Line();
            terminal.Line("Nothing found: every web item has stock that can be trusted.");
        }
    }

    public static ProductReportJson Shape(string storefront, IReadOnlyList<ProductRow> all, IReadOnlyList<ProductRow> shown) =>
        new(
            storefront,
            [
                .. Enum.GetValues<ProductState>()
                    .Select(state => new NameCountJson(JsonShaping.Name(state), all.Count(row => row.State == state))),
            ],
            [.. shown.Select(Shape)]
        );

    private static ProductJson Shape(ProductRow row)
    {
        var list = row.Decision as Decision.List;
        return new ProductJson(
            row.Sku.Text,
            row.Item?.Description,
            row.Item?.Status,
            JsonShaping.Name(row.State),
            row.Reason,
            row.Decision.Target?.Quantity.Units,
            list?.Stock.OnHand.Quantity.Units,
            list?.Stock.Committed.Quantity.Units,
            list?.Stock.Available.Units,
            list?.Reserved.Quantity.Units,
            list?.SafetyStock.Quantity.Units,
            row.Record?.Listing.ToString(),
            row.Record is { } record ? JsonShaping.Name(record.Origin) : null,
            row.Record?.Acknowledged?.Units,
            row.Record?.AcknowledgedAt,
            row.LastWrite?.IntendedAt,
            row.LastWrite?.From?.Units,
            row.LastWrite?.To.Quantity.Units,
            row.LastWrite?.RunId,
            row.Item?.Item.Text,
            row.Item?.Cell?.Dimensions,
            UnitJson.Of(row.Item?.Unit)
        );
    }

    private static string[] Cells(ProductRow row, TimeProvider time)
    {
        var list = row.Decision as Decision.List;
        return
        [
            row.Sku.Text,
            Name(row.State),
            Number(row.Decision.Target?.Quantity),
            Number(list?.Stock.OnHand.Quantity),
            Number(list?.Stock.Committed.Quantity),
            Number(list?.Stock.Available),
            Number(list?.Reserved.Quantity),
            Number(list?.SafetyStock.Quantity),
            row.Record?.Listing.ToString() ?? "",
            Number(row.Record?.Acknowledged),
            row.LastWrite is { } write ? $"{Words.Local(write.IntendedAt, time)}  {write.From?.ToString() ?? "none"} -> {write.To}" : "",
            row.Item?.Unit is { HasFactor: true } unit ? $"{unit.Describe("of the till's")}. {row.Reason}".TrimEnd() : row.Reason,
        ];
    }

    /// <summary>The others are numbers, dates and our own words.</summary>
    private static bool IsText(int column) => Head[column] is "SKU" or "Listing" or "Note";

    private static string Name(ProductState state) =>
        state switch
        {
            ProductState.InSync => "in sync",
            ProductState.PhasedOut => "phased out",
            _ => state.ToString().ToLower(CultureInfo.InvariantCulture),
        };

    private static string Number(Quantity? quantity) => quantity?.ToString() ?? "";
}
