namespace Tillsync.Core;

/// <summary>
/// Surroundings that do not let the work go on. Every one names the object, the cause and the next move; none holds a secret.
/// </summary>
public abstract class TillsyncException(string subject, string cause, string advice, Exception? inner = null)
    : Exception($"{subject}: {cause} {advice}", inner)
{
    /// <summary>What it happened to: a table, a URL, a file, a configuration key.</summary>
    public string Subject { get; } = subject;

    /// <summary>One sentence, with a full stop.</summary>
    public string Cause { get; } = cause;

    /// <summary>What to do next, one sentence.</summary>
    public string Advice { get; } = advice;
}

/// <summary>The till could not be read or written.</summary>
public sealed class TillException(string subject, string cause, string advice, Exception? inner = null)
    : TillsyncException(subject, cause, advice, inner);

/// <summary>The shop could not be read, or refused a whole request.</summary>
public sealed class ShopException(string subject, string cause, string advice, Exception? inner = null)
    : TillsyncException(subject, cause, advice, inner);

/// <summary>The journal is missing, broken, locked, read-only or full.</summary>
public sealed class JournalException(string subject, string cause, string advice, Exception? inner = null)
    : TillsyncException(subject, cause, advice, inner);

/// <summary>What was named is not there, or the name fits several.</summary>
public sealed class UnknownNameException(string subject, string cause, string advice) : TillsyncException(subject, cause, advice);

/// <summary>A held plan about which nothing can be decided any more, or not this.</summary>
public sealed class PlanSettledException(string subject, string cause, string advice) : TillsyncException(subject, cause, advice);

/// <summary>The lease was taken by another run while this one slept; nothing more may be written.</summary>
public sealed class LeaseLostException(string subject, string cause, string advice, Exception? inner = null)
    : TillsyncException(subject, cause, advice, inner);
