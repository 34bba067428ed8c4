using Tillsync.Sandbox;

namespace Tillsync.EndToEnd.Bench;

/// <summary>Counts requests as they arrive: the shop's own log has them only once they are answered.</summary>
internal sealed class Gate
{
    private int _seen;

    /// <summary>Writes that have arrived.</summary>
    public int Seen => Volatile.Read(ref _seen);

    /// <summary>A condition for a fault: writes, counted.</summary>
    public bool IsWrite(SandboxRequest request)
    {
        if (request.IsWrite)
        {
            Interlocked.Increment(ref _seen);
        }

        return request.IsWrite;
    }
}
