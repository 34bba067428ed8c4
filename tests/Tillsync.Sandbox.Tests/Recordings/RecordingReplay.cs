using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tillsync.Sandbox.Tests.Recordings;

/// <summary>Sends the exchanges of one recording to a lab shop in their order, each arranged first, and compares the answers.</summary>
internal sealed class RecordingReplay(string path)
{
    private readonly LabShop _lab = new();
    private readonly IReadOnlyList<RecordedExchange> _exchanges = RecordedExchange.Read(path);

    public int Covered { get; private set; }

    public List<string> Differences { get; } = [];

    public List<string> LeftOut { get; } = [];

    public RecordingReplay Run()
    {
        foreach (var exchange in _exchanges)
        {
            if (NotReplayed.Reason(exchange) is { } reason)
            {
                LeftOut.Add($"{exchange}: {reason}");
                continue;
            }

            Covered++;
            var arrangement = new Arrangement(_lab, exchange);
            arrangement.Prepare();
            Compare(exchange, _lab.Shop.Handle(arrangement.Request()));
        }

        return this;
    }

    private void Compare(RecordedExchange exchange, SandboxResponse got)
    {
        Check(
            exchange,
            "status",
            exchange.Status.ToString(CultureInfo.InvariantCulture),
            got.Status.ToString(CultureInfo.InvariantCulture)
        );
        if (exchange.Status != got.Status)
        {
            return;
        }

        foreach (
            var name in new[] { "X-WP-Total", "X-WP-TotalPages", "Link", "Location", "Retry-After", "Content-Type", "Connection", "Allow" }
        )
        {
            Check(exchange, name, Relevant(name, exchange.Header(name)), Relevant(name, got.Header(name)));
        }

        var body = Parse(got);
        if (exchange.Body is JsonValue text && text.GetValueKind() == JsonValueKind.String)
        {
            CompareText(exchange, text.GetValue<string>(), Encoding.UTF8.GetString(got.Body.Span));
            return;
        }

        foreach (var difference in LooseMatch.Compare(exchange.Body, body, exchange.IsReduced))
        {
            Differences.Add($"{exchange}: {difference}");
        }
    }

    /// <summary>Pages compare as they are; where JSON follows the noise of a plugin, the noise and the JSON compare apart.</summary>
    private void CompareText(RecordedExchange exchange, string want, string got)
    {
        var (wantNoise, wantJson) = Split(want);
        var (gotNoise, gotJson) = Split(got);
        Check(exchange, "text", wantNoise, gotNoise);
        if (wantJson is not null)
        {
            Differences.AddRange(
                LooseMatch.Compare(JsonNode.Parse(wantJson), JsonNode.Parse(gotJson ?? "null"), false).Select(text => $"{exchange}: {text}")
            );
        }
    }

    private static (string Noise, string? Json) Split(string text)
    {
        var brace = text.IndexOf("{\"", StringComparison.Ordinal);
        return brace < 0 ? (text, null) : (text[..brace], text[brace..]);
    }

    private static JsonNode? Parse(SandboxResponse response)
    {
        try
        {
            return JsonNode.Parse(response.Body.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Link only where it pages; Connection only where it closes; the OAuth parameters a signed address repeats are not compared.</summary>
    private static string? Relevant(string name, string? value) =>
        name switch
        {
            "Link" when value?.Contains("api.w.org", StringComparison.Ordinal) == true => null,
            "Link" when value?.Contains("oauth_", StringComparison.Ordinal) == true => "signed",
            "Connection" when value != "close" => null,
            _ => value,
        };

    private void Check(RecordedExchange exchange, string what, string? want, string? got)
    {
        if (want != got)
        {
            Differences.Add($"{exchange}: {what}: want {want ?? "nothing"} got {got ?? "nothing"}");
        }
    }
}
