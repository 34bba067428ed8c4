using System.Text.Json.Nodes;
using Tillsync.Sandbox.Php;

namespace Tillsync.Sandbox.Rest;

/// <summary>The _fields parameter (recordings 02 and 03).</summary>
internal sealed class FieldFilter
{
    private readonly Dictionary<string, FieldFilter?> _fields = new(StringComparer.Ordinal);

    /// <summary>Null when the value names no field.</summary>
    public static FieldFilter? From(object? value)
    {
        var names = value switch
        {
            null => [],
            PhpArray list => list.Values.Select(PhpCast.ToText),
            _ => PhpText.List(PhpCast.ToText(value)),
        };
        FieldFilter? filter = null;
        foreach (var name in names)
        {
            filter ??= new FieldFilter();
            filter.Add(name.Trim().Split('.'));
        }

        return filter;
    }

    /// <summary>True when the field is asked for by its own name.</summary>
    public bool Names(string field) => _fields.TryGetValue(field, out var inner) && inner is null;

    public bool Includes(string field) => _fields.ContainsKey(field);

    public JsonNode? Apply(JsonNode? body) =>
        body switch
        {
            JsonArray list => new JsonArray([.. list.Select(item => item is JsonObject map ? Pick(map) : item?.DeepClone())]),
            JsonObject map => Pick(map) is { Count: > 0 } picked ? picked : new JsonArray(),
            _ => body,
        };

    private void Add(string[] path)
    {
        if (path.Length == 1)
        {
            _fields[path[0]] = null;
            return;
        }

        if (!_fields.TryGetValue(path[0], out var inner))
        {
            _fields[path[0]] = inner = new FieldFilter();
        }

        inner?.Add(path[1..]);
    }

    private JsonObject Pick(JsonObject map)
    {
        var picked = new JsonObject();
        foreach (var (name, value) in map)
        {
            if (_fields.TryGetValue(name, out var inner))
            {
                picked[name] = inner is null ? value?.DeepClone() : inner.PickInner(value);
            }
        }

        return picked;
    }

    private JsonNode? PickInner(JsonNode? value)
    {
        if (value is JsonObject map)
        {
            return Pick(map);
        }

        if (value is not JsonArray list)
        {
            return value?.DeepClone();
        }

        var picked = new JsonArray();
        for (var index = 0; index < list.Count; index++)
        {
            if (_fields.TryGetValue(index.ToString(System.Globalization.CultureInfo.InvariantCulture), out var inner))
            {
                picked.Add(inner is null ? list[index]?.DeepClone() : inner.PickInner(list[index]));
            }
        }

        return picked;
    }
}
