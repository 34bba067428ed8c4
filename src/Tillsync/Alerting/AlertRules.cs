namespace Tillsync.Alerting;

/// <summary>What is remembered of a storefront's alerts.</summary>
/// <param name="LastMessageAt">When a message last went out; null: never.</param>
internal sealed record AlertMemory(IReadOnlyList<OpenAlert> Alerts, DateTimeOffset? LastMessageAt)
{
    public static readonly AlertMemory Empty = new([], null);
}

/// <param name="Events">What is to be told now, in one message; none when nothing is.</param>
/// <param name="Memory">What is remembered once it has been told.</param>
internal sealed record AlertDecision(IReadOnlyList<AlertEvent> Events, AlertMemory Memory);

/// <summary>
/// Decides what is told: what begins, what goes on for long, what is over, everything in one message, and no message too soon after another, so
/// that one outage is one message however many runs it spoils. Pure.
/// </summary>
internal static class AlertRules
{
    /// <param name="repeatAfter">What goes on is told again after so long.</param>
    /// <param name="between">No two messages are nearer to each other.</param>
    public static AlertDecision Decide(
        AlertMemory memory,
        IReadOnlyList<Observation> seen,
        DateTimeOffset now,
        TimeSpan repeatAfter,
        TimeSpan between
    )
    {
        var alerts = Note(memory.Alerts, seen, now);
        // A clock that was set back must not silence anybody.
        var isTooSoon = memory.LastMessageAt is { } last && now >= last && now - last < between;
        var events = isTooSoon ? [] : alerts.Select(alert => EventOf(alert, now, repeatAfter)).OfType<AlertEvent>().ToList();
        if (events.Count == 0)
        {
            return new AlertDecision([], memory with { Alerts = alerts });
        }

        var told = events.Select(found => found.Kind).ToHashSet();
        return new AlertDecision(
            events,
            new AlertMemory(
                [
                    .. alerts
                        .Where(alert => alert.EndedAt is null)
                        .Select(alert => told.Contains(alert.Kind) ? alert with { ToldAt = now } : alert),
                ],
                now
            )
        );
    }

    /// <summary>What is remembered of a look when nobody could be told.</summary>
    public static AlertMemory Note(AlertMemory memory, IReadOnlyList<Observation> seen, DateTimeOffset now) =>
        memory with
        {
            Alerts = Note(memory.Alerts, seen, now),
        };

    private static List<OpenAlert> Note(IReadOnlyList<OpenAlert> open, IReadOnlyList<Observation> seen, DateTimeOffset now)
    {
        var alerts = open.ToDictionary(alert => alert.Kind);
        foreach (var (kind, text) in seen)
        {
            var before = alerts.GetValueOrDefault(kind);
            if (text is not null)
            {
                // One that comes back before its end was told has never been away.
                alerts[kind] = before is null ? new OpenAlert(kind, text, now, null, null) : before with { Text = text, EndedAt = null };
            }
            else if (before is { ToldAt: null })
            {
                alerts.Remove(kind);
            }
            else if (before is { EndedAt: null })
            {
                alerts[kind] = before with { EndedAt = now };
            }
        }

        return [.. alerts.Values.OrderBy(alert => alert.Kind)];
    }

    private static AlertEvent? EventOf(OpenAlert alert, DateTimeOffset now, TimeSpan repeatAfter) =>
        alert switch
        {
            { EndedAt: not null } => new AlertEvent(alert.Kind, AlertEventState.Recovered, alert.Text, alert.OpenedAt),
            { ToldAt: null } => new AlertEvent(alert.Kind, AlertEventState.New, alert.Text, alert.OpenedAt),
            { ToldAt: { } told } when now - told >= repeatAfter || told > now => new AlertEvent(
                alert.Kind,
                AlertEventState.Still,
                alert.Text,
                alert.OpenedAt
            ),
            _ => null,
        };
}
