using System.Diagnostics;
using Tillsync.Core.Recording;

namespace Tillsync.Adapters.Journal;

/// <summary>This process as a holder of leases.</summary>
public static class ThisProcess
{
    public static LeaseHolder AsHolder()
    {
        using var process = Process.GetCurrentProcess();
        return new LeaseHolder(Environment.MachineName, process.Id, new DateTimeOffset(process.StartTime.ToUniversalTime()));
    }
}
