using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core;

/// <summary>
/// Prepares a pass that takes a run back. It reads the journal and the shop; the till is not asked, because what it says is what the
/// undo goes against.
/// </summary>
internal sealed class UndoReader(IJournal journal, IShop shop, TimeProvider time)
{
    /// <summary>Far more writes to one article than any run makes; the newest of them tell whether another run came later.</summary>
    private const int IntentsMax = 50;

    /// <summary>Orders are stamped by the shop's clock. So much earlier they are read, in case it is behind this machine's.</summary>
    private static readonly TimeSpan ClockDifferenceMax = TimeSpan.FromHours(1);

    /// <summary>Stamps and the shop's Date header are cut to whole seconds.</summary>
    private static readonly TimeSpan StampTolerance = TimeSpan.FromSeconds(2);

    /// <exception cref="UnknownNameException">The journal has no such run, or it has not ended.</exception>
    public async Task<CyclePass> PrepareAsync(
        JournalMemory memory,
        long runId,
        ShopIdentity identity,
        StockPolicy policy,
        CancellationToken cancellationToken
    )
    {
        var run = await FindAsync(runId, cancellationToken);
        var intents = await journal.ReadRunIntentsAsync(runId, cancellationToken);
        var ids = intents.Select(intent => intent.Listing).ToHashSet();
        // Listings first: an order that moves one after it was read is in the orders, and the relative write keeps what it sold.
        var listings = new Listings(ids.Count > 0 ? await shop.ReadListingsAsync(ids, cancellationToken) : []);
        var after = run.Start.StartedAt - ClockDifferenceMax;
        var orders = await shop.ReadChangedOrdersAsync(after, cancellationToken);
        var trashed = await shop.ReadTrashedOrdersAsync(after, cancellationToken);
        var since = run.Start.StartedAt + (orders.ReadAt - time.GetUtcNow()) - StampTolerance;
        var (writes, leftAlone) = UndoPlanner.Plan(
            new UndoInput(
                runId,
                intents,
                await ReadLaterAsync(runId, intents, cancellationToken),
                memory.Listings,
                listings,
                OrderMirror.Touched(orders.Orders.Concat(trashed.Orders), memory.Orders, since)
            )
        );
        return PassOf(memory, identity, policy, listings, writes) with { Undo = new UndoFindings(leftAlone, memory.Listings.Count) };
    }

    public async Task<RunRecord> FindAsync(long runId, CancellationToken cancellationToken)
    {
        var run = (await journal.ReadRunsAsync(int.MaxValue, cancellationToken)).FirstOrDefault(run => run.RunId == runId);
        return run switch
        {
            null => throw new UnknownNameException($"Run {runId}", "The journal has no such run.", "See `tillsync history`."),
            { End: null } => throw new UnknownNameException(
                $"Run {runId}",
                "It has not ended.",
                "Wait for it; if its process is gone, the next `tillsync sync --apply` finds that out."
            ),
            _ => run,
        };
    }

    private async Task<Dictionary<Sku, IReadOnlyList<Intent>>> ReadLaterAsync(
        long runId,
        IReadOnlyList<Intent> intents,
        CancellationToken cancellationToken
    )
    {
        var later = new Dictionary<Sku, IReadOnlyList<Intent>>();
        foreach (var sku in intents.Select(intent => intent.Sku).Distinct())
        {
            var newest = await journal.ReadSkuIntentsAsync(sku, IntentsMax, cancellationToken);
            later[sku] = [.. newest.Where(intent => intent.RunId > runId)];
        }

        return later;
    }

    private CyclePass PassOf(
        JournalMemory memory,
        ShopIdentity identity,
        StockPolicy policy,
        Listings listings,
        IReadOnlyList<PlannedWrite> writes
    )
    {
        var now = time.GetUtcNow();
        var nothing = new TillReading(new TillIdentity("", "", memory.Positions?.TillKey ?? ""), now, [], null, null, []);
        var moment = new StockMoment(nothing, [], now, memory);
        return new CyclePass(
            IsFull: false,
            moment,
            identity,
            moment.Reserve(policy),
            [.. writes.Select(write => write.Because)],
            ReadScope.Whole with
            {
                Articles = writes.Select(write => write.Sku).ToHashSet(),
            },
            listings,
            new Plan(writes, [], 0, [], [], [], [], []),
            policy.With(memory.Rules).Fingerprint()
        )
        {
            Orders = OrderStanding.None,
        };
    }
}
