using Tillsync.Core.Applying;

namespace Tillsync.Testing.Faults;

/// <summary>Lets so many attempts leave, and refuses the next.</summary>
public sealed class ScarcePermit(int times, Exception refusal) : IWritePermit
{
    private int _left = times;

    public Task RequireAsync() => _left-- > 0 ? Task.CompletedTask : Task.FromException(refusal);
}
