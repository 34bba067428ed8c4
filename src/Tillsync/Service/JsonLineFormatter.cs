using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;

namespace Tillsync.Service;

/// <summary>An event as one line of JSON: at, level, id, event, text, then what the event is about, and a defect's exception.</summary>
internal sealed class JsonLineFormatter : ITextFormatter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            Write(json, logEvent);
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>The text without the quotes that Serilog puts around words.</summary>
    public static string TextOf(LogEvent logEvent)
    {
        var text = new StringBuilder();
        foreach (var token in logEvent.MessageTemplate.Tokens)
        {
            text.Append(
                token is Serilog.Parsing.PropertyToken { PropertyName: var name }
                && logEvent.Properties.TryGetValue(name, out var value)
                && value is ScalarValue scalar
                    ? Plain(scalar)
                    : token.ToString()
            );
        }

        return text.ToString();
    }

    private static void Write(Utf8JsonWriter json, LogEvent logEvent)
    {
        json.WriteStartObject();
        json.WriteString("at", logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null));
        json.WriteString("level", logEvent.Level.ToString().ToLowerInvariant());
        if (logEvent.Properties.TryGetValue("EventId", out var id) && id is StructureValue structure)
        {
            WriteEventId(json, structure);
        }

        json.WriteString("text", TextOf(logEvent));
        foreach (var (name, value) in logEvent.Properties.OrderBy(property => property.Key, StringComparer.Ordinal))
        {
            if (name is not ("EventId" or "SourceContext") && value is ScalarValue scalar)
            {
                json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(name));
                WriteValue(json, scalar.Value);
            }
        }

        if (logEvent.Exception is { } exception)
        {
            json.WriteString("exception", exception.ToString());
        }

        json.WriteEndObject();
    }

    private static void WriteEventId(Utf8JsonWriter json, StructureValue structure)
    {
        foreach (var property in structure.Properties)
        {
            if (property is { Name: "Id", Value: ScalarValue { Value: int number } })
            {
                json.WriteNumber("id", number);
            }
            else if (property is { Name: "Name", Value: ScalarValue { Value: string name } })
            {
                json.WriteString("event", name);
            }
        }
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case int or long or double or decimal:
                json.WriteRawValue(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "null");
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            default:
                json.WriteStringValue(Plain(new ScalarValue(value)));
                break;
        }
    }

    private static string Plain(ScalarValue scalar) =>
        Convert.ToString(scalar.Value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
