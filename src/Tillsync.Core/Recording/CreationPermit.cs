using Tillsync.Core.Applying;

namespace Tillsync.Core.Recording;

/// <summary>The permit of one creation, as <see cref="LeasePermit"/> is that of a batch.</summary>
internal sealed class CreationPermit(LeaseKeeper lease, IJournal journal, long creationId, CancellationToken stop) : IWritePermit
{
    public async Task RequireAsync()
    {
        stop.ThrowIfCancellationRequested();
        await lease.KeepAsync();
        await journal.RecordCreationSendingAsync(lease.Current, creationId, CancellationToken.None);
    }
}
