using Tillsync.Core.Planning;

namespace Tillsync.Core.Applying;

/// <summary>Writes quantities to the shop, one request for each batch.</summary>
/// <remarks>
/// A batch is sent at most once, except when the shop has certainly not taken it (429, a connection that was never made); then it may be
/// repeated after the wait the shop asks for. Each attempt asks the permit first, and what the permit raises ends the call: nothing of the batch
/// has been sent then, or what had been (a batch may be cut in parts) has no outcome that could be recorded. Anything else that leaves doubt is <see cref="WriteOutcome.Unknown"/> for every item. No write
/// starts once the token is cancelled. Nothing but the quantity, on a take-over stock management, and a planned change of appearance is ever sent.
/// A refusal of the keys or an answer that is not the shop's raises <see cref="ShopException"/> only when certainly nothing was written.
/// </remarks>
public interface IListingWriter
{
    /// <summary>The outcome of each write, in the batch's order.</summary>
    Task<IReadOnlyList<WriteOutcome>> WriteAsync(WriteBatch batch, IWritePermit permit, CancellationToken cancellationToken);
}

/// <summary>At most 100 writes to products, or to the variations of one parent.</summary>
/// <param name="ParentId">The variations' parent; null for products.</param>
public sealed record WriteBatch(long? ParentId, IReadOnlyList<PlannedWrite> Writes)
{
    /// <summary>The shop's own limit on a batch, creates, updates and deletes counted together (recording 03).</summary>
    public const int SizeMax = 100;
}
