using Tillsync.Core.Applying;

namespace Tillsync.Testing.Faults;

/// <summary>Something happens after a batch was handed over and before it leaves.</summary>
public sealed class SleepingWriter(IListingWriter inner, Func<Task> meanwhile) : IListingWriter
{
    public Action Before { get; set; } = () => { };

    public async Task<IReadOnlyList<WriteOutcome>> WriteAsync(WriteBatch batch, IWritePermit permit, CancellationToken cancellationToken)
    {
        Before();
        await meanwhile();
        return await inner.WriteAsync(batch, permit, cancellationToken);
    }
}
