using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tillsync.Commands;

namespace Tillsync.Service;

/// <summary>GET /health: 200 while every storefront is well, 503 while one is failing; either way with the state of each as JSON.</summary>
internal static class HealthEndpoint
{
    public static void Map(WebApplication host, ServiceWorkers workers, DateTimeOffset startedAt) =>
        host.MapGet(
            "/health",
            async context =>
            {
                var health = Describe(workers, startedAt);
                context.Response.StatusCode =
                    health.Status == HealthJudge.Ok ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
                context.Response.ContentType = "application/json; charset=utf-8";
                context.Response.Headers.CacheControl = "no-store";
                await context.Response.WriteAsync(
                    JsonSerializer.Serialize(health, ServiceShapes.Default.HealthJson),
                    context.RequestAborted
                );
            }
        );

    public static HealthJson Describe(ServiceWorkers workers, DateTimeOffset startedAt)
    {
        var now = workers.Time.GetUtcNow();
        var storefronts = workers.All.Select(worker => Describe(worker, HealthJudge.Judge(worker, now))).ToList();
        var status = storefronts.Exists(one => one.Status == HealthJudge.Failing) ? HealthJudge.Failing : HealthJudge.Ok;
        return new HealthJson(status, StatusCommand.Version(), startedAt, now, storefronts, ProcessJson.OfThis());
    }

    private static StorefrontHealthJson Describe(StorefrontWorker worker, HealthVerdict verdict)
    {
        var standing = worker.Standing;
        return new StorefrontHealthJson(
            worker.Name,
            verdict.Status,
            verdict.Text,
            standing.Pause is { } pause ? PauseShaping.Of(worker.Name, pause) : null,
            standing.LastFullSyncAt,
            standing.LastVerifiedAt,
            standing.Parked,
            standing.HeldPlan,
            [.. worker.Board.All.Select(Describe)]
        );
    }

    private static JobJson Describe(JobState job) =>
        new(
            HealthJudge.Name(job.Kind),
            job.Result == JobResult.NotYet ? "not yet" : job.Result.ToString().ToLowerInvariant(),
            job.Text,
            job.StartedAt,
            job.EndedAt,
            job.SucceededAt,
            job.NextAt,
            job.Runs
        );
}
