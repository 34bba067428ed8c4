using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Tillsync.EndToEnd.Bench;

namespace Tillsync.EndToEnd.Soaking;

/// <summary>Samples the service's memory, now and then after a full collection, so that garbage is not taken for growth.</summary>
internal sealed class MemoryWatch(RunningService service)
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>The runtime's own provider; a session with this keyword makes it collect everything once.</summary>
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const long CollectHeap = 0x800000;

    /// <summary>Measured from one collection of every five minutes to the next: fine enough for half an hour, and no load.</summary>
    private const int SamplesPerCollection = 10;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly List<MemorySample> _samples = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public IReadOnlyList<MemorySample> Samples => _samples;

    /// <summary>Goes on until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var count = 0; !cancellationToken.IsCancellationRequested; count++)
        {
            await SampleAsync(collects: count % SamplesPerCollection == 0);
            try
            {
                await Task.Delay(Interval, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // The trade is over; the last sample is taken after the quiet.
            }
        }
    }

    public async Task<MemorySample> SampleAsync(bool collects)
    {
        if (collects)
        {
            await CollectAsync();
        }

        var health = (await service.HealthAsync()).Body.GetProperty("process");
        var managed = health.GetProperty("managedBytes").GetInt64() / Megabyte;
        using var process = Process.GetProcessById(service.Program.ProcessId);
        var sample = new MemorySample(
            _watch.Elapsed,
            health.GetProperty("residentBytes").GetInt64() / Megabyte,
            managed,
            collects ? managed : null,
            OperatingSystem.IsLinux() ? Directory.GetFileSystemEntries($"/proc/{process.Id}/fd").Length : process.HandleCount,
            process.Threads.Count
        );
        _samples.Add(sample);
        return sample;
    }

    public IEnumerable<string> Lines() =>
        _samples.Select(sample =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{sample.At.TotalMinutes, 6:0.0} min  resident {sample.Resident, 6:0.0} MB  managed {sample.Managed, 5:0.0} MB  live {sample.Live, 5:0.00} MB  handles {sample.Handles, 4}  threads {sample.Threads, 3}"
            )
        );

    private async Task CollectAsync()
    {
        var client = new DiagnosticsClient(service.Program.ProcessId);
        var provider = new EventPipeProvider(Runtime, EventLevel.Informational, CollectHeap);
        using var session = await client.StartEventPipeSessionAsync(
            [provider],
            requestRundown: false,
            circularBufferMB: 16,
            CancellationToken.None
        );
        var read = session.EventStream.CopyToAsync(Stream.Null);
        // The collection is made while the session starts; its end is what stopping waits for.
        await session.StopAsync(CancellationToken.None);
        await read;
    }
}
