namespace Tillsync.Sandbox.Rest;

/// <summary>What a route says about one parameter.</summary>
/// <param name="Types">JSON Schema type names; several are alternatives.</param>
internal sealed record ArgSchema(params string[] Types)
{
    public IReadOnlyList<string>? Enum { get; init; }

    public long? Minimum { get; init; }

    public long? Maximum { get; init; }

    /// <summary>Schema of list items.</summary>
    public ArgSchema? Items { get; init; }

    /// <summary>Schemas of object properties.</summary>
    public IReadOnlyDictionary<string, ArgSchema>? Properties { get; init; }

    public object? Default { get; init; }

    public bool IsDate { get; init; }

    public static ArgSchema Text { get; } = new("string");

    public static ArgSchema Integer { get; } = new("integer");

    public static ArgSchema Flag { get; } = new("boolean");

    public static ArgSchema Date { get; } = new("string") { IsDate = true };

    public static ArgSchema Integers { get; } = new("array") { Items = Integer };

    public static ArgSchema OneOf(params string[] values) => new("string") { Enum = values };

    public static ArgSchema ListOf(params string[] values) => new("array") { Items = OneOf(values) };

    public ArgSchema WithDefault(object value) => this with { Default = value };
}
