using Microsoft.Extensions.Logging;
using Quartz;

namespace Tillsync.Service;

/// <summary>
/// What Quartz starts. The key's group is the storefront and its name the kind of work; after each run the job places its only trigger anew,
/// where the work says it belongs.
/// </summary>
internal sealed class ServiceJob(ServiceWorkers workers, ILogger<ServiceJob> logger) : IJob
{
    /// <summary>After a defect. Long enough not to fill the log, short enough for one that was a matter of chance.</summary>
    private static readonly TimeSpan DefectWait = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var key = context.JobDetail.Key;
        var (worker, kind) = (workers[key.Group], Enum.Parse<JobKind>(key.Name));
        var next = workers.Time.GetUtcNow() + DefectWait;
        try
        {
            next = await worker.RunAsync(kind);
        }
        catch (OperationCanceledException) when (workers.Stop.IsCancellationRequested)
        {
            // The service is being stopped.
        }
#pragma warning disable CA1031 // One storefront's defect must not end the others' work, nor this one's for good.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.Defect(logger, key.Group, HealthJudge.Name(kind), (int)DefectWait.TotalSeconds, exception);
        }

        if (!workers.Stop.IsCancellationRequested)
        {
            await PlaceAsync(context.Scheduler, worker, kind, next);
            if (kind == JobKind.Hints)
            {
                // A hint that came while this run ended would otherwise wait for the next one.
                await worker.HintedAsync();
            }
        }
    }

    /// <summary>Where a job is to run next; a time that has passed means now.</summary>
    public static async Task PlaceAsync(IScheduler scheduler, StorefrontWorker worker, JobKind kind, DateTimeOffset at)
    {
        var key = KeyOf(worker, kind);
        var trigger = TriggerBuilder.Create().WithIdentity(key.Name, key.Group).ForJob(key).StartAt(at).Build();
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.Replace, CancellationToken.None);
        worker.Board.Expect(kind, at);
    }

    public static JobKey KeyOf(StorefrontWorker worker, JobKind kind) => new(kind.ToString(), worker.Name);
}
