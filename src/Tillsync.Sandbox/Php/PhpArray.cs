namespace Tillsync.Sandbox.Php;

/// <summary>A PHP array. The store sees JSON lists and JSON objects as the same ordered map.</summary>
internal sealed class PhpArray
{
    private readonly OrderedDictionary<string, object?> _items = new(StringComparer.Ordinal);

    private bool _isList = true;

    public int Count => _items.Count;

    /// <summary>True when the keys are 0..n-1 in order, which PHP writes as a JSON list.</summary>
    public bool IsList => _isList;

    public IEnumerable<string> Keys => _items.Keys;

    public IEnumerable<object?> Values => _items.Values;

    public IEnumerable<KeyValuePair<string, object?>> Items => _items;

    public object? this[string key]
    {
        get => _items.GetValueOrDefault(key);
        set
        {
            if (!_items.ContainsKey(key))
            {
                _isList &= key == Text(_items.Count);
            }

            _items[key] = value;
        }
    }

    public bool ContainsKey(string key) => _items.ContainsKey(key);

    public void Add(object? value) => this[Text(_items.Count)] = value;

    public PhpArray Copy()
    {
        var copy = new PhpArray();
        foreach (var (key, value) in _items)
        {
            copy[key] = value;
        }

        return copy;
    }

    private static string Text(int index) => index.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
