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

    /// <summary>A message that reached nobody is tried again after so long: soon, but a mail server that is down fills no log.</summary>
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMinutes(1);

    private Task _starting = Task.CompletedTask;
    private (PingSignal Signal, DateTimeOffset At)? _lastPing;
    private (string Seen, DateTimeOffset Until)? _settled;

    /// <summary>What this process remembers, for when the journal cannot be read.</summary>
    private AlertMemory _own = AlertMemory.Empty;

    /// <summary>Who could not be told the last time, and why; null where everybody was.</summary>
    public string? Problem { get; private set; }

    /// <summary>A run begins. It is not waited for.</summary>
    public void Start() => _starting = PingAsync(PingSignal.Start, CancellationToken.None);

    /// <summary>A check or sync went well.</summary>
    /// <param name="report">Null where nothing had to be done.</param>
    public Task SucceedAsync(SyncReport? report) =>
        ReportAsync(
            [new(AlertKind.Failure, null), .. report is null ? [] : SeenIn(report)],
            report?.Result == RunResult.Held ? PingSignal.Fail : PingSignal.Success,
            CancellationToken.None
        );

    /// <summary>A check or sync failed.</summary>
    /// <param name="error">Object, cause and next move; no secret.</param>
    public Task FailAsync(string error) => ReportAsync([new(AlertKind.Failure, error)], PingSignal.Fail, CancellationToken.None);

    /// <summary>Something beside syncs was looked at.</summary>
    public Task ObserveAsync(Observation observation) => ReportAsync([observation], signal: null, CancellationToken.None);

    /// <summary>What a sync that came to its end shows of a storefront.</summary>
    public static IReadOnlyList<Observation> SeenIn(SyncReport report) =>
        [
            new(AlertKind.Held, report.Result == RunResult.Held ? HeldText(report) : null),
            new(AlertKind.Backlog, report.Orders.Backlog.Orders > 0 ? string.Join(" ", Words.Standing(report.Orders)) : null),
            .. report.Staging is { } staging ? [new Observation(AlertKind.Staging, StagingText(staging))] : Array.Empty<Observation>(),
        ];

    /// <summary>Everything that was seen at one time; how long the shop was not verified is looked up besides.</summary>
    /// <param name="signal">Null: a dead man's switch has nothing to hear.</param>
    /// <param name="stop">What is being sent then is given up, and remembered as not told.</param>
    public async Task ReportAsync(IReadOnlyList<Observation> seen, PingSignal? signal, CancellationToken stop)
    {
        await _starting;
        if (settings.HasMessages)
        {
            await TellAsync(seen, stop);
        }

        if (signal is { } ping)
        {
            await PingAsync(ping, stop);
        }
    }

    private async Task TellAsync(IReadOnlyList<Observation> looked, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var picture = string.Join(',', looked.Select(observation => $"{observation.Kind}={observation.Text is not null}"));
        if (_settled is { } settled && settled.Seen == picture && now < settled.Until)
        {
            return;
        }

        var seen = looked.ToList();
        var before = _own;
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
            decision = AlertRules.Decide(_own, seen, now, settings.RepeatAfter, settings.Between);
        }

        _own = decision.Memory;
        _settled = (picture, now + LookAgainAfter);
        if (decision.Events.Count > 0 && !await SendAsync(AlertMessage.Of(storefront, decision.Events, time), stop))
        {
            _settled = (picture, now + TryAgainAfter);
            _own = AlertRules.Note(before, seen, now);
            await TakeBackAsync(_own);
        }
    }

    /// <returns>Somebody has heard of it.</returns>
    private async Task<bool> SendAsync(AlertMessage message, CancellationToken stop)
    {
        var sent = await sender.SendAsync(message, stop);
        Problem = null;
        foreach (var failed in sent.Where(channel => channel.Problem is not null))
        {
            Problem = $"Nobody was told by {failed.Channel}: {failed.Problem}";
            warn(Problem);
        }

        return sent.Any(channel => channel.Problem is null);
    }

    /// <summary>Nobody has heard of it: the next run tries again.</summary>
    private async Task TakeBackAsync(AlertMemory untold)
    {
        try
        {
            await store.ChangeAsync(_ => (untold, true));
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

    private async Task PingAsync(PingSignal signal, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (pinger is null || (_lastPing is { } last && last.Signal == signal && now - last.At < PingsApart))
        {
            return;
        }

        _lastPing = (signal, now);
        if (await AlertSender.TryAsync(token => pinger.PingAsync(signal, token), time, AlertSender.LimitDefault, stop) is { } problem)
        {
            warn($"{pinger.Name}: {problem}");
        }
    }

    private static string? StagingText(StagingReport staging) =>
        string.Join(" ", StagingPrinter.Problems(staging)) is { Length: > 0 } problems ? problems : null;

    private static string HeldText(SyncReport report) =>
        $"{string.Join(" ", report.HoldReasons)} Nothing is written until somebody decides: `tillsync plans show`, then `tillsync plans approve {report.Checksum}` or reject it.";
}
