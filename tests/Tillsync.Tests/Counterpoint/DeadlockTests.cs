using System.Data.Common;
using Tillsync.Adapters.Counterpoint;
using Tillsync.Core;
using Tillsync.Core.Stock;
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

        var reading = await new CounterpointTill(dialect, SellingLocations.Every, TimeProvider.System).ReadAsync(CancellationToken.None);

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
            new CounterpointTill(dialect, SellingLocations.Every, TimeProvider.System).ReadAsync(CancellationToken.None)
        );

        Assert.Contains("deadlock victim twice", error.Cause, StringComparison.Ordinal);
        Assert.Equal(2, dialect.Reads);
    }

    /// <summary>The first statements of a read fail as a deadlock's victim's would.</summary>
    private sealed class DeadlockingDialect(TillOptions options, int times) : WrappedDialect(options)
    {
        public int Reads { get; private set; }

        /// <summary>Where the deadlock strikes: after everything was set up.</summary>
        public override string ClockQuery => ++Reads <= times ? "SELECT no_such_function()" : base.ClockQuery;

        public override TillFault Classify(DbException error) =>
            error.Message.Contains("no_such_function", StringComparison.Ordinal) ? TillFault.Deadlock : base.Classify(error);
    }
}
