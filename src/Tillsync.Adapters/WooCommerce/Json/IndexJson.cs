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

    [JsonConverter(typeof(LenientList<PluginJson>))]
    public IReadOnlyList<PluginJson>? ActivePlugins { get; init; }
}

internal sealed record EnvironmentJson
{
    [JsonConverter(typeof(LenientText))]
    public string? Version { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? WpVersion { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? PhpVersion { get; init; }
}

internal sealed record PluginJson
{
    [JsonConverter(typeof(LenientText))]
    public string? Plugin { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? Name { get; init; }
}

internal sealed record NamedSettingJson
{
    [JsonConverter(typeof(LenientText))]
    public string? Id { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? Value { get; init; }
}

internal sealed record SettingJson
{
    [JsonConverter(typeof(LenientDecimal))]
    public decimal? Value { get; init; }
}
