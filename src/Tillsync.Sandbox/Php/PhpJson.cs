using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tillsync.Sandbox.Php;

/// <summary>Between JSON and PHP values: null, bool, long, double, string, <see cref="PhpArray"/>.</summary>
internal static class PhpJson
{
    /// <summary>PHP's own limit of json_decode.</summary>
    private const int DepthMax = 512;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a body; the error is PHP's json_last_error number and text (recording 12).</summary>
    public static object? Read(ReadOnlySpan<byte> json, out (int Code, string Text)? error)
    {
        error = null;
        try
        {
            _ = s_strict.GetCharCount(json);
        }
        catch (DecoderFallbackException)
        {
            error = (5, "Malformed UTF-8 characters, possibly incorrectly encoded");
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DepthMax });
            reader.Read();
            var value = ReadValue(ref reader);
            if (reader.Read())
            {
                error = (4, "Syntax error");
            }

            return value;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            error = (4, "Syntax error");
            return null;
        }
    }

    public static JsonNode? ToNode(object? value)
    {
        switch (value)
        {
            case null:
                return null;
            case bool flag:
                return flag;
            case long number:
                return number;
            case double number:
                return number;
            case string text:
                return text;
            case PhpArray { IsList: true } list:
                return new JsonArray([.. list.Values.Select(ToNode)]);
            case PhpArray map:
                return new JsonObject(map.Items.Select(item => KeyValuePair.Create(item.Key, ToNode(item.Value))));
            default:
                throw new InvalidOperationException($"{value.GetType().Name} is not a PHP value.");
        }
    }

    private static object? ReadValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return ReadNumber(ref reader);
            case JsonTokenType.StartArray:
                return ReadList(ref reader);
            default:
                return ReadMap(ref reader);
        }
    }

    private static object ReadNumber(ref Utf8JsonReader reader)
    {
        var isFloat = reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0;
        if (!isFloat && reader.TryGetInt64(out var number))
        {
            return number;
        }

        return reader.GetDouble();
    }

    private static PhpArray ReadList(ref Utf8JsonReader reader)
    {
        var list = new PhpArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            list.Add(ReadValue(ref reader));
        }

        return list;
    }

    private static PhpArray ReadMap(ref Utf8JsonReader reader)
    {
        var map = new PhpArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!; // A property name is never null.
            reader.Read();
            map[key] = ReadValue(ref reader);
        }

        return map;
    }
}
