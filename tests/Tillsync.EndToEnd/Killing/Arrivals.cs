using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd.Killing;

/// <summary>What has reached the shop since the run began, and what of it was answered.</summary>
internal sealed class Arrivals(TillBench bench)
{
    private int _requests;
    private int _writes;

    public int Requests => Volatile.Read(ref _requests);

    public int Writes => Volatile.Read(ref _writes);

    public int Answers => bench.Writes.Count;

    /// <summary>A condition for a fault that happens to writes. The first fault's condition sees every request.</summary>
    public bool CountsWrite(SandboxRequest request)
    {
        Interlocked.Increment(ref _requests);
        if (request.IsWrite)
        {
            Interlocked.Increment(ref _writes);
        }

        return request.IsWrite;
    }
}
