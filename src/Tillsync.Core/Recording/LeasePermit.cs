using Tillsync.Core.Applying;

namespace Tillsync.Core.Recording;

/// <summary>
/// Lets a batch leave while the lease is this run's and nobody has asked it to stop. It notes the moment in the journal, in a transaction that the
/// fence guards: from there the quiet period counts, also when a batch is sent again minutes after it was meant.
/// </summary>
internal sealed class LeasePermit(LeaseKeeper lease, IJournal journal, IReadOnlyList<long> intents, CancellationToken stop) : IWritePermit
{
    public async Task RequireAsync()
    {
        stop.ThrowIfCancellationRequested();
        await lease.KeepAsync();
        await journal.RecordSendingAsync(lease.Current, intents, CancellationToken.None);
    }
}
