using System.Data.Common;
using Tillsync.Adapters.Counterpoint;
using Tillsync.Core.Detecting;

namespace Tillsync.Tests.Counterpoint;

/// <summary>The stand-in's dialect, for tests that change one thing about it.</summary>
internal abstract class WrappedDialect(TillOptions options) : ITillDialect
{
    private readonly SqliteDialect _inner = new(options);

    public string Place => _inner.Place;

    public int CommandTimeoutSeconds => _inner.CommandTimeoutSeconds;

    public virtual string ClockQuery => _inner.ClockQuery;

    public string LockHint => _inner.LockHint;

    public string? TakeTurn => _inner.TakeTurn;

    public int NumberOf(DbException error) => _inner.NumberOf(error);

    public virtual string Qualify(string name) => _inner.Qualify(name);

    public DbConnection CreateConnection(bool forWriting) => _inner.CreateConnection(forWriting);

    public Task PrepareAsync(TillSession session, CancellationToken cancellationToken) => _inner.PrepareAsync(session, cancellationToken);

    public Task<TillIdentity> IdentifyAsync(TillSession session, CancellationToken cancellationToken) =>
        _inner.IdentifyAsync(session, cancellationToken);

    public virtual Task<IReadOnlyList<FoundObject>> FindObjectsAsync(TillSession session, CancellationToken cancellationToken) =>
        _inner.FindObjectsAsync(session, cancellationToken);

    public Task<IReadOnlyList<SiteColumn>> ReadColumnsAsync(TillSession session, CancellationToken cancellationToken) =>
        _inner.ReadColumnsAsync(session, cancellationToken);

    public Task<IReadOnlyList<string>?> ReadRightsAsync(TillSession session, CancellationToken cancellationToken) =>
        _inner.ReadRightsAsync(session, cancellationToken);

    public Task<ServerFacts> DescribeServerAsync(TillSession session, CancellationToken cancellationToken) =>
        _inner.DescribeServerAsync(session, cancellationToken);

    public Task<DbTransaction?> BeginReadAsync(DbConnection connection, ServerFacts facts, CancellationToken cancellationToken) =>
        _inner.BeginReadAsync(connection, facts, cancellationToken);

    public virtual TillFault Classify(DbException error) => _inner.Classify(error);
}
