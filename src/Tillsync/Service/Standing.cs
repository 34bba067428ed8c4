using Tillsync.Core.Recording;

namespace Tillsync.Service;

/// <summary>What the service last knew of a storefront.</summary>
/// <param name="IsTillLost">The till did not answer the last glance.</param>
internal sealed record Standing(
    Pause? Pause,
    bool IsTillLost,
    DateTimeOffset? LastFullSyncAt,
    DateTimeOffset? LastVerifiedAt,
    int Parked,
    string? HeldPlan,
    string? Failure
)
{
    public static readonly Standing Unknown = new(null, false, null, null, 0, null, null);
}
