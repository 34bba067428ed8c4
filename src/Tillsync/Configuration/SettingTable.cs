namespace Tillsync.Configuration;

/// <summary>What was written, under the keys that it means; a variable replaces what the file says.</summary>
/// <param name="errors">Takes what means nothing.</param>
internal sealed class SettingTable(List<ConfigurationError> errors)
{
    private readonly Dictionary<string, RawSetting> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PositionedSettings> _items = new(StringComparer.Ordinal);
    private readonly HashSet<string> _settled = new(StringComparer.Ordinal);

    /// <summary>Positions of the storefronts that are there in part at least, and where each was first seen.</summary>
    public PositionedSettings Storefronts { get; } = new();

    public RawSetting? ValueOf(string path) => _values.GetValueOrDefault(path);

    /// <summary>The items of a list, in order; empty when there are none.</summary>
    public IReadOnlyList<RawSetting> ItemsOf(string path) =>
        _items.TryGetValue(path, out var items) ? [.. items.All.Select(item => item.Setting)] : [];

    /// <summary>Whether an error already speaks of this key or of a section around it, so that it need not be called missing.</summary>
    public bool IsSettled(string path) =>
        _settled.Contains(path) || _settled.Any(settled => path.StartsWith(settled + ":", StringComparison.Ordinal));

    /// <summary>Adds what one source says: the file, or the variables.</summary>
    public void Add(IReadOnlyList<RawSetting> source)
    {
        var seen = new Dictionary<string, RawSetting>(StringComparer.Ordinal);
        string? refused = null;
        foreach (var raw in source)
        {
            // What stands inside something refused is not spoken of again.
            if (raw.Path.Length == 0 && raw.Kind == RawKind.Section || refused is not null && IsWithin(raw.Path, refused))
            {
                continue;
            }

            refused = Place(raw, seen);
        }
    }

    /// <returns>The path as written up to the part that is refused; null when nothing is.</returns>
    private string? Place(RawSetting raw, Dictionary<string, RawSetting> seen)
    {
        switch (SchemaMatch.Of(raw.Path))
        {
            case SchemaMatch.Unknown unknown:
                errors.Add(new ConfigurationError(UnknownKey.Name(unknown), UnknownKey.Describe(unknown, raw.Origin), raw.Origin));
                _settled.UnionWith(unknown.Suggestions);
                return unknown.Written;
            case SchemaMatch.Misshapen misshapen:
                return Refuse(raw, misshapen.Path, misshapen.Problem);
            case SchemaMatch.Section section:
                NoteStorefront(section.Storefront, raw);
                return SectionProblem(section.Path, raw.Kind) is { } problem ? Refuse(raw, section.Path, problem) : null;
            case SchemaMatch.Key key:
                NoteStorefront(key.Storefront, raw);
                return PlaceValue(key, raw, seen);
            default:
                throw new InvalidOperationException("A match that nobody knows.");
        }
    }

    private string? PlaceValue(SchemaMatch.Key key, RawSetting raw, Dictionary<string, RawSetting> seen)
    {
        if (raw.Kind == RawKind.Section || raw.Kind == RawKind.List && (!key.Setting.IsList || key.Item is not null))
        {
            return Refuse(
                raw,
                key.Path,
                key.Setting.IsList ? "A list of texts is expected." : "One value is expected, not a section or a list."
            );
        }

        var path = key.Item is { } position ? $"{key.Path}:{position}" : key.Path;
        if (!seen.TryAdd(path, raw))
        {
            return Refuse(raw, key.Path, $"The key is there twice, first at {seen[path].Origin}.");
        }

        var setting = raw with { IsSecret = key.Setting.IsSecret };
        if (key.Item is not { } item)
        {
            _values[key.Path] = setting;
            return null;
        }

        if (!_items.TryGetValue(key.Path, out var items))
        {
            _items[key.Path] = items = new PositionedSettings();
        }

        items.Set(item, setting);
        return null;
    }

    private string Refuse(RawSetting raw, string path, string problem)
    {
        errors.Add(new ConfigurationError(raw.Path, problem, raw.Origin));
        _settled.Add(path);
        return raw.Path;
    }

    private void NoteStorefront(int? storefront, RawSetting raw)
    {
        if (storefront is { } position)
        {
            Storefronts.TryAdd(position, raw);
        }
    }

    private static string? SectionProblem(string path, RawKind kind) =>
        kind == RawKind.Null ? null
        : path == ConfigurationSchema.Storefronts
            ? (kind == RawKind.List ? null : "A list is expected: write [ { … } ], one { … } for each storefront.")
        : kind == RawKind.Section ? null
        : "A section is expected: write { … }.";

    private static bool IsWithin(string path, string outer) =>
        path.StartsWith(outer, StringComparison.OrdinalIgnoreCase) && (path.Length == outer.Length || path[outer.Length] == ':');
}
