using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;

namespace Tillsync.Core;

/// <summary>Apply: intent, request, outcome, batch by batch.</summary>
internal sealed class PlanExecutor(SyncPorts ports, PlanRecorder recorder, TimeProvider time, IProgress<CycleProgress>? progress)
{
    private RelativeWriteTest? _relative;

    public async Task ExecuteAsync(CyclePass pass, RunTally tally, LeaseKeeper lease, CancellationToken cancellationToken)
    {
        var batches = PlanBatches.Of(pass.Plan);
        if (batches.Count == 0)
        {
            return;
        }

        _relative ??= new RelativeWriteTest(
            await ports.Journal.ReadRelativeWritesAsync(cancellationToken),
            pass.Shop.Key,
            time.GetUtcNow()
        );
        var done = 0;
        foreach (var batch in batches)
        {
            // A cancelled run writes nothing more; what is under way is finished and recorded.
            cancellationToken.ThrowIfCancellationRequested();
            Report(done, pass);
            var lookedAt = time.GetUtcNow();
            var meant = _relative.WritesAbsolute ? await LookAgainAsync(batch, tally, cancellationToken) : batch;
            if (meant.Writes.Count > 0)
            {
                await SendAsync(meant, tally, lease, lookedAt, _relative, cancellationToken);
            }

            done += batch.Writes.Count;
        }

        Report(done, pass);
    }

    private async Task SendAsync(
        WriteBatch batch,
        RunTally tally,
        LeaseKeeper lease,
        DateTimeOffset lookedAt,
        RelativeWriteTest relative,
        CancellationToken cancellationToken
    )
    {
        await lease.KeepAsync();
        var intents = await ports.Journal.RecordIntentsAsync(lease.Current, tally.RunId, batch.Writes, CancellationToken.None);
        IWritePermit permit = new LeasePermit(lease, ports.Journal, intents, cancellationToken);
        permit = relative.WritesAbsolute ? new FreshLook(permit, time, lookedAt) : permit;
        if (await WriteAsync(batch, intents, permit, lease) is not { } outcomes)
        {
            batch.Writes.ToList().ForEach(write => tally.LookAgain(write.Sku, isUnknown: false));
            return;
        }

        await recorder.RecordOutcomesAsync(lease, tally, batch, intents, outcomes);
        if (relative.Learn(batch.Writes.Zip(outcomes), time.GetUtcNow()) is { } finding)
        {
            await ports.Journal.SaveRelativeWritesAsync(lease.Current, finding, CancellationToken.None);
        }
    }

    /// <summary>
    /// For a shop without relative writes: the listings are read once more, right before, and what has moved since the plan was made is left for
    /// the next pass. What moves between this look and the write is lost by such a shop; nothing else makes that time shorter.
    /// </summary>
    private async Task<WriteBatch> LookAgainAsync(WriteBatch batch, RunTally tally, CancellationToken cancellationToken)
    {
        var ids = batch.Writes.Select(write => write.Listing).ToHashSet();
        var shown = new Listings(await ports.Shop.ReadListingsAsync(ids, cancellationToken));
        var still = new List<PlannedWrite>(batch.Writes.Count);
        foreach (var write in batch.Writes)
        {
            if (shown.Find(write.Listing) is { } listing && listing.Quantity == write.From && listing.Status != ListingStatus.Trashed)
            {
                still.Add(write with { IsAbsolute = true });
            }
            else
            {
                tally.LookAgain(write.Sku, isUnknown: false);
            }
        }

        return batch with
        {
            Writes = still,
        };
    }

    /// <returns>Null: nothing was sent, and the listings have to be looked at again.</returns>
    private async Task<IReadOnlyList<WriteOutcome>?> WriteAsync(
        WriteBatch batch,
        IReadOnlyList<long> intents,
        IWritePermit permit,
        LeaseKeeper lease
    )
    {
        // The writer's promise: certainly nothing was written.
        try
        {
            return await ports.Writer.WriteAsync(batch, permit, ports.HardStop);
        }
        catch (ShopException exception)
        {
            await recorder.RecordNothingWrittenAsync(lease, intents, exception.Cause);
            throw;
        }
        catch (LookTooOldException exception)
        {
            await recorder.RecordNothingWrittenAsync(lease, intents, exception.Message);
            return null;
        }
        catch (OperationCanceledException)
        {
            await recorder.RecordNothingWrittenAsync(lease, intents, "The run was stopped before it was sent.");
            throw;
        }
    }

    private void Report(int done, CyclePass pass) => progress?.Report(new CycleProgress("Writing", done, pass.Plan.Writes.Count));
}
