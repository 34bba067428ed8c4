using Tillsync.Core.Deciding;
using Tillsync.Core.Ruling;
using Tillsync.Core.Stock;

namespace Tillsync.Output;

// The shapes of rules. Like those in JsonShapes.cs they are an interface: members are added, never renamed or removed.

/// <param name="Sku">Null for a category.</param>
/// <param name="Category">Null for an article.</param>
/// <param name="SafetyStock">Null where the rule says nothing of it.</param>
/// <param name="Locations">Null where the rule says nothing of them.</param>
/// <param name="SetBy">Null for a category without a rule.</param>
internal sealed record RuleJson(
    string? Sku,
    string? Category,
    decimal? SafetyStock,
    IReadOnlyList<string>? Locations,
    string Description,
    int WebItems,
    string? SetBy,
    DateTimeOffset? SetAt
);

/// <param name="SafetyStock">The storefront's own, for everything that no rule is about.</param>
/// <param name="Locations">The storefront's own; empty for every location but the excluded ones.</param>
internal sealed record RuleListJson(
    string Storefront,
    decimal SafetyStock,
    IReadOnlyList<string> Locations,
    IReadOnlyList<string> ExcludedLocations,
    IReadOnlyList<RuleJson> Rules
)
{
    public static RuleListJson Of(string storefront, StockPolicy policy, IReadOnlyList<RuleJson> rules)
    {
        var (named, isExclusion) = (policy.Locations.Named, policy.Locations.IsExclusion);
        return new RuleListJson(storefront, policy.SafetyStock.Quantity.Units, isExclusion ? [] : named, isExclusion ? named : [], rules);
    }
}

internal sealed record RuleExportJson(string Storefront, string File, int Rows);

internal sealed record RuleEffectJson(
    string? Sku,
    string? Category,
    decimal? SafetyStockBefore,
    decimal? SafetyStock,
    IReadOnlyList<string>? LocationsBefore,
    IReadOnlyList<string>? Locations,
    int WebItems,
    int? Line
);

internal sealed record RuleProblemJson(string Subject, string Cause, string Advice, int? Line);

/// <param name="Applied">False for a preview, and where a problem kept everything from being done.</param>
internal sealed record RuleChangeJson(
    string Storefront,
    bool Applied,
    int ExitCode,
    IReadOnlyList<RuleEffectJson> Changed,
    IReadOnlyList<RuleProblemJson> Problems
);

/// <summary>Turns stock rules into their JSON shapes.</summary>
internal static class RuleShaping
{
    public static RuleJson Of(RuleRow row) =>
        new(
            SkuOf(row.Subject),
            CategoryOf(row.Subject),
            row.Rule?.SafetyStock?.Units,
            row.Rule?.Locations,
            row.Description,
            row.WebItems,
            row.Rule?.SetBy,
            row.Rule?.SetAt
        );

    public static RuleEffectJson Of(RuleEffect effect, int? line) =>
        new(
            SkuOf(effect.Subject),
            CategoryOf(effect.Subject),
            effect.Before?.SafetyStock?.Units,
            effect.After?.SafetyStock?.Units,
            effect.Before?.Locations,
            effect.After?.Locations,
            effect.WebItems,
            line
        );

    private static string? SkuOf(RuleSubject subject) => subject.Kind == RuleKind.Sku ? subject.Code : null;

    private static string? CategoryOf(RuleSubject subject) => subject.Kind == RuleKind.Category ? subject.Code : null;
}
