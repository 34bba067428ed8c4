namespace Tillsync.Core.Detecting;

/// <summary>
/// The till, read only. Staging is read before stock: an order that is applied in between counts twice for one cycle, so
/// that too little is listed, never too much.
/// </summary>
/// <remarks>
/// Reads hold no lock that a till could wait for, end within the command time-out, and may be repeated.
/// Whatever is broken (unreachable, a missing table or column, no permission, a time-out) raises <see cref="TillException"/>,
/// which names object, cause and next move; a part that the site may lack goes to <see cref="TillReading.Failures"/> when it fails.
/// </remarks>
public interface ITill
{
    Task<TillReading> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// What these rows of USER_ORDER_STAGING gave the till, in any order, each once; a row that is no longer there is left out. Their texts are not part of
    /// <see cref="ReadAsync"/>: sites keep thousands of applied rows, and a handful matters.
    /// </summary>
    /// <exception cref="TillException">They could not be read: nobody may take that for nothing, nor for everything.</exception>
    Task<IReadOnlyList<StagedLines>> ReadStagedLinesAsync(IReadOnlyCollection<long> stagingIds, CancellationToken cancellationToken);

    /// <summary>
    /// A hint, by one small query: as long as it stays equal there is probably nothing new. Only <see cref="ReadAsync"/> is proof, for two
    /// changes that leave counts, sums and dates alone leave the pulse alone.
    /// </summary>
    Task<TillPulse> ReadPulseAsync(CancellationToken cancellationToken);

    /// <summary>What the site has: objects, status codes, locations. Used by <c>init</c> and <c>status</c>.</summary>
    Task<TillProfile> DescribeAsync(CancellationToken cancellationToken);
}

/// <summary>What a site's till turned out to be.</summary>
/// <param name="Missing">Optional objects and columns that are not there, and what that costs.</param>
/// <param name="Statuses">IM_ITEM.STAT values with the number of web items of each.</param>
/// <param name="Locations">LOC_ID values of IM_INV with the number of rows of each.</param>
public sealed record TillProfile(
    TillIdentity Identity,
    string ServerVersion,
    string Isolation,
    int ItemCount,
    int WebItemCount,
    IReadOnlyList<ValueCount> Statuses,
    IReadOnlyList<ValueCount> Locations,
    IReadOnlyList<MissingObject> Missing
);

public sealed record ValueCount(string Value, int Count);

public sealed record MissingObject(string Name, string Cost);
