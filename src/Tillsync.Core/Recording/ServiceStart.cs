namespace Tillsync.Core.Recording;

/// <summary>A start of the service for one storefront, so that others can tell whether it still runs and where to ask it.</summary>
/// <param name="Address">Where it answers, e.g. <c>http://127.0.0.1:8797</c>.</param>
/// <param name="EndedAt">Null as long as it has not ended by itself; one that was killed never sets it.</param>
public sealed record ServiceStart(LeaseHolder Process, string Address, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

/// <summary>The last service of a storefront.</summary>
/// <param name="IsAlive">Null where it cannot be told: it is on another machine.</param>
public sealed record KnownService(ServiceStart Start, bool? IsAlive);
