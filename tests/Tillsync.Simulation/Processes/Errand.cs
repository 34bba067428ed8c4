using Tillsync.Core;
using Tillsync.Core.Recording;
using Tillsync.Core.Ruling;
using Tillsync.Core.Stock;
using Tillsync.Service;
using Tillsync.Simulation.World;

namespace Tillsync.Simulation.Processes;

/// <summary>What a process was started for, done by the product's own code.</summary>
internal sealed class Errand(SimulatedWorld world, SimulatedProcess process, SyncPorts ports)
{
    private const string Owner = "owner@till-pc";

    /// <returns>Null where no sync was asked for, or none was needed.</returns>
    public async Task<SyncReport?> RunAsync(CancellationToken stop)
    {
        switch (process.Kind)
        {
            case ProcessKind.Hinted when world.Service is { } service:
                await service.DealAsync(process, ports.Journal, () => LookAsync(stop), stop);
                return null;
            case ProcessKind.Approve or ProcessKind.Reject:
                await DecideAsync(new PlanApproval(ports.Journal, process.Holder, process.Clock), stop);
                return null;
            case ProcessKind.Rule when process.Wish.Only is { } sku:
                var change = new RuleChange(RuleSubject.Of(sku))
                {
                    SafetyStock = process.Wish.SafetyStock is { } units ? new Quantity(units) : null,
                    ClearsSafetyStock = process.Wish.SafetyStock is null,
                };
                await new RuleDesk(ports.Till, ports.Journal, process.Holder, process.Clock).ApplyAsync([change], Owner, stop);
                return null;
            default:
                return await SyncAsync(stop);
        }
    }

    private Task<HeldPlan> DecideAsync(PlanApproval approval, CancellationToken stop)
    {
        var plan = process.Wish.Plan ?? "";
        return process.Kind == ProcessKind.Approve ? approval.ApproveAsync(plan, Owner, stop) : approval.RejectAsync(plan, Owner, stop);
    }

    private async Task<SyncReport?> SyncAsync(CancellationToken stop) =>
        await RequestAsync(stop) is { } request ? await new SyncCycle(ports, process.Options, process.Clock).RunAsync(request, stop) : null;

    private async Task<SyncRequest?> RequestAsync(CancellationToken stop)
    {
        var request = new SyncRequest(
            process.Kind != ProcessKind.DryRun,
            process.Kind.ToString(),
            process.Wish.Only,
            process.Wish.Plan,
            Verification.WhenDue
        )
        {
            Undoes = process.Wish.Undoes,
        };
        switch (process.Kind)
        {
            case ProcessKind.ByHand or ProcessKind.One:
                return request with { Verification = Verification.WhenCheap };
            case ProcessKind.Full:
                return request with { Verification = Verification.Always };
            case ProcessKind.DryRun or ProcessKind.Undo:
                return request;
            default:
                var check = new SyncCheck(ports.Till, ports.Shop, ports.Journal, process.Options, process.Clock);
                return (await check.RunAsync(process.Options.Threshold, stop)).IsNeeded ? request : null;
        }
    }

    /// <summary>What the service does about a hint, once listings that it is about are marked.</summary>
    private async Task<Looked> LookAsync(CancellationToken stop)
    {
        try
        {
            await SyncAsync(stop);
            return new Looked(JobResult.Done, "", IsSettled: true);
        }
        catch (LeaseHeldException exception)
        {
            return new Looked(JobResult.Waiting, exception.Cause, IsSettled: false);
        }
    }
}
