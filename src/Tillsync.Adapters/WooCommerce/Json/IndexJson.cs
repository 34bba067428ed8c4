using System.Text.Json.Serialization;

namespace Tillsync.Adapters.WooCommerce.Json;

/// <summary>WordPress's index of its API.</summary>
internal sealed record IndexJson
{
    public const string Fields = "name,url,home,namespaces";

    [JsonConverter(typeof(LenientText))]
    public string? Name { get; init; }

    public string? Home { get; init; }

    public string? Url { get; init; }

    [JsonConverter(typeof(LenientList<string>))]
    public IReadOnlyList<string>? Namespaces { get; init; }
}

/// <summary>The shop's report on itself.</summary>
internal sealed record SystemStatusJson
{
    public EnvironmentJson? Environment { get; init; }
}

internal sealed record EnvironmentJson
{
    [JsonConverter(typeof(LenientText))]
    public string? Version { get; init; }
}

internal sealed record SettingJson
{
    [JsonConverter(typeof(LenientDecimal))]
    public decimal? Value { get; init; }
}
