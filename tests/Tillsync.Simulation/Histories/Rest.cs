using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Simulation.Processes;
using Tillsync.Simulation.World;

namespace Tillsync.Simulation.Histories;

/// <summary>Lets everything come to rest and looks whether the shop shows what it should, and whether nothing more is sent then.</summary>
internal sealed class Rest(SimulatedWorld world)
{
    /// <summary>Longer than the lease of a dead process on another machine.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(15);

    /// <summary>Longer than the threshold, and than any wait for a parked article's next try.</summary>
    private static readonly TimeSpan NextVerification = TimeSpan.FromHours(13);

    private static readonly TimeSpan RunMost = TimeSpan.FromHours(2);

    /// <param name="isDeep">Also the next verification, which finds what others have changed in the shop.</param>
    public void BringToRest(bool isDeep)
    {
        if (world.Violation is not null)
        {
            return;
        }

        world.Counts.Checks++;
        world.Network.IsSound();
        world.Service?.IsSound();
        world.Post?.IsSound(true);
        world.Mishaps.Clear();
        world.Processes.ForEach(process => process.IsSafe());
        (world.Till.DownUntil, world.DiskFullUntil) = (0, 0);
        if (!world.Time.PassUntil(() => world.Processes.TrueForAll(process => !process.IsRunning), TimeSpan.FromHours(12)))
        {
            world.Violate(Invariant.Stuck, $"{world.Processes.First(process => process.IsRunning)} does not end.");
            return;
        }

        world.Time.Pass(Calm);
        RunOnce(ProcessKind.Scheduled);
        Compare(isVerified: false);
        if (isDeep)
        {
            world.Time.Pass(NextVerification);
            RunOnce(ProcessKind.Scheduled);
            Compare(isVerified: true);
            RunInVain();
            world.Floor.AllIsVerified();
        }

        world.HidesOtherwise = false;
        world.Post?.IsSound(false);
    }

    private void RunOnce(ProcessKind kind)
    {
        // An order stamped before the shop's clock was set back may have changed a moment ago: its listings are written in a second pass, or where the policy
        // has changed as well and nobody was asked about the first pass, by the next run.
        var waits = world.Shop.Model.Orders.Any(order => order.ModifiedAt > world.Time.UtcNow + world.ShopClockError);
        var writesBefore = world.Network.Writes;
        var report = Run(kind, wish: null);
        if (report?.Result == RunResult.Held)
        {
            report = Run(kind, new Wish { Plan = report.Checksum });
        }

        if (waits && report is { Left.Count: > 0 })
        {
            report = Run(kind, wish: null);
        }

        if (report is null)
        {
            return;
        }

        var targets = report.Writes.Select(result => result.Write.Listing).Distinct().ToList();
        var most =
            report.Creations.Count
            + (targets.Exists(listing => !listing.IsVariation) ? 1 : 0)
            + (targets.Exists(listing => listing.IsVariation) ? 1 : 0);
        // A shop without relative writes is found out by writes that come to nothing.
        if (world.Network.Writes - writesBefore > most && !world.Plan.IgnoresRelativeWrites && !waits && !world.HidesOtherwise)
        {
            world.Violate(
                Invariant.Frugality,
                $"{world.Network.Writes - writesBefore} requests wrote {targets.Count} listings; {most} would do."
            );
        }
    }

    /// <summary>Nothing has happened since the last one.</summary>
    private void RunInVain()
    {
        var before = world.Network.Writes;
        Run(ProcessKind.Full, wish: null);
        if (world.Network.Writes > before)
        {
            world.Violate(Invariant.Frugality, "A second sync sends writes although nothing has changed.");
        }
    }

    private SyncReport? Run(ProcessKind kind, Wish? wish)
    {
        if (world.Violation is not null)
        {
            return null;
        }

        var process = RunToEnd(kind, wish);
        if (process.Failure is LeaseHeldException)
        {
            // By a clock that was set back a dead machine's lease began in the future: it lasts one term more, from the first who asks.
            world.Time.Pass(Calm);
            process = RunToEnd(kind, wish);
        }

        if (process.Failure is { } failure)
        {
            world.Violate(Invariant.NothingLost, $"{process} fails although nothing is wrong: {failure.Message}");
        }

        return process.Report;
    }

