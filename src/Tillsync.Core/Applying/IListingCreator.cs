using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;

namespace Tillsync.Core.Applying;

/// <summary>Makes products in the shop, one request for each, always as drafts.</summary>
/// <remarks>
/// A request is sent at most once, except when the shop has certainly not taken it, like those of <see cref="IListingWriter"/>; the permit is
/// asked before each attempt. Whoever calls has looked for the SKU right before: the shop's own refusal of a SKU that it has is the last guard
/// and not the first. A refusal of the keys or an answer that is not the shop's raises <see cref="ShopException"/> only when certainly nothing was made.
/// </remarks>
public interface IListingCreator
{
    Task<CreateOutcome> CreateAsync(PlannedCreation creation, IWritePermit permit, CancellationToken cancellationToken);
}

/// <summary>What became of one creation.</summary>
public abstract record CreateOutcome
{
    private CreateOutcome() { }

    /// <summary>The shop has made it.</summary>
    /// <param name="Listing">As the shop answers it.</param>
    public sealed record Created(ShopListing Listing) : CreateOutcome;

    /// <summary>The shop says no, and nothing was made.</summary>
    /// <param name="Code">The shop's error code.</param>
    public sealed record Refused(string Code, string Reason) : CreateOutcome;

    /// <summary>It may or may not have been made. Never sent again without looking for the SKU first.</summary>
    public sealed record Unknown(string Cause) : CreateOutcome;
}
