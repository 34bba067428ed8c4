using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.WooCommerce.Json;

// PHP and plugins are free with types: a number may come as text, a list with a gap as an object, a flag as yes or no.

/// <summary>Text that may come as a number.</summary>
internal sealed class LenientText : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return reader.GetDecimal().ToString(CultureInfo.InvariantCulture);
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>A number that may come as text. What no decimal can hold (the shop accepts 1e30) is no number.</summary>
internal sealed class LenientDecimal : JsonConverter<decimal?>
{
    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetDecimal(out var number) ? number : null;
            case JsonTokenType.String:
                return Parse(reader.GetString());
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("This converter only reads.");

    public static decimal? Parse(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The number in a value of any kind; null when it holds none.</summary>
    public static decimal? From(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDecimal(out var number) ? number : null,
            JsonValueKind.String => Parse(value.GetString()),
            _ => null,
        };
}

/// <summary>Writes 12.0 as 12 and 1.50 as 1.5: the shop's parameter is an integer unless a plugin changes that.</summary>
internal sealed class PlainDecimal : JsonConverter<decimal?>
{
    /// <summary>Dividing by it takes the trailing zeros off.</summary>
    private const decimal OneWithAllDecimals = 1.0000000000000000000000000000m;

    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("This converter only writes.");

    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options)
    {
        var number = value ?? throw new JsonException("A quantity is never written as null.");
        writer.WriteNumberValue(number / OneWithAllDecimals);
    }
}

/// <summary>true, false, or the text "parent" (recording 04).</summary>
internal sealed class ManageStockConverter : JsonConverter<StockManagement>
{
    public override StockManagement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.True => StockManagement.Managed,
            JsonTokenType.False => StockManagement.Unmanaged,
            JsonTokenType.String => reader.GetString() switch
            {
                "parent" => StockManagement.ByParent,
                "yes" or "true" or "1" => StockManagement.Managed,
                "no" or "false" or "0" or "" => StockManagement.Unmanaged,
                var other => throw new JsonException($"manage_stock is \"{other}\"."),
            },
            var other => throw new JsonException($"manage_stock is a {other}."),
        };

    public override void Write(Utf8JsonWriter writer, StockManagement value, JsonSerializerOptions options) =>
        throw new NotSupportedException("This converter only reads.");
}

/// <summary>A list, which PHP turns into an object once a plugin has removed one of its items.</summary>
internal sealed class LenientList<T> : JsonConverter<IReadOnlyList<T>>
{
    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var end = reader.TokenType switch
        {
            JsonTokenType.StartArray => JsonTokenType.EndArray,
            JsonTokenType.StartObject => JsonTokenType.EndObject,
            var other => throw new JsonException($"A list was expected, not a {other}."),
        };
        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        List<T> items = [];
        while (reader.Read() && reader.TokenType != end)
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                reader.Read();
            }

            items.Add(JsonSerializer.Deserialize(ref reader, type) ?? throw new JsonException("A list holds null."));
        }

        return items;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("This converter only reads.");
}
