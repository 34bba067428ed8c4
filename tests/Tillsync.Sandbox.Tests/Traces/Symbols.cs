using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tillsync.Sandbox.Tests.Traces;

/// <summary>Symbols such as $p1 and the ids they stand for (traces/README.md, "Format").</summary>
internal sealed partial class Symbols
{
    private const long FirstUnknownId = 90_000_000;

    private readonly Dictionary<string, long> _ids = [];
    private readonly Dictionary<(string Space, long Id), string> _names = [];
    private readonly Dictionary<string, string> _parents = [];

    /// <summary>Products and variations in order of appearance.</summary>
    public IEnumerable<string> Products => _ids.Keys.Where(name => name[0] is 'p' or 'v');

    public void Bind(string name, long id, string path)
    {
        _ids[name] = id;
        _names[(Space(name[0]), id)] = "$" + name;
        if (name[0] == 'v')
        {
            _parents[name] = path.Split('/')[4];
        }
    }

    public bool IsNamed(string space, long id) => _names.ContainsKey((space, id));

    public string Path(string path) => string.Join('/', path.Split('/').Select(Text));

    /// <summary>A symbol as digits, anything else unchanged.</summary>
    public string Text(string text) => Symbol().IsMatch(text) ? Id(text).ToString(CultureInfo.InvariantCulture) : text;

    public JsonNode? Resolve(JsonNode? node) =>
        node switch
        {
            JsonArray list => new JsonArray([.. list.Select(Resolve)]),
            JsonObject map => new JsonObject(map.Select(item => KeyValuePair.Create(item.Key, Resolve(item.Value)))),
            JsonValue value when value.TryGetValue<string>(out var text) && Symbol().IsMatch(text) => text.EndsWith(
                "#s",
                StringComparison.Ordinal
            )
                ? Text(text)
                : Id(text),
            _ => node?.DeepClone(),
        };

    /// <summary>The path that reads a product or variation by its id.</summary>
    public string ReadPath(string name) =>
        name[0] == 'v' ? $"/wc/v3/products/{Text(_parents[name])}/variations/{_ids[name]}" : $"/wc/v3/products/{_ids[name]}";

    /// <summary>id() of the reduction rules.</summary>
    public JsonNode? Reduce(string space, JsonNode? node)
    {
        if (node is JsonObject map)
        {
            return new JsonObject(map.Select(item => KeyValuePair.Create(item.Key, Reduce(space, item.Value))));
        }

        if (node is not JsonValue value)
        {
            return node?.DeepClone();
        }

        if (value.TryGetValue<string>(out var text))
        {
            return
                text.Length > 0 && text.All(char.IsAsciiDigit) && Name(space, decimal.Parse(text, CultureInfo.InvariantCulture)) is { } name
                ? name + "#s"
                : text;
        }

        return
            value.GetValueKind() == System.Text.Json.JsonValueKind.Number
            && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Name(space, number) is { } symbol
            ? symbol
            : value.DeepClone();
    }

    private string? Name(string space, decimal number) =>
        number <= 0 || number >= FirstUnknownId || number != decimal.Truncate(number)
            ? null
            : _names.GetValueOrDefault((space, (long)number), "?");

    private long Id(string symbol) => _ids.GetValueOrDefault(symbol[1..].Split('#')[0]);

    private static string Space(char kind) =>
        kind switch
        {
            'p' or 'v' => "product",
            'o' or 'r' => "order",
            _ => "line",
        };

    [GeneratedRegex(@"^\$[pvorl]\d+(#s)?$")]
    private static partial Regex Symbol();
}
