using System.Globalization;
using System.Text.Json.Nodes;

namespace Tillsync.Sandbox.Tests.Recordings;

/// <summary>One request of a recording and the store's answer.</summary>
internal sealed class RecordedExchange(string file, int index, JsonObject node)
{
    public string File => file;

    public int Index => index;

    public string Label => node["label"]?.GetValue<string>() ?? node["check"]?.GetValue<string>() ?? node["run"]?.GetValue<string>() ?? "";

    /// <summary>Entries without a request are summaries, SQL, or deliveries the store sent itself.</summary>
    public bool IsExchange => node["request"] is JsonObject request && request["path"] is not null;

    public JsonObject Request => node["request"]!.AsObject();

    public JsonObject Response => node["response"]!.AsObject();

    public string Method => Request["method"]!.GetValue<string>();

    public string Target => Plain(Request["path"]!.GetValue<string>());

    public string Scheme => Request["url_scheme"]?.GetValue<string>() ?? "https";

    public int Status => Response["status"]!.GetValue<int>();

    public JsonNode? RequestBody => Request["body"];

    public JsonNode? Body => Response["body"];

    /// <summary>The recorder cut the answer down; absent fields mean nothing then.</summary>
    public bool IsReduced => node["response"]!["body_note"] is not null || node["body_note"] is not null;

    public string? RequestHeader(string name) => Request["headers"]?[name]?.GetValue<string>();

    public string? Header(string name) => Response["headers"]?[name]?.GetValue<string>() is { } value ? Plain(value) : null;

    public DateTimeOffset? SentAt => Header("Date") is { } date ? DateTimeOffset.Parse(date, CultureInfo.InvariantCulture) : null;

    public override string ToString() => $"{file} #{index} \"{Label}\"";

    public static IReadOnlyList<RecordedExchange> Read(string path)
    {
        var file = Path.GetFileNameWithoutExtension(path);
        // One body was recorded as the bare word NaN, which is not JSON.
        var text = System.IO.File.ReadAllText(path).Replace(": NaN", ": \"NaN\"", StringComparison.Ordinal);
        var exchanges = JsonNode.Parse(text)!["exchanges"]!.AsArray();
        return [.. exchanges.Select((exchange, index) => new RecordedExchange(file, index, exchange!.AsObject()))];
    }

    /// <summary>Puts the keys of the test shop where the recorder removed the real ones.</summary>
    private static string Plain(string text) =>
        text.Replace("<key rw>", LabShop.Key, StringComparison.Ordinal)
            .Replace("<stripped>", LabShop.Secret, StringComparison.Ordinal)
            .Replace("<secret stripped>", LabShop.Secret, StringComparison.Ordinal);
}
