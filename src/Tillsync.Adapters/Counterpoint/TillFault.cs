using System.Data.Common;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>What stood in the way of a statement, whatever number the database gives it.</summary>
internal enum TillFault
{
    Other,
    Unreachable,
    LoginFailed,
    DatabaseUnavailable,
    UntrustedCertificate,
    EncryptionUnsupported,
    NoGlobalization,
    PermissionDenied,
    MissingObject,
    MissingColumn,
    LockTimeout,
    Deadlock,
    CommandTimeout,
    FileUnavailable,
    NotADatabase,
    ReadOnly,
}

/// <summary>A statement that failed, before it is put into words at the port.</summary>
/// <param name="subject">The table, view or step that it was about.</param>
internal sealed class TillQueryException(TillFault fault, string subject, Exception inner) : Exception(inner.Message, inner)
{
    public TillFault Fault { get; } = fault;

    public string Subject { get; } = subject;

    /// <summary>The database's own words on one line.</summary>
    public string Words { get; } = string.Join(' ', inner.Message.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The site lacks the thing or may not look at it; asking again will give the same answer.</summary>
    public bool IsLasting => Fault is TillFault.PermissionDenied or TillFault.MissingObject or TillFault.MissingColumn or TillFault.Other;

    public static TillQueryException From(ITillDialect dialect, string subject, DbException error) =>
        new(dialect.Classify(error), subject, error);
}