    private SimulatedProcess RunToEnd(ProcessKind kind, Wish? wish)
    {
        var process = world.Start(kind, SimulatedWorld.Host, wish);
        if (!world.Time.PassUntil(() => !process.IsRunning, RunMost))
        {
            world.Violate(Invariant.Stuck, $"{process} does not end.");
        }

        return process;
    }

    private void Compare(bool isVerified)
    {
        // A till without any stock row is no plan that anybody could approve.
        if (world.Violation is not null || !world.Till.Articles.Exists(article => article is { Exists: true, HasRow: true }))
        {
            return;
        }

        foreach (var offer in world.Offers)
        {
            if (
                world.Shop.Model.Find(offer.ShopId) is { Status: not "trash", ManagesStock: true } product
                && world.Truths.Expected(offer) is { } expected
                && product.Quantity != expected
                && !IsExcused(offer, isVerified)
            )
            {
                world.Violate(
                    Invariant.Convergence,
                    $"Listing {offer.Listing} ({offer.Sku}) shows {product.Quantity} and should show {expected}, although all has been quiet{(isVerified ? "" : " and it was only to be found by what changed")}."
                );
                return;
            }
        }

        CompareAppearance(isVerified);
        if (world.Plan.MakesDrafts && world.Unlisted.FirstOrDefault(IsToBeMade) is { } missing && !(IsParked(missing.Sku) && !isVerified))
        {
            world.Violate(
                Invariant.NothingLost,
                $"Article {missing.Sku} is sold, and the shop has no product for it although all has been quiet."
            );
        }
    }

    private void CompareAppearance(bool isVerified)
    {
        var now = world.Till.Truth(world.Time.Elapsed);
        foreach (var offer in world.Offers.Where(offer => !offer.Listing.IsVariation))
        {
            if (world.Shop.Model.Find(offer.ShopId) is not { Status: not "trash", ManagesStock: true } product)
            {
                continue;
            }

            var (isSold, isInSight) = (Truths.IsSold(offer, now), AppearanceInspector.IsInSight(product));
            if (isSold == isInSight || IsSightExcused(offer, isVerified))
            {
                continue;
            }

            if (isSold && world.HiddenByUs.Contains(offer.Listing))
            {
                world.Violate(Invariant.Convergence, $"Listing {offer.Listing} ({offer.Sku}) is sold again and still out of sight.");
            }
            else if (!isSold && world.Plan.PhasedOut != PhasedOutListing.Zero && (isVerified || world.Plan.Grace == TimeSpan.Zero))
            {
                world.Violate(Invariant.Convergence, $"Listing {offer.Listing} ({offer.Sku}) is phased out and still in sight.");
            }
        }
    }

    private bool IsSightExcused(Offer offer, bool isVerified) =>
        (!isVerified && world.Floor.WasPublished(offer.Listing)) || world.Truths.Expected(offer) is null || IsExcused(offer, isVerified);

    private bool IsToBeMade(TillArticle article) => article.IsSold && article.Sellable(world.Plan.Basis) is not null;

    /// <summary>What somebody else typed is found by the next verification; what is parked waits for its try; what was given up with its article is not kept.</summary>
    private bool IsExcused(Offer offer, bool isVerified)
    {
        if (!isVerified && world.Floor.WaitsForVerification(offer.Listing))
        {
            return true;
        }

        if (!isVerified && IsParked(offer.Sku))
        {
            return true;
        }

        // A row names a listing that must not be written: the article keeps the one that it has, as it is, until somebody puts that right.
        if (!offer.IsMapped && world.Till.Map?.ContainsKey(offer.Sku) == true && IsParked(offer.Sku))
        {
            return true;
        }

        var isSold = world.Till.Articles.Exists(article => article.Sku == offer.Sku && article.IsSold);
        return !IsKept(offer) && !(isVerified && isSold && !offer.IsMapped);
    }

    private bool IsKept(Offer offer) =>
        world.Journal.ReadListingsAsync(CancellationToken.None).GetAwaiter().GetResult().Any(record => record.Listing == offer.Listing);

    private bool IsParked(Sku sku) =>
        world.Journal.ReadParkedAsync(CancellationToken.None).GetAwaiter().GetResult().Any(item => item.Sku == sku);
}
