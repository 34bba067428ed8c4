using System.ComponentModel;
using System.Diagnostics;
using Tillsync.Core.Recording;

namespace Tillsync.Adapters.Journal;

/// <summary>Whether the process that holds a lease still runs on this machine.</summary>
internal static class HolderLiveness
{
    /// <summary>On Linux a start time is computed from the boot time and differs by some hundredths of a second between two looks.</summary>
    private static readonly TimeSpan StartTimeTolerance = TimeSpan.FromSeconds(2);

    /// <summary>
    /// In doubt alive: the price is a wait until the lease expires. A process with the same id is another one only when it started later
    /// than the holder did and also after the holder was last heard of. The second condition is there because on Linux a step of the wall
    /// clock moves the start time of every process.
    /// </summary>
    public static bool IsAlive(LeaseHolder holder, DateTimeOffset lastHeardAt)
    {
        try
        {
            using var process = Process.GetProcessById(holder.ProcessId);
            var startedAt = new DateTimeOffset(process.StartTime.ToUniversalTime());
            return startedAt <= holder.ProcessStartedAt + StartTimeTolerance || startedAt <= lastHeardAt;
        }
        catch (ArgumentException)
        {
            return false; // No process has this id.
        }
        catch (InvalidOperationException)
        {
            return false; // It ended between the two lines above.
        }
        catch (Win32Exception)
        {
            return true; // It runs under an account that does not let us ask.
        }
    }
}
