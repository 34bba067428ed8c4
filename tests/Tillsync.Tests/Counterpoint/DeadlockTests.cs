using System.Data.Common;
using Tillsync.Adapters.Counterpoint;
using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Testing.Contracts;

namespace Tillsync.Tests.Counterpoint;

public sealed class DeadlockTests
{
    [Fact]
    public async Task Victim_AsksOnceMore()
    {
        await using var bench = await SqliteTillBench.CreateAsync();
        await bench.AddItemAsync("A");
        var dialect = new DeadlockingDialect(bench.Options, times: 1);

        var reading = await new CounterpointTill(dialect, [], TimeProvider.System).ReadAsync(CancellationToken.None);

        Assert.Single(reading.Items);
        Assert.Empty(reading.Failures);
        Assert.Equal(2, dialect.Reads);
    }

    [Fact]
    public async Task VictimTwice_IsToldSo()
    {
        await using var bench = await SqliteTillBench.CreateAsync();
        var dialect = new DeadlockingDialect(bench.Options, times: 2);

        var error = await Assert.ThrowsAsync<TillException>(() =>
            new CounterpointTill(dialect, [], TimeProvider.System).ReadAsync(CancellationToken.None)
        );

        Assert.Contains("deadlock victim twice", error.Cause, StringComparison.Ordinal);
        Assert.Equal(2, dialect.Reads);
    }

    /// <summary>The first statements of a read fail as a deadlock's victim's would.</summary>
    private sealed class DeadlockingDialect(TillOptions options, int times) : ITillDialect
    {
        private readonly SqliteDialect _inner = new(options);

        public int Reads { get; private set; }

        public string Place => _inner.Place;

        public int CommandTimeoutSeconds => _inner.CommandTimeoutSeconds;

        /// <summary>Where the deadlock strikes: after everything was set up.</summary>
        public string ClockQuery => ++Reads <= times ? "SELECT no_such_function()" : _inner.ClockQuery;

        public string Qualify(string name) => _inner.Qualify(name);

        public DbConnection CreateConnection(bool forWriting) => _inner.CreateConnection(forWriting);

        public Task PrepareAsync(TillSession session, CancellationToken cancellationToken) =>
            _inner.PrepareAsync(session, cancellationToken);

        public Task<TillIdentity> IdentifyAsync(TillSession session, CancellationToken cancellationToken) =>
            _inner.IdentifyAsync(session, cancellationToken);

        public Task<IReadOnlyList<FoundObject>> FindObjectsAsync(TillSession session, CancellationToken cancellationToken) =>
            _inner.FindObjectsAsync(session, cancellationToken);

        public Task<ServerFacts> DescribeServerAsync(TillSession session, CancellationToken cancellationToken) =>
            _inner.DescribeServerAsync(session, cancellationToken);

        public Task<DbTransaction?> BeginReadAsync(DbConnection connection, ServerFacts facts, CancellationToken cancellationToken) =>
            _inner.BeginReadAsync(connection, facts, cancellationToken);

        public TillFault Classify(DbException error) =>
            error.Message.Contains("no_such_function", StringComparison.Ordinal) ? TillFault.Deadlock : _inner.Classify(error);
    }
}
