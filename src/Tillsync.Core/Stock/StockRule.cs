namespace Tillsync.Core.Stock;

/// <summary>What holds for one article or one category instead of what the storefront's settings say.</summary>
/// <param name="SafetyStock">Units, in the till's stocking unit, that are never offered online; at least 0. Null: the rule says nothing of it.</param>
/// <param name="Locations">
/// The LOC_IDs that sell, in place of the storefront's; never empty. Null: the rule says nothing of it.
/// </param>
public sealed record StockRule(RuleSubject Subject, Quantity? SafetyStock, IReadOnlyList<string>? Locations)
{
    /// <summary>Who made it so, as user@host.</summary>
    public string SetBy { get; init; } = "";

    public DateTimeOffset SetAt { get; init; }

    /// <summary>It says nothing of anything, and so is no rule.</summary>
    public bool IsEmpty => SafetyStock is null && Locations is null;

    /// <summary>One text for each content, equal exactly when two rules come to the same.</summary>
    public string Canonical =>
        $"{Subject.Kind}:{Subject.Key}:{SafetyStock?.ToString() ?? "-"}:{(Locations is { } list ? string.Join('|', list.Select(Plain).Order(StringComparer.Ordinal)) : "-")}";

    private static string Plain(string location) => location.Trim().ToUpperInvariant();
}
