using Tillsync.Core.Applying;

namespace Tillsync.Testing;

/// <summary>Lets everything leave, and counts how often it was asked.</summary>
public sealed class FreePermit : IWritePermit
{
    public int Asked { get; private set; }

    public Task RequireAsync()
    {
        Asked++;
        return Task.CompletedTask;
    }
}

public static class FreeWriting
{
    extension(IListingWriter writer)
    {
        /// <summary>Writes where nobody else does.</summary>
        public Task<IReadOnlyList<WriteOutcome>> WriteAsync(WriteBatch batch, CancellationToken cancellationToken) =>
            writer.WriteAsync(batch, new FreePermit(), cancellationToken);
    }
}
