namespace Tillsync.Configuration;

/// <summary>A list of short texts, each once, whatever their case.</summary>
internal sealed class TextListRule(int lengthMax, bool mayBeEmpty = false) : SettingRule<IReadOnlyList<string>>
{
    private readonly TextRule _item = new(lengthMax);

    public TextRule Item => _item;

    public bool MayBeEmpty => mayBeEmpty;

    public override string Allowed =>
        $"list of texts of 1 to {lengthMax} characters{(mayBeEmpty ? ", or [] for every location" : ", at least one")}";

    /// <summary>For what stands where the list should be.</summary>
    public override RuleResult Read(RawSetting raw) =>
        raw.Kind != RawKind.List ? Refuse(NotList(raw))
        : mayBeEmpty ? Accept([])
        : Refuse("The list is empty.");

    /// <summary>For the items of a list, in order.</summary>
    public RuleResult Read(IReadOnlyList<RawSetting> items)
    {
        var values = new List<string>(items.Count);
        foreach (var item in items)
        {
            if (item.IsNull || item.IsBlank)
            {
                return Refuse("An item of the list is empty.");
            }

            var result = _item.Read(item);
            if (result.Value is not string value)
            {
                return result;
            }

            if (values.Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                return Refuse($"{item.Shown} is there twice.");
            }

            values.Add(value);
        }

        return Accept(values);
    }

    private static string NotList(RawSetting raw) =>
        raw.Origin is ConfigurationOrigin.Variable variable ? $"A list is expected: set {variable.Name}__0, {variable.Name}__1 and so on."
        : raw.Shown == "the value" ? "A list is expected: write it in [ ]."
        : $"A list is expected: write [{(raw.Kind == RawKind.Text ? raw.Shown : $"\"{raw.Text}\"")}] instead of {raw.Shown}.";
}
