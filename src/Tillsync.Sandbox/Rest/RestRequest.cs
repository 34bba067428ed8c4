using Tillsync.Sandbox.Php;

namespace Tillsync.Sandbox.Rest;

/// <summary>The parameters of one request, looked up in the order of WordPress: JSON, form, query, path, defaults.</summary>
internal sealed class RestRequest
{
    public required string Method { get; init; }

    /// <summary>"https://host", the start of every address in an answer.</summary>
    public required string BaseUrl { get; init; }

    public required string Route { get; init; }

    public PhpArray? Json { get; set; }

    public PhpArray? Form { get; set; }

    public PhpArray Query { get; set; } = new();

    public PhpArray Path { get; set; } = new();

    public PhpArray Defaults { get; set; } = new();

    /// <summary>True inside a batch: values come as sent, nothing was validated or cast.</summary>
    public bool IsBatchItem { get; init; }

    /// <summary>The first value that is not null.</summary>
    public object? this[string name]
    {
        get
        {
            foreach (var source in Sources())
            {
                if (source[name] is { } value)
                {
                    return value;
                }
            }

            return null;
        }
    }

    public bool IsSet(string name) => this[name] is not null;

    /// <summary>True when the name was sent, even as null.</summary>
    public bool WasSent(string name) => Sources().Any(source => source.ContainsKey(name));

    public long Int(string name) => PhpCast.ToInt(this[name]);

    public string Text(string name) => PhpCast.ToText(this[name]);

    public bool Flag(string name) => PhpCast.ToBool(this[name]);

    public IEnumerable<PhpArray> Sources()
    {
        if (Json is not null)
        {
            yield return Json;
        }

        if (Form is not null)
        {
            yield return Form;
        }

        yield return Query;
        yield return Path;
        yield return Defaults;
    }
}
