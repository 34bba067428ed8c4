using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Simulation.Mutants;

internal sealed class StockBeforeStaging() : Mutant("stock-before-staging", 3000, "The till's stock rows are read before its staging rows.")
{
    public override bool ReadsStockFirst => true;
}

internal sealed class NullIsZero() : Mutant("null-is-zero", 30, "A quantity that is NULL counts as 0.")
{
    public override ITill Till(ITill till) => new Reader(till);

    private sealed class Reader(ITill inner) : TwistedTill(inner)
    {
        public override async Task<TillReading> ReadAsync(CancellationToken cancellationToken)
        {
            var read = await base.ReadAsync(cancellationToken);
            return read with { Items = [.. read.Items.Select(item => item with { Locations = [.. item.Locations.Select(Counted)] })] };
        }

        private static LocationStock Counted(LocationStock row) => row with { OnHand = row.OnHand ?? 0, Available = row.Available ?? 0 };
    }
}

internal sealed class CartonIsAPack() : Mutant("carton-is-a-pack", 200, "A unit's factor is ignored: a carton counts as one.")
{
    public override ITill Till(ITill till) => new Reader(till);

    private sealed class Reader(ITill inner) : TwistedTill(inner)
    {
        public override async Task<TillReading> ReadAsync(CancellationToken cancellationToken)
        {
            var read = await base.ReadAsync(cancellationToken);
            return read with
            {
                Items = [.. read.Items.Select(item => item with { Units = [.. item.Units.Select(unit => unit with { Numerator = 1 })] })],
            };
        }
    }
}

internal sealed class HalfTillBelieved() : Mutant("half-till-believed", 800, "A read that breaks off is taken for the whole.")
{
    public override bool BelievesHalfATill => true;
}

internal sealed class EditsAfterTakenForgotten()
    : Mutant("edits-after-taken-forgotten", 1000, "An order that the till has taken is known whole, whatever an edit has added since.")
{
    public override ITill Till(ITill till) => new Reader(till);

    private sealed class Reader(ITill inner) : TwistedTill(inner)
    {
        public override async Task<IReadOnlyList<StagedLines>> ReadStagedLinesAsync(
            IReadOnlyCollection<long> stagingIds,
            CancellationToken cancellationToken
        ) => [.. (await base.ReadStagedLinesAsync(stagingIds, cancellationToken)).Select(row => row with { Lines = null })];
    }
}

internal abstract class TwistedTill(ITill inner) : ITill
{
    public virtual Task<TillReading> ReadAsync(CancellationToken cancellationToken) => inner.ReadAsync(cancellationToken);

    public virtual Task<IReadOnlyList<StagedLines>> ReadStagedLinesAsync(
        IReadOnlyCollection<long> stagingIds,
        CancellationToken cancellationToken
    ) => inner.ReadStagedLinesAsync(stagingIds, cancellationToken);

    public Task<TillPulse> ReadPulseAsync(CancellationToken cancellationToken) => inner.ReadPulseAsync(cancellationToken);

    public Task<TillProfile> DescribeAsync(CancellationToken cancellationToken) => inner.DescribeAsync(cancellationToken);
}
