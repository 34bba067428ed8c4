using Microsoft.Extensions.Hosting;
using Quartz;

namespace Tillsync.Service;

/// <summary>Gives Quartz the jobs of every storefront at the start; from then on each job places itself.</summary>
internal sealed class JobPlacement(ISchedulerFactory schedulers, ServiceWorkers workers) : IHostedService
{
    /// <summary>
    /// When each kind begins, seen from the start. The first glance looks at everything, so the others can wait for their own time.
    /// </summary>
    private static TimeSpan FirstAfter(JobKind kind, StorefrontWorker worker) =>
        kind switch
        {
            JobKind.Probe => TimeSpan.Zero,
            JobKind.Orders => worker.OrderInterval,
            JobKind.Retry => TimeSpan.FromSeconds(15),
            JobKind.Full => TimeSpan.FromSeconds(30),
            JobKind.Webhooks or JobKind.Alerts => TimeSpan.FromSeconds(5),
            _ => TimeSpan.FromMinutes(2),
        };

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var now = workers.Time.GetUtcNow();
        foreach (var worker in workers.All)
        {
            worker.Hasten = (kind, at) => ServiceJob.PlaceAsync(scheduler, worker, kind, at);
            foreach (var kind in worker.Kinds)
            {
                var job = JobBuilder
                    .Create<ServiceJob>()
                    .WithIdentity(ServiceJob.KeyOf(worker, kind))
                    .StoreDurably()
                    .DisallowConcurrentExecution()
                    .Build();
                await scheduler.AddJob(job, new AddJobOptions { Replace = true }, cancellationToken);
                await ServiceJob.PlaceAsync(scheduler, worker, kind, now + FirstAfter(kind, worker));
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
