namespace Tillsync.Core.Stock;

/// <summary>The stock rules of a storefront. For each question the article's own rule answers first, for a cell then that of its
/// item, then that of the category.</summary>
public sealed class StockRules
{
    public static readonly StockRules None = new([]);

    private readonly Dictionary<RuleSubject, StockRule> _rules;

    /// <param name="rules">At most one for each subject.</param>
    public StockRules(IReadOnlyCollection<StockRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = rules.ToDictionary(rule => rule.Subject);
        All = [.. rules.OrderBy(rule => rule.Subject.Kind).ThenBy(rule => rule.Subject.Key, StringComparer.Ordinal)];
        HaveLocations = rules.Any(rule => rule.Locations is not null);
    }

    /// <summary>Those of articles first, each kind by code.</summary>
    public IReadOnlyList<StockRule> All { get; }

    /// <summary>Some rule says which locations sell.</summary>
    public bool HaveLocations { get; }

    public StockRule? Find(RuleSubject subject) => _rules.GetValueOrDefault(subject);

    /// <summary>The rule that gives the article's safety stock; null where the storefront's setting does.</summary>
    /// <param name="sku">The article whose stock it is: an item, or a cell of one.</param>
    /// <param name="item">The item that it is or belongs to.</param>
    public StockRule? ForSafetyStock(Sku sku, Sku item, string? category) =>
        First(sku, item, category, rule => rule.SafetyStock is not null);

    /// <summary>The rule that says where the article sells from; null where the storefront's setting does.</summary>
    /// <inheritdoc cref="ForSafetyStock" path="/param"/>
    public StockRule? ForLocations(Sku sku, Sku item, string? category) => First(sku, item, category, rule => rule.Locations is not null);

    private StockRule? First(Sku sku, Sku item, string? category, Func<StockRule, bool> answers)
    {
        if (_rules.Count == 0)
        {
            return null;
        }

        if (Find(RuleSubject.Of(sku)) is { } own && answers(own))
        {
            return own;
        }

        if (item != sku && Find(RuleSubject.Of(item)) is { } whole && answers(whole))
        {
            return whole;
        }

        return category is { Length: > 0 } code && Find(RuleSubject.OfCategory(code)) is { } shared && answers(shared) ? shared : null;
    }
}
