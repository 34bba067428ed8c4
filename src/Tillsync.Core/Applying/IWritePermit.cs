namespace Tillsync.Core.Applying;

/// <summary>
/// The right to send one batch now. A writer asks it right before each attempt that goes onto the wire, the first and every repeated one: it may
/// have waited for a minute, or slept with its machine for a night.
/// </summary>
public interface IWritePermit
{
    /// <summary>Returns when the batch may leave; from now on its outcome is open, whatever becomes of this process.</summary>
    /// <exception cref="LeaseLostException">Another run writes to this storefront. Nothing may be sent.</exception>
    /// <exception cref="OperationCanceledException">The run was asked to stop. Nothing may be sent.</exception>
    /// <exception cref="JournalException">The journal cannot note that the batch leaves. Nothing may be sent.</exception>
    Task RequireAsync();
}
