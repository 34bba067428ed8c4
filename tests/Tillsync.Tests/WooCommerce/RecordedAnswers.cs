using System.Text.Json;
using Tillsync.Testing.Faults;

namespace Tillsync.Tests.WooCommerce;

/// <summary>What real stores answered (tests/data/woocommerce/recordings).</summary>
internal static class RecordedAnswers
{
    public static IReadOnlyList<RecordedAnswer> All { get; } = [.. Directory.EnumerateFiles(Folder(), "*.json").Order().SelectMany(Read)];

    private static IEnumerable<RecordedAnswer> Read(string file)
    {
        // One recorded request sends NaN, which no JSON is.
        var text = File.ReadAllText(file).Replace(": NaN", ": \"NaN\"", StringComparison.Ordinal);
        using var recording = JsonDocument.Parse(text);
        foreach (var exchange in recording.RootElement.GetProperty("exchanges").EnumerateArray())
        {
            if (
                exchange.ValueKind == JsonValueKind.Object
                && exchange.TryGetProperty("request", out var request)
                && exchange.TryGetProperty("response", out var response)
                && response.TryGetProperty("status", out var status)
                && response.TryGetProperty("body", out var body)
            )
            {
                var sent = request.TryGetProperty("body", out var sentBody) ? sentBody.Clone() : default;
                var method = request.GetProperty("method").GetString() ?? "";
                yield return new(method, request.GetProperty("path").GetString() ?? "", sent, status.GetInt32(), body.Clone());
            }
        }
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var recordings = Path.Combine(folder.FullName, "tests", "data", "woocommerce", "recordings");
            if (Directory.Exists(recordings))
            {
                return recordings;
            }
        }

        throw new DirectoryNotFoundException("The recordings are not above the tests.");
    }
}

internal sealed record RecordedAnswer(string Method, string Path, JsonElement Sent, int Status, JsonElement Body)
{
    /// <summary>Pages and answers with noise were recorded as text.</summary>
    public string Text => Body.ValueKind == JsonValueKind.String ? Body.GetString() ?? "" : Body.GetRawText();

    public ScriptedHandler Handler() =>
        new ScriptedHandler().Then(Status, Text, Body.ValueKind == JsonValueKind.String ? "text/html" : "application/json");
}
