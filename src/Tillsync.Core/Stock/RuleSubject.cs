namespace Tillsync.Core.Stock;

/// <summary>What a stock rule is about: one article, or every article of a category. Blanks around a code and its case do not matter.</summary>
/// <param name="Code">ITEM_NO or CATEG_COD as somebody wrote it.</param>
public sealed record RuleSubject(RuleKind Kind, string Code)
{
    /// <summary>Equal, letter by letter, exactly for equal subjects of one kind.</summary>
    public string Key { get; } = Code.Trim().ToUpperInvariant();

    public static RuleSubject Of(Sku sku) => new(RuleKind.Sku, sku.Text);

    public static RuleSubject OfCategory(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return new(RuleKind.Category, code.Trim());
    }

    public bool Equals(RuleSubject? other) => other is not null && Kind == other.Kind && Key == other.Key;

    public override int GetHashCode() => HashCode.Combine(Kind, Key);

    /// <summary><c>SKU 01-10100</c> or <c>category PAPER</c>.</summary>
    public override string ToString() => $"{(Kind == RuleKind.Sku ? "SKU" : "category")} {Code}";
}

/// <summary>The narrower rule wins: that of the article before that of its category, and that before the storefront's own.</summary>
public enum RuleKind
{
    Sku,

    /// <summary>IM_ITEM.CATEG_COD.</summary>
    Category,
}
