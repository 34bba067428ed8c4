using System.Collections.Concurrent;
using Tillsync.Sandbox.Tests.Recordings;
using Tillsync.Sandbox.Tests.Traces;

namespace Tillsync.Sandbox.Tests;

/// <summary>Replays each file once, for the tests and for the summary.</summary>
internal static class ContractRun
{
    private static readonly ConcurrentDictionary<string, Lazy<TraceReplay>> s_traces = new();
    private static readonly ConcurrentDictionary<string, Lazy<RecordingReplay>> s_recordings = new();

    public static IReadOnlyList<string> TraceFiles { get; } = List("traces", "wc-*.json");

    public static IReadOnlyList<string> RecordingFiles { get; } = List("recordings", "*.json");

    public static TraceReplay Trace(string file) =>
        s_traces.GetOrAdd(file, name => new(() => new TraceReplay(Path.Combine(RepositoryFiles.Recorded("traces"), name)).Run())).Value;

    public static RecordingReplay Recording(string file) =>
        s_recordings
            .GetOrAdd(file, name => new(() => new RecordingReplay(Path.Combine(RepositoryFiles.Recorded("recordings"), name)).Run()))
            .Value;

    private static List<string> List(string folder, string pattern) =>
        [
            .. Directory
                .GetFiles(RepositoryFiles.Recorded(folder), pattern)
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal),
        ];
}
