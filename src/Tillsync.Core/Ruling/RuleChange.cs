using Tillsync.Core.Stock;

namespace Tillsync.Core.Ruling;

/// <summary>What somebody wants of the rule of one article or category. What is not named stays as it is.</summary>
public sealed record RuleChange(RuleSubject Subject)
{
    /// <summary>Null: leave it, unless it is cleared.</summary>
    public Quantity? SafetyStock { get; init; }

    /// <summary>The rule says nothing of safety stock from now on.</summary>
    public bool ClearsSafetyStock { get; init; }

    /// <summary>Null: leave them, unless they are cleared.</summary>
    public IReadOnlyList<string>? Locations { get; init; }

    /// <summary>The rule says nothing of locations from now on.</summary>
    public bool ClearsLocations { get; init; }

    /// <summary>It comes from a table of rules: to clear what is not there is nothing to complain about.</summary>
    public bool IsOneOfMany { get; init; }

    /// <summary>Takes the whole rule away.</summary>
    public static RuleChange Drop(RuleSubject subject) => new(subject) { ClearsSafetyStock = true, ClearsLocations = true };

    /// <summary>The rule that there is then; null for none.</summary>
    public StockRule? After(StockRule? before, string by, DateTimeOffset now)
    {
        var after = new StockRule(
            Subject,
            ClearsSafetyStock ? null : SafetyStock ?? before?.SafetyStock,
            ClearsLocations ? null : Locations ?? before?.Locations
        )
        {
            SetBy = by,
            SetAt = now,
        };
        return after.IsEmpty ? null
            : after.Canonical == before?.Canonical ? before
            : after;
    }
}

/// <summary>Why a change cannot be made.</summary>
/// <param name="Index">Which of the changes, from 0.</param>
/// <param name="Subject">What it happened to, e.g. <c>SKU 01-10100</c>.</param>
public sealed record RuleProblem(int Index, string Subject, string Cause, string Advice)
{
    /// <summary>The till has no item of this number: a spreadsheet may have changed it.</summary>
    public bool IsUnknownSku { get; init; }
}

/// <summary>What a change comes to.</summary>
/// <param name="Before">The rule that there is now; null for none.</param>
/// <param name="After">The rule that there is then; null for none.</param>
/// <param name="WebItems">How many web items it is about.</param>
public sealed record RuleEffect(int Index, RuleSubject Subject, StockRule? Before, StockRule? After, int WebItems)
{
    public bool IsNothing => Before?.Canonical == After?.Canonical;
}

/// <summary>What changes come to together: nothing is done while there is a problem.</summary>
public sealed record RulePreview(IReadOnlyList<RuleProblem> Problems, IReadOnlyList<RuleEffect> Effects);

/// <summary>A rule, or a category that could have one, as an operator is shown it.</summary>
/// <param name="Rule">Null for a category without one.</param>
/// <param name="WebItems">How many web items it is about.</param>
/// <param name="Description">What the till calls the article; empty for categories.</param>
public sealed record RuleRow(RuleSubject Subject, StockRule? Rule, int WebItems, string Description);
