using System.Globalization;
using Tillsync.Monitoring;
using Tillsync.Service;

namespace Tillsync.Output;

/// <summary>The service as people read it: whether it is alive, since when, and what each of its jobs does.</summary>
internal static class ServiceView
{
    private const int TextMax = 90;

    /// <param name="service">Null where none has ever run.</param>
    public static IEnumerable<string> Lines(MonitoredService? service, DateTimeOffset now, TimeProvider time)
    {
        yield return $"Service:         {Standing(service, now, time)}";
        foreach (var job in service?.Health?.Jobs ?? [])
        {
            var running = job.RunningSince is { } since ? $" running since {Clock(since, time)};" : "";
            yield return $"  {job.Job, -9} {job.Result, -8} last {Clock(job.LastAt, time)}, next {Clock(job.NextAt, time)};{running} {Cut(job.Text)}";
        }
    }

    private static string Standing(MonitoredService? service, DateTimeOffset now, TimeProvider time)
    {
        if (service is null)
        {
            return "none has run";
        }

        var start = service.Known.Start;
        var since = $"{Words.Local(start.StartedAt, time)} ({Words.Age(now - start.StartedAt)}), {start.Process}";
        return service switch
        {
            { Known.IsAlive: null } => $"started {since}; on another machine, so nobody here can tell whether it is alive",
            { Known.IsAlive: true, Health: { } health } => $"alive since {since}: {health.Status}. {health.Text}",
            { Known.IsAlive: true } => $"alive since {since}, but DOES NOT ANSWER at {start.Address}",
            { Known.Start.EndedAt: { } ended } => $"stopped at {Words.Local(ended, time)}; it had started {since}",
            _ => $"NOT ALIVE: it started {since}, and was not stopped but killed or has died",
        };
    }

    private static string Clock(DateTimeOffset? instant, TimeProvider time) =>
        instant is { } at ? TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).ToString("HH:mm:ss", CultureInfo.InvariantCulture) : "never";

    private static string Cut(string text) => text.Length <= TextMax ? text : $"{text[..TextMax]}...";
}

// The service's part of the shape of monitor. Like those in JsonShapes.cs it is an interface: members are added, never renamed or removed.

/// <param name="IsAlive">Null where it is on another machine.</param>
/// <param name="Status">As in the health endpoint's answer, like the next ones; null where it did not answer.</param>
internal sealed record MonitoredServiceJson(
    bool? IsAlive,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    string Host,
    int ProcessId,
    string Address,
    string? Status,
    string? Text,
    IReadOnlyList<JobJson>? Jobs
)
{
    public static MonitoredServiceJson Of(MonitoredService service)
    {
        var start = service.Known.Start;
        return new(
            service.Known.IsAlive,
            start.StartedAt,
            start.EndedAt,
            start.Process.Host,
            start.Process.ProcessId,
            start.Address,
            service.Health?.Status,
            service.Health?.Text,
            service.Health?.Jobs
        );
    }
}
