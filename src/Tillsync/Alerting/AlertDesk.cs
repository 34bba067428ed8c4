using Tillsync.Configuration;
using Tillsync.Core;
using Tillsync.Core.Recording;
using Tillsync.Output;

namespace Tillsync.Alerting;

/// <summary>
/// Where syncs of one storefront report how it went. It tells who is to be told, and never fails: a mail server that refuses, hangs or is gone
/// costs a bounded time and a warning.
/// </summary>
internal sealed class AlertDesk(
    string storefront,
    AlertSettings settings,
    AlertStore store,
    AlertSender sender,
    Pinger? pinger,
    TimeProvider time,
    Action<string> warn
)
{
    /// <summary>A service looks every few seconds; a dead man's switch counts in minutes.</summary>
    private static readonly TimeSpan PingsApart = TimeSpan.FromSeconds(60);

    /// <summary>While nothing changes, what is remembered is looked at so often: for what is to be told again.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(5);

    private Task _starting = Task.CompletedTask;
    private (PingSignal Signal, DateTimeOffset At)? _lastPing;
    private (string Seen, DateTimeOffset At)? _last;

    /// <summary>A run begins. It is not waited for.</summary>
    public void Start() => _starting = PingAsync(PingSignal.Start);

    /// <summary>A check or sync went well.</summary>
    /// <param name="report">Null where nothing had to be done.</param>
    public Task SucceedAsync(SyncReport? report)
    {
        List<Observation> seen = [new(AlertKind.Failure, null)];
        if (report is not null)
        {
            var isHeld = report.Result == RunResult.Held;
            seen.Add(new(AlertKind.Held, isHeld ? HeldText(report) : null));
            seen.Add(new(AlertKind.Backlog, report.Orders.Backlog.Orders > 0 ? string.Join(" ", Words.Standing(report.Orders)) : null));
        }

        return ReportAsync(seen, report?.Result == RunResult.Held ? PingSignal.Fail : PingSignal.Success);
    }

    /// <summary>A check or sync failed.</summary>
    /// <param name="error">Object, cause and next move; no secret.</param>
    public Task FailAsync(string error) => ReportAsync([new(AlertKind.Failure, error)], PingSignal.Fail);

    /// <summary>Something beside syncs was looked at.</summary>
    public Task ObserveAsync(Observation observation) => ReportAsync([observation], signal: null);

    private async Task ReportAsync(List<Observation> seen, PingSignal? signal)
    {
        await _starting;
        if (settings.HasMessages)
        {
            await TellAsync(seen);
        }

        if (signal is { } ping)
        {
            await PingAsync(ping);
        }
    }

    private async Task TellAsync(List<Observation> seen)
    {
        var now = time.GetUtcNow();
        var picture = string.Join(',', seen.Select(observation => $"{observation.Kind}={observation.Text is not null}"));
        if (_last is { } last && last.Seen == picture && now - last.At < LookAgainAfter)
        {
            return;
        }

        AlertMemory before = AlertMemory.Empty;
        AlertDecision decision;
        try
        {
            seen.AddRange(await UnverifiedAsync(now));
            decision = await store.ChangeAsync(memory =>
            {
                before = memory;
                var decided = AlertRules.Decide(memory, seen, now, settings.RepeatAfter, settings.Between);
                return (decided.Memory, decided);
            });
        }
        catch (JournalException exception)
        {
            // Better told twice than not at all: a journal that cannot be read may be what is wrong.
            warn($"What was told of before is not known. {exception.Message}");
            decision = AlertRules.Decide(AlertMemory.Empty, seen, now, settings.RepeatAfter, settings.Between);
        }

        _last = (picture, now);
        if (decision.Events.Count > 0 && !await SendAsync(AlertMessage.Of(storefront, decision.Events, time)))
        {
            _last = null;
            await TakeBackAsync(before, seen, now);
        }
    }

    /// <returns>Somebody has heard of it.</returns>
    private async Task<bool> SendAsync(AlertMessage message)
    {
        var sent = await sender.SendAsync(message, CancellationToken.None);
        foreach (var failed in sent.Where(channel => channel.Problem is not null))
        {
            warn($"Nobody was told by {failed.Channel}: {failed.Problem}");
        }

        return sent.Any(channel => channel.Problem is null);
    }

    /// <summary>Nobody has heard of it: the next run tries again.</summary>
    private async Task TakeBackAsync(AlertMemory before, IReadOnlyList<Observation> seen, DateTimeOffset now)
    {
        try
        {
            await store.ChangeAsync(_ => (AlertRules.Note(before, seen, now), true));
        }
        catch (JournalException exception)
        {
            warn($"It is not remembered that nobody was told. {exception.Message}");
        }
    }

    private async Task<IEnumerable<Observation>> UnverifiedAsync(DateTimeOffset now)
    {
        if (await store.ReadPositionsAsync() is not { } positions)
        {
            return [];
        }

        var verifiedAt = positions.LastVerifiedAt;
        var isLate = verifiedAt is not { } at || now - at > settings.UnverifiedAfter;
        var text =
            $"The whole shop was last found right {(verifiedAt is { } last ? Words.Age(now - last) : "never")}. See `tillsync monitor`; put it right with `tillsync sync --full --apply`.";
        return [new(AlertKind.Unverified, isLate ? text : null)];
    }

    private async Task PingAsync(PingSignal signal)
    {
        var now = time.GetUtcNow();
        if (pinger is null || (_lastPing is { } last && last.Signal == signal && now - last.At < PingsApart))
        {
            return;
        }

        _lastPing = (signal, now);
        if (
            await AlertSender.TryAsync(token => pinger.PingAsync(signal, token), time, AlertSender.LimitDefault, CancellationToken.None) is
            { } problem
        )
        {
            warn($"{pinger.Name}: {problem}");
        }
    }

    private static string HeldText(SyncReport report) =>
        $"{string.Join(" ", report.HoldReasons)} Nothing is written until somebody decides: `tillsync plans show`, then `tillsync plans approve {report.Checksum}` or reject it.";
}
