namespace Tillsync.Core.Applying;

/// <summary>
/// Lets absolute numbers leave only right after the look that they rest on. A writer may wait before it sends, because the shop asked it to or
/// because its machine slept; what orders moved meanwhile an absolute number would take back.
/// </summary>
internal sealed class FreshLook(IWritePermit inner, TimeProvider time, DateTimeOffset lookedAt) : IWritePermit
{
    /// <summary>What the answer to the look and the request may take on their way.</summary>
    private static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(10);

    /// <exception cref="LookTooOldException">Nothing may be sent before the listings have been read once more.</exception>
    public Task RequireAsync() =>
        time.GetUtcNow() - lookedAt is var age && age >= TimeSpan.Zero && age <= AgeMax
            ? inner.RequireAsync()
            : throw new LookTooOldException();
}

/// <summary>Too much time has passed since the listings were read.</summary>
internal sealed class LookTooOldException() : OperationCanceledException("Too much time has passed since the listings were read.");
