using System.Data.Common;
using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>Where SQL Server and its stand-in differ. Statements themselves are shared (<see cref="CounterpointQueries"/>).</summary>
internal interface ITillDialect
{
    /// <summary>Names the database in messages, without any secret.</summary>
    string Place { get; }

    /// <summary>Seconds after which a statement is given up.</summary>
    int CommandTimeoutSeconds { get; }

    /// <summary>A statement of one row: the server's clock in UTC, and the same moment in the server's local time.</summary>
    string ClockQuery { get; }

    /// <summary>
    /// After a table's name in a SELECT of a transaction that writes: what it asked for, there or not, stays so for others until it ends. Empty
    /// where such a transaction is alone in any case.
    /// </summary>
    string LockHint { get; }

    /// <summary>
    /// First in a transaction that writes: waits until no other such transaction holds @resource, and holds it to its end. Null where such a
    /// transaction is alone in any case.
    /// </summary>
    string? TakeTurn { get; }

    /// <summary>The table or view with the schema that it lives in.</summary>
    string Qualify(string name);

    /// <summary>A closed connection. Raises <see cref="Core.TillException"/> where it can be said beforehand that opening must fail.</summary>
    DbConnection CreateConnection(bool forWriting);

    /// <summary>Sets an open connection up so that it never makes a till wait.</summary>
    Task PrepareAsync(TillSession session, CancellationToken cancellationToken);

    Task<TillIdentity> IdentifyAsync(TillSession session, CancellationToken cancellationToken);

    /// <summary>Which of these tables and views are there, with their columns.</summary>
    Task<IReadOnlyList<FoundObject>> FindObjectsAsync(TillSession session, CancellationToken cancellationToken);

    /// <summary>Every column of these tables and views, with its type.</summary>
    Task<IReadOnlyList<SiteColumn>> ReadColumnsAsync(TillSession session, CancellationToken cancellationToken);

    /// <summary>Rights of this login that go beyond reading; null where the server does not tell.</summary>
    Task<IReadOnlyList<string>?> ReadRightsAsync(TillSession session, CancellationToken cancellationToken);

    /// <summary>Version and isolation. Nothing in it is needed for a read, so a server that does not tell is no error.</summary>
    Task<ServerFacts> DescribeServerAsync(TillSession session, CancellationToken cancellationToken);

    /// <summary>A transaction that shows one moment without holding locks; null where the database has no such thing.</summary>
    Task<DbTransaction?> BeginReadAsync(DbConnection connection, ServerFacts facts, CancellationToken cancellationToken);

    TillFault Classify(DbException error);

    /// <summary>The server's number of an error, to be looked up; its text may quote what it was about.</summary>
    int NumberOf(DbException error);
}

/// <summary>What the server tells about itself.</summary>
/// <param name="Isolation">For the operator: how reads are kept apart from sales.</param>
/// <param name="OffersSnapshot">The owner has switched snapshot isolation on.</param>
internal sealed record ServerFacts(string Version, string Isolation, bool OffersSnapshot);

/// <summary>A table or view of the site.</summary>
/// <param name="Problem">Why it cannot be read although it exists; null when nothing is known against it.</param>
internal sealed record FoundObject(string Name, IReadOnlySet<string> Columns, string? Problem);
