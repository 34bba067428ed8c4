namespace Tillsync.Core.Recording;

/// <summary>Somebody has told the service to leave a storefront alone. It stays so over restarts, until somebody resumes it.</summary>
/// <param name="By">Who, as user@host.</param>
public sealed record Pause(PauseKind Kind, DateTimeOffset At, string By);

public enum PauseKind
{
    /// <summary>Goes on looking and says what it would do; writes nothing to the shop.</summary>
    Paused,

    /// <summary>Does not even look.</summary>
    Stopped,
}
