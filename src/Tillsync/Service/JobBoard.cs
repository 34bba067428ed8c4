namespace Tillsync.Service;

/// <summary>A job as it stands.</summary>
/// <param name="StartedAt">Set while it runs.</param>
/// <param name="EndedAt">When it last ended.</param>
internal sealed record JobState(
    JobKind Kind,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    JobResult Result,
    string Text,
    DateTimeOffset? NextAt
)
{
    /// <summary>When it last ended in something else than failure; null as long as it never did.</summary>
    public DateTimeOffset? SucceededAt { get; init; }

    /// <summary>How often it has ended since the service started.</summary>
    public long Runs { get; init; }
}

/// <summary>Last, next and result of each job of a storefront; written by the jobs, read by whoever asks after their health.</summary>
internal sealed class JobBoard(IReadOnlyList<JobKind> kinds)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<JobKind, JobState> _jobs = kinds.ToDictionary(
        kind => kind,
        kind => new JobState(kind, null, null, JobResult.NotYet, "It has not run yet.", null)
    );

    public IReadOnlyList<JobState> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _jobs.Values];
            }
        }
    }

    public JobState this[JobKind kind]
    {
        get
        {
            lock (_lock)
            {
                return _jobs[kind];
            }
        }
    }

    public void Begin(JobKind kind, DateTimeOffset now) => Change(kind, job => job with { StartedAt = now });

    public void End(JobKind kind, JobOutcome outcome, DateTimeOffset now) =>
        Change(
            kind,
            job => new JobState(kind, null, now, outcome.Result, outcome.Text, outcome.NextAt)
            {
                Runs = job.Runs + 1,
                SucceededAt = outcome.Result == JobResult.Failed ? job.SucceededAt : now,
            }
        );

    /// <summary>It was asked for earlier than it would have come.</summary>
    public void Expect(JobKind kind, DateTimeOffset at) => Change(kind, job => job with { NextAt = at });

    private void Change(JobKind kind, Func<JobState, JobState> change)
    {
        lock (_lock)
        {
            _jobs[kind] = change(_jobs[kind]);
        }
    }
}
