using Microsoft.Extensions.Logging;
using Tillsync.Core;
using Tillsync.Core.Detecting;

namespace Tillsync.Service;

/// <summary>What a glance at the till has come to.</summary>
/// <param name="Outcome">The job's outcome where there is nothing further to do.</param>
/// <param name="HasReturned">The till had not answered before.</param>
internal sealed record Glance(DateTimeOffset At, TillPulse? Pulse, bool IsChanged, bool HasReturned, JobOutcome Outcome);

/// <summary>Glances at the till and knows which pulse has been dealt with.</summary>
internal sealed class TillWatch(string name, TimeSpan interval, TimeProvider time, ServiceMetrics metrics, ILogger logger)
{
    /// <summary>A till that is down is asked at least so often: when the shop opens in the morning, nobody wants to wait.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Sales come in clusters: while the till sells, the next change is probably near. One small query a second is still next to nothing for a
    /// server that takes payments.
    /// </summary>
    private static readonly TimeSpan BusyInterval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan BusyTime = TimeSpan.FromMinutes(1);

    private readonly Backoff _backoff = new(interval, WaitMax);
    private TillPulse? _settled;
    private DateTimeOffset? _quietAt;
    private DateTimeOffset? _changedAt;

    /// <summary>Until the next glance.</summary>
    public TimeSpan Interval =>
        _changedAt is { } at && time.GetUtcNow() - at < BusyTime && BusyInterval < interval ? BusyInterval : interval;

    public bool IsLost => _backoff.IsFailing;

    /// <summary>Why the till does not answer; null while it does.</summary>
    public string? Failure { get; private set; }

    public async Task<Glance> GlanceAsync(ITill till, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        TillPulse pulse;
        try
        {
            pulse = await till.ReadPulseAsync(cancellationToken);
        }
        catch (TillException exception)
        {
            return Lost(exception);
        }

        var hasReturned = IsLost;
        if (hasReturned)
        {
            Log.TillBack(logger, name);
        }

        _backoff.Reset();
        Failure = null;
        var isChanged = pulse != _settled;
        metrics.AddProbe(name, isChanged ? "changed" : "unchanged");
        if (isChanged)
        {
            // The first one, after a start, says nothing about the till's day.
            _changedAt = _settled is null ? null : at;
        }
        else
        {
            _quietAt = at;
        }

        return new Glance(at, pulse, isChanged, hasReturned, new JobOutcome(JobResult.Nothing, "No change.", time.GetUtcNow() + Interval));
    }

    /// <summary>
    /// What this pulse tells of is dealt with. Gives how old the change may have been at most, which only a glance that came before it tells.
    /// </summary>
    public TimeSpan? Settle(Glance glance)
    {
        var since = _quietAt is { } quiet ? time.GetUtcNow() - quiet : (TimeSpan?)null;
        _settled = glance.Pulse;
        // What changes from here on was not to be seen in this glance.
        _quietAt = glance.At;
        return since;
    }

    /// <summary>Takes the next glance for a change.</summary>
    public void Forget()
    {
        _settled = null;
        _quietAt = null;
    }

    private Glance Lost(TillException exception)
    {
        metrics.AddProbe(name, "failed");
        var wait = _backoff.Fail();
        if (Failure is null)
        {
            // Said once; the health endpoint goes on saying it.
            Log.TillLost(logger, name, exception.Message, (int)wait.TotalSeconds);
        }

        Failure = exception.Message;
        return new Glance(
            time.GetUtcNow(),
            null,
            false,
            false,
            new JobOutcome(JobResult.Failed, exception.Message, time.GetUtcNow() + wait)
        );
    }
}
