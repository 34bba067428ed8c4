using Tillsync.Core.Applying;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;

namespace Tillsync.Core;

/// <summary>Apply, for new products: look once more, intent, request, outcome, one by one.</summary>
internal sealed class CreationExecutor(SyncPorts ports, CreationRecorder recorder, IProgress<CycleProgress>? progress)
{
    public async Task ExecuteAsync(Plan plan, RunTally tally, LeaseKeeper lease, CancellationToken cancellationToken)
    {
        if (ports.Creator is not { } creator)
        {
            return;
        }

        var done = 0;
        foreach (var creation in plan.Creations)
        {
            // A cancelled run makes nothing more; what is under way is finished and recorded.
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new CycleProgress("Making new products", done++, plan.Creations.Count));
            await lease.KeepAsync();
            if (await IsThereAsync(creation, cancellationToken))
            {
                // It has come to be there since the plan was made; the next pass takes it up like any other.
                tally.LookAgain(creation.Sku, isUnknown: false);
                continue;
            }

            await CreateAsync(creator, creation, tally, lease, cancellationToken);
        }
    }

    /// <summary>Inside the lease and right before: nobody else of ours can be making it, and whoever has made it by hand is found.</summary>
    private async Task<bool> IsThereAsync(PlannedCreation creation, CancellationToken cancellationToken) =>
        (await ports.Shop.FindTrashedListingsAsync([creation.Sku], cancellationToken)).Count > 0
        || (await ports.Shop.FindListingsAsync([creation.Sku], cancellationToken)).Count > 0;

    private async Task CreateAsync(
        IListingCreator creator,
        PlannedCreation creation,
        RunTally tally,
        LeaseKeeper lease,
        CancellationToken cancellationToken
    )
    {
        var id = await ports.Journal.RecordCreationAsync(lease.Current, tally.RunId, creation, CancellationToken.None);
        var permit = new CreationPermit(lease, ports.Journal, id, cancellationToken);
        CreateOutcome outcome;
        // The creator's promise: certainly nothing was made.
        try
        {
            outcome = await creator.CreateAsync(creation, permit, ports.HardStop);
        }
        catch (ShopException exception)
        {
            await recorder.RecordNothingMadeAsync(lease, id, exception.Cause);
            throw;
        }
        catch (OperationCanceledException)
        {
            await recorder.RecordNothingMadeAsync(lease, id, "The run was stopped before it was sent.");
            throw;
        }

        await recorder.RecordOutcomeAsync(lease, tally, creation, id, outcome);
    }
}
