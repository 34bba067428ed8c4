using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Deciding;
using Tillsync.Core.Planning;

namespace Tillsync.Simulation.Mutants;

internal sealed class AbsoluteWrites() : Mutant("absolute-writes", 300, "The number itself is written, not the difference.")
{
    public override IListingWriter Writer(IListingWriter writer) =>
        new TwistedWriter((batch, permit, token) => writer.WriteAsync(Absolute(batch), permit, token));

    private static WriteBatch Absolute(WriteBatch batch) =>
        batch with
        {
            Writes = [.. batch.Writes.Select(write => write with { From = null })],
        };
}

internal sealed class UndoByAbsoluteNumbers()
    : Mutant("undo-by-absolute-numbers", 300, "An undo writes the number that the run found, not the difference.")
{
    public override IListingWriter Writer(IListingWriter writer) =>
        new TwistedWriter((batch, permit, token) => writer.WriteAsync(Absolute(batch), permit, token));

    private static WriteBatch Absolute(WriteBatch batch) =>
        batch with
        {
            Writes = [.. batch.Writes.Select(write => write.Because is Decision.Restore ? write with { From = null } : write)],
        };
}

internal sealed class UnknownSentAgain() : Mutant("unknown-sent-again", 20, "A write without a trustworthy answer is sent once more.")
{
    public override IListingWriter Writer(IListingWriter writer) =>
        new TwistedWriter(
            async (batch, permit, token) =>
            {
                var outcomes = await writer.WriteAsync(batch, permit, token);
                return outcomes.All(outcome => outcome is WriteOutcome.Unknown) ? await writer.WriteAsync(batch, permit, token) : outcomes;
            }
        );
}

internal sealed class UnknownIsRefused() : Mutant("unknown-is-refused", 3000, "A write without a trustworthy answer counts as not done.")
{
    public override IListingWriter Writer(IListingWriter writer) =>
        TwistedWriter.Outcomes(
            writer,
            (_, outcome) => outcome is WriteOutcome.Unknown unknown ? new WriteOutcome.Refused("unknown", unknown.Cause) : outcome
        );
}

internal sealed class ItemErrorsIgnored() : Mutant("item-errors-ignored", 500, "An answer of 200 counts as success for every item in it.")
{
    public override IListingWriter Writer(IListingWriter writer) =>
        TwistedWriter.Outcomes(
            writer,
            (write, outcome) => outcome is WriteOutcome.Refused ? new WriteOutcome.Accepted(write.To.Quantity) : outcome
        );
}

internal sealed class NoPermit() : Mutant("no-permit", 1000, "Nobody looks again whether the lease is still held before something is sent.")
{
    public override IListingWriter Writer(IListingWriter writer) =>
        new TwistedWriter((batch, _, token) => writer.WriteAsync(batch, new Always(), token));

    private sealed class Always : IWritePermit
    {
        public Task RequireAsync() => Task.CompletedTask;
    }
}

internal sealed class NoQuietPeriod() : Mutant("no-quiet-period", 20, "Writes of unknown outcome are not waited for.")
{
    public override CycleOptions Options(CycleOptions options) => options with { QuietPeriod = TimeSpan.Zero };
}

internal sealed class NoSettleTime() : Mutant("no-settle-time", 3000, "A listing is written although an order of it changed a moment ago.")
{
    public override CycleOptions Options(CycleOptions options) => options with { SettleTime = TimeSpan.Zero };
}

internal sealed class TwistedWriter(Func<WriteBatch, IWritePermit, CancellationToken, Task<IReadOnlyList<WriteOutcome>>> write)
    : IListingWriter
{
    public static TwistedWriter Outcomes(IListingWriter writer, Func<PlannedWrite, WriteOutcome, WriteOutcome> twist) =>
        new(
            async (batch, permit, token) =>
                [.. batch.Writes.Zip(await writer.WriteAsync(batch, permit, token), (planned, outcome) => twist(planned, outcome))]
        );

    public Task<IReadOnlyList<WriteOutcome>> WriteAsync(WriteBatch batch, IWritePermit permit, CancellationToken cancellationToken) =>
        write(batch, permit, cancellationToken);
}

internal sealed class SightNeverGivenBack() : Mutant("sight-never-given-back", 2000, "What was hidden stays so when it is sold again.")
{
    public override IListingWriter Writer(IListingWriter writer) =>
        new TwistedWriter((batch, permit, token) => writer.WriteAsync(Hidden(batch), permit, token));

    private static WriteBatch Hidden(WriteBatch batch) =>
        batch with
        {
            Writes = [.. batch.Writes.Select(write => write.Appearance is { Hides: false } ? write with { Appearance = null } : write)],
        };
}
