using Tillsync.Core.Recording;

namespace Tillsync.Service;

/// <summary>How a storefront is.</summary>
/// <param name="Status">ok, starting, held, paused, stopped or failing.</param>
internal sealed record HealthVerdict(string Status, string Text)
{
    public bool IsHealthy => Status != HealthJudge.Failing;
}

/// <summary>Judges a storefront by what its jobs have come to. Pure.</summary>
internal static class HealthJudge
{
    public const string Ok = "ok";
    public const string Failing = "failing";
    public const string Held = "held";

    /// <summary>The first sync of a large shop takes some minutes; a job that runs for longer is stuck.</summary>
    internal static readonly TimeSpan RunTimeMax = TimeSpan.FromMinutes(30);

    /// <summary>A full sync that is late by more than this does not happen any more.</summary>
    internal static readonly TimeSpan LateMax = TimeSpan.FromHours(1);

    public static HealthVerdict Judge(StorefrontWorker worker, DateTimeOffset now) =>
        Judge(worker.Standing, worker.Board.All, worker.Threshold, now);

    public static HealthVerdict Judge(Standing standing, IReadOnlyList<JobState> jobs, TimeSpan threshold, DateTimeOffset now)
    {
        if (jobs.FirstOrDefault(job => now - job.StartedAt > RunTimeMax) is { } stuck)
        {
            return new HealthVerdict(
                Failing,
                $"The {Name(stuck.Kind)} job has been running since {stuck.StartedAt:yyyy-MM-dd HH:mm:ss} UTC."
            );
        }

        if (standing.Pause is { } pause)
        {
            return new HealthVerdict(pause.Kind == PauseKind.Paused ? "paused" : "stopped", $"By {pause.By}.");
        }

        if (standing.Failure is { } failure)
        {
            return new HealthVerdict(Failing, failure);
        }

        if (jobs.FirstOrDefault(job => job.Result == JobResult.Failed) is { } failed)
        {
            return new HealthVerdict(Failing, $"The {Name(failed.Kind)} job failed: {failed.Text}");
        }

        if (standing.HeldPlan is { } plan)
        {
            return new HealthVerdict(Held, $"The guard holds plan {plan}; nothing is written until it is approved or the till changes.");
        }

        return standing.LastFullSyncAt is not { } synced ? new HealthVerdict("starting", "There has been no full sync yet.")
            : now - synced > threshold + LateMax
                ? new HealthVerdict(Failing, $"The last full sync was at {synced:yyyy-MM-dd HH:mm:ss} UTC.")
            : new HealthVerdict(Ok, "All is well.");
    }

    /// <summary>A job as it is called in JSON and in texts.</summary>
    public static string Name(JobKind kind) => kind.ToString().ToLowerInvariant();
}
