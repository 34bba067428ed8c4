using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Ruling;

/// <summary>Judges changes to stock rules by what the till has. All together or none. Pure.</summary>
internal sealed class RuleBook
{
    private readonly StockRules _rules;
    private readonly Dictionary<Sku, TillItem> _items = [];
    private readonly Dictionary<RuleSubject, int> _categories = [];
    private readonly HashSet<string> _locations;

    public RuleBook(TillReading till, StockRules rules)
    {
        _rules = rules;
        foreach (var item in till.Items)
        {
            _items.TryAdd(item.Sku, item);
            if (item is { Category: { } code, Cell: null })
            {
                var category = RuleSubject.OfCategory(code);
                _categories[category] = _categories.GetValueOrDefault(category) + (item.IsWebItem ? 1 : 0);
            }
        }

        _locations = till.Items.SelectMany(item => item.Locations).Select(row => row.Location).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Every rule, and every category of the till that has none.</summary>
    public IReadOnlyList<RuleRow> Survey() =>
        [
            .. _rules.All.Select(rule => Row(rule.Subject, rule)),
            .. _categories
                .Keys.Where(category => _rules.Find(category) is null)
                .OrderBy(category => category.Key, StringComparer.Ordinal)
                .Select(category => Row(category, null)),
        ];

    public RulePreview Judge(IReadOnlyList<RuleChange> changes, string by, DateTimeOffset now)
    {
        var problems = new List<RuleProblem>();
        var effects = new List<RuleEffect>();
        var seen = new HashSet<RuleSubject>();
        for (var index = 0; index < changes.Count; index++)
        {
            var change = changes[index];
            var before = _rules.Find(change.Subject);
            var problem = seen.Add(change.Subject)
                ? ProblemOf(change, before)
                : Problem(change, "It is named twice.", "Name each article and each category once.");
            if (problem is not null)
            {
                problems.Add(problem with { Index = index });
                continue;
            }

            effects.Add(new RuleEffect(index, change.Subject, before, change.After(before, by, now), WebItemsOf(change.Subject)));
        }

        return new RulePreview(problems, effects);
    }

    private RuleRow Row(RuleSubject subject, StockRule? rule) =>
        new(subject, rule, WebItemsOf(subject), ItemOf(subject)?.Description ?? "");

    private int WebItemsOf(RuleSubject subject) =>
        subject.Kind == RuleKind.Category ? _categories.GetValueOrDefault(subject)
        : ItemOf(subject) is { IsWebItem: true } ? 1
        : 0;

    private TillItem? ItemOf(RuleSubject subject) =>
        subject.Kind == RuleKind.Sku && Sku.From(subject.Code) is { } sku ? _items.GetValueOrDefault(sku) : null;

    /// <summary>What takes from a rule needs nothing of the till: the article may be gone.</summary>
    private RuleProblem? ProblemOf(RuleChange change, StockRule? before)
    {
        if (change is { SafetyStock: null, Locations: null })
        {
            return before is null && !change.IsOneOfMany ? Problem(change, "There is no rule for it.", "See `tillsync rules list`.") : null;
        }

        if (change.Subject.Kind == RuleKind.Sku && ItemOf(change.Subject) is null)
        {
            return Problem(change, "The till has no item of this number.", "Check the spelling in the till (ITEM_NO).") with
            {
                IsUnknownSku = true,
            };
        }

        if (change.Subject.Kind == RuleKind.Category && !_categories.ContainsKey(change.Subject))
        {
            return _categories.Count == 0
                ? Problem(change, "No item of the till has a category (IM_ITEM.CATEG_COD).", "Make rules for single articles.")
                : Problem(
                    change,
                    "No item of the till has this category.",
                    "Take the code from the till (IM_ITEM.CATEG_COD); `tillsync rules list` shows them."
                );
        }

        return change.Locations?.FirstOrDefault(location => !_locations.Contains(location)) is { } unknown
            ? Problem(
                change,
                $"The till has no stock row at location '{unknown}'.",
                $"It has rows at {string.Join(", ", _locations.Order(StringComparer.OrdinalIgnoreCase))}."
            )
            : null;
    }

    private static RuleProblem Problem(RuleChange change, string cause, string advice) => new(0, $"{change.Subject}", cause, advice);
}
