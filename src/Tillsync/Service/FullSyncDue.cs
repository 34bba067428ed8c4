using System.Globalization;
using Tillsync.Core.Recording;

namespace Tillsync.Service;

/// <summary>When the next sync with a look at every listing is due. Pure.</summary>
internal static class FullSyncDue
{
    /// <summary>One that did not come about, because the guard holds it or the shop is down, is tried again after so long.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromMinutes(5);

    /// <summary>At once when there has been none; else by the older of the last full sync and the last verification.</summary>
    public static DateTimeOffset Of(Positions? positions, TimeSpan threshold) =>
        positions?.LastVerifiedAt is not { } verifiedAt ? DateTimeOffset.MinValue
        : verifiedAt < positions.LastFullSyncAt ? verifiedAt + threshold
        : positions.LastFullSyncAt + threshold;

    public static string Reason(TimeSpan threshold) =>
        string.Create(CultureInfo.InvariantCulture, $"{threshold.TotalHours:0.##}+ hours since every listing was last read");
}
