using Tillsync.Core.Deciding;
using Tillsync.Core.Ruling;
using Tillsync.Core.Stock;

namespace Tillsync.Output;

/// <summary>Prints stock rules, and what becomes of them.</summary>
internal static class RulePrinter
{
    public static void Print(Terminal terminal, IReadOnlyList<RuleRow> rows, StockPolicy policy, TimeProvider time, int? most)
    {
        terminal.Line(
            $"Where no rule says otherwise: safety stock {policy.SafetyStock.Quantity} (Stock:SafetyStock), sold from {policy.Locations} ({(policy.Locations.IsExclusion ? "Till:Locations and Till:ExcludedLocations" : "Till:Locations")})."
        );
        if (rows.Count == 0)
        {
            terminal.Line("There is no rule. Make one with `tillsync rules set`, or many with `tillsync rules export` and `import`.");
            return;
        }

        terminal.Line();
        terminal.Table(
            ["SKU", "Category", "Safety stock", "Sold from", "Web items", "Description", "Set by", "Set at"],
            [.. rows.Select(row => Row(row, time))],
            most
        );
    }

    public static string Text(RuleEffect effect, bool isApplied)
    {
        if (effect.IsNothing)
        {
            return $"{effect.Subject}: stays as it is.";
        }

        string?[] parts =
        [
            Part("safety stock", Units(effect.Before), Units(effect.After)),
            Part("sold from", Places(effect.Before), Places(effect.After)),
        ];
        var verb = isApplied ? "now" : "would have";
        return $"{effect.Subject}: {verb} {string.Join(", ", parts.OfType<string>())} ({effect.WebItems} web items).";
    }

    /// <summary>What comes of a change of policy, so that nobody is surprised by a held plan.</summary>
    public static void PrintNext(Terminal terminal) =>
        terminal.Line(
            "This is a change of the stock policy: the next sync that would write holds its plan once, for your approval (`tillsync sync` shows it)."
        );

    private static string[] Row(RuleRow row, TimeProvider time) =>
        [
            row.Subject.Kind == RuleKind.Sku ? row.Subject.Code : "",
            row.Subject.Kind == RuleKind.Category ? row.Subject.Code : "",
            row.Rule?.SafetyStock?.ToString() ?? "",
            row.Rule?.Locations is { } locations ? string.Join(", ", locations) : "",
            $"{row.WebItems}",
            row.Description,
            row.Rule?.SetBy ?? "",
            row.Rule is { } rule ? Words.Local(rule.SetAt, time) : "",
        ];

    private static string? Part(string name, string before, string after) => before == after ? null : $"{name} {after} instead of {before}";

    private static string Units(StockRule? rule) => rule?.SafetyStock?.ToString() ?? "none of its own";

    private static string Places(StockRule? rule) =>
        rule?.Locations is { } locations ? string.Join(" and ", locations) : "the usual locations";
}
