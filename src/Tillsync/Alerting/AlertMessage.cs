using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tillsync.Alerting;

/// <summary>A message in plain words.</summary>
/// <param name="Subject">One line.</param>
internal sealed record AlertMessage(string Storefront, string Subject, string Text, IReadOnlyList<AlertEvent> Events)
{
    public static AlertMessage Of(string storefront, IReadOnlyList<AlertEvent> events, TimeProvider time)
    {
        var isOver = events.All(found => found.State == AlertEventState.Recovered);
        var words = events.Select(found => Describe(found.Kind)).Distinct();
        var subject = $"Tillsync {storefront}: {(isOver ? "recovered: " : "")}{string.Join(", ", words)}";
        var text = new StringBuilder();
        foreach (var found in events)
        {
            var since = TimeZoneInfo
                .ConvertTime(found.OpenedAt, time.LocalTimeZone)
                .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            var head = found.State switch
            {
                AlertEventState.Recovered => $"RECOVERED (since {since}): {Describe(found.Kind)}. It was: ",
                AlertEventState.Still => $"STILL (since {since}): {Describe(found.Kind)}. ",
                _ => $"{Describe(found.Kind)} (since {since}): ",
            };
            text.Append(head).Append(found.Text).Append('\n');
        }

        text.Append("\nMore on ").Append(Environment.MachineName).Append(": tillsync doctor, tillsync monitor\n");
        return new AlertMessage(storefront, subject, text.ToString(), events);
    }

    public static AlertMessage Test(string storefront) =>
        new(
            storefront,
            $"Tillsync {storefront}: test message",
            $"This is a test of Tillsync's alerts on {Environment.MachineName}. Nothing is wrong.\n",
            []
        );

    /// <summary>Slack, Mattermost and Teams show the text; other receivers may read the rest.</summary>
    public string ToJson() =>
        JsonSerializer.Serialize(
            new AlertJson(
                $"{Subject}\n{Text}",
                Storefront,
                [
                    .. Events.Select(found => new AlertEventJson(
                        JsonNamingPolicy.CamelCase.ConvertName(found.Kind.ToString()),
                        JsonNamingPolicy.CamelCase.ConvertName(found.State.ToString()),
                        found.Text,
                        found.OpenedAt
                    )),
                ]
            ),
            AlertJsonContext.Default.AlertJson
        );

    private static string Describe(AlertKind kind) =>
        kind switch
        {
            AlertKind.Failure => "syncing fails",
            AlertKind.Held => "a plan is held",
            AlertKind.Backlog => "web orders reserve for too long",
            AlertKind.Staging => "web orders for the till want a look",
            AlertKind.Webhooks => "webhooks are switched off",
            AlertKind.Unverified => "the shop was not verified for too long",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}

internal sealed record AlertJson(string Text, string Storefront, IReadOnlyList<AlertEventJson> Events);

internal sealed record AlertEventJson(string Kind, string State, string Text, DateTimeOffset Since);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AlertJson))]
internal sealed partial class AlertJsonContext : JsonSerializerContext;
