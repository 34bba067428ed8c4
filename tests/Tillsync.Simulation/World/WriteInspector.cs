using System.Text.Json;
using Tillsync.Core.Stock;
using Tillsync.Sandbox;
using Tillsync.Simulation.Histories;
using Tillsync.Simulation.Processes;

namespace Tillsync.Simulation.World;

/// <summary>An item of a batch, and what its listing showed when the request came.</summary>
internal sealed record WrittenItem(Offer Offer, ShopProduct? Before);

/// <summary>Stands at the shop's door and holds each write against the invariants.</summary>
internal sealed class WriteInspector(SimulatedWorld world)
{
    /// <summary>What each run met when it first wrote a listing.</summary>
    private readonly Dictionary<(long RunId, ListingId Listing), FirstWrite> _firstWrites = [];

    private readonly AppearanceInspector _appearance = new(world);

    /// <summary>One writer: who sends has the newest lease, and has not been asked to stop.</summary>
    public void Leaves(SimulatedProcess sender, SandboxRequest request)
    {
        if (!request.IsWrite)
        {
            return;
        }

        if (sender.Kind == ProcessKind.DryRun)
        {
            world.Violate(Invariant.DryMeansDry, $"{sender} sends a write in a dry run.");
        }

        if (world.Processes.Any(other => other != sender && other.Fence > sender.Fence))
        {
            world.Violate(Invariant.OneWriter, $"{sender} sends a write although another process took the lease.");
        }

        if (sender.SentAfterStop++ > 0)
        {
            world.Violate(Invariant.OneWriter, $"{sender} was stopped and sends a second write.");
        }
    }

    public IReadOnlyList<WrittenItem> ItemsOf(SandboxRequest request)
    {
        if (Makes(request))
        {
            return [];
        }

        using var json = JsonDocument.Parse(request.Body);
        var items = new List<WrittenItem>();
        foreach (var item in json.RootElement.GetProperty("update").EnumerateArray())
        {
            var id = item.GetProperty("id").GetInt64();
            if (world.Offers.FirstOrDefault(offer => offer.ShopId == id) is { } offer)
            {
                items.Add(new WrittenItem(offer, world.Shop.Model.Find(id)));
            }
            else
            {
                world.Violate(Invariant.Safety, $"Listing {id} is none of the till's and was written.");
            }
        }

        return items;
    }

    public void Judge(SimulatedProcess sender, IReadOnlyList<WrittenItem> items, Sight sight)
    {
        var read = sight.Till;
        foreach (var (offer, listed) in items)
        {
            var found = world.Shop.Model.Find(offer.ShopId);
            var (before, after) = (listed?.Quantity, found?.Quantity);
            _appearance.Judge(sender, offer, listed, found, sight);
            if (after != before)
            {
                _firstWrites.TryAdd((sender.RunId, offer.Listing), new FirstWrite(before, Taken(offer), sender.StartedAt));
            }

            if (after is not { } shown || after == before || IsExcused(offer.Listing, before, sender.StartedAt))
            {
                continue;
            }

            world.Counts.WrittenListings++;
            if (sender.Wish.Undoes is { } undone)
            {
                JudgeUndo(sender, undone, offer, before, shown);
            }
            else if (read is null)
            {
                world.Violate(Invariant.Safety, $"{sender} wrote listing {offer.Listing} without having read the till.");
            }
            else if (world.Truths.Most(offer, sight) is not { } most)
            {
                world.Violate(
                    Invariant.Safety,
                    $"Listing {offer.Listing} went from {before} to {shown}, and nobody knows the stock of {offer.Sku}."
                );
            }
            else if (shown > most)
            {
                world.Violate(
                    shown > read.Sellable[offer.Stock] / offer.Factor ? Invariant.Safety : Invariant.NoLostSale,
                    $"Listing {offer.Listing} ({offer.Sku}) went from {before} to {shown}; the till could sell {read.Sellable[offer.Stock]} when it was read, and with the web's orders no more than {most} may be shown."
                );
            }
            else if (shown < world.Truths.Least(offer, sight) && !world.Floor.HasVanished(offer.Listing))
            {
                world.Violate(
                    Invariant.NothingLost,
                    $"Listing {offer.Listing} ({offer.Sku}) went from {before} to {shown}, although the till could sell {read.Sellable[offer.Stock]} when it was read and no order explains it."
                );
            }
        }
    }

    /// <summary>
    /// An undo goes against the till, so the till is no measure. It may put back what the run found, less what orders have taken since: never what was sold
    /// meanwhile.
    /// </summary>
    private void JudgeUndo(SimulatedProcess sender, long run, Offer offer, decimal? before, decimal shown)
    {
        if (!_firstWrites.TryGetValue((run, offer.Listing), out var first))
        {
            world.Violate(
                Invariant.Safety,
                $"{sender} takes back what run {run} did to listing {offer.Listing}, which it has not written."
            );
        }
        else if (
            !world.Floor.WasTouchedSince(offer.Listing, first.RunStartedAt)
            && (first.Found is not { } found || shown > found - (Taken(offer) - first.Taken))
        )
        {
            world.Violate(
                Invariant.NoLostSale,
                $"{sender} takes run {run} back and sets listing {offer.Listing} from {before} to {shown}; the run found {first.Found}, and orders hold {Taken(offer)} where they held {first.Taken}."
            );
        }
    }

    /// <summary>Units of the listing that orders have taken from the shop's number.</summary>
    private decimal Taken(Offer offer) =>
        world.Shop.Model.Orders.SelectMany(world.Floor.LinesOf).Where(pair => pair.Offer == offer).Sum(pair => pair.Line.ReducedStock ?? 0);

    /// <summary>Whoever makes a product has asked for its SKU right before; only one that somebody else makes at that very moment is not seen.</summary>
    public void Asks(SimulatedProcess sender, SandboxRequest request)
    {
        if (
            Makes(request)
            && Made(SkuIn(request)) is [var there, ..]
            && !world.Floor.WasTouchedSince(new ListingId(there.Id), sender.StartedAt)
        )
        {
            world.Violate(Invariant.MadeOnce, $"{sender} asks for product '{there.Sku}', which the shop has as {there.Id}.");
        }
    }

    /// <summary>A new product: for an article that is sold and that the shop did not have, as a draft, with no more than may be shown.</summary>
    public void JudgeMade(SimulatedProcess sender, SandboxRequest request, Sight sight)
    {
        if (!Makes(request))
        {
            return;
        }

        var text = SkuIn(request);
        var found = Made(text);
        if (!world.Plan.MakesDrafts || found.Count > 1)
        {
            world.Violate(Invariant.MadeOnce, $"{sender} asks for product '{text}', and the shop has {found.Count} of that SKU.");
        }
        else if (found is [var made] && Sku.From(text) is { } sku && !world.Offers.Any(offer => offer.ShopId == made.Id))
        {
            world.Counts.Made++;
            if (world.Offers.FirstOrDefault(other => IsThereAs(sku, other)) is { } earlier)
            {
                world.Violate(Invariant.MadeOnce, $"{sender} makes product {made.Id} of {sku}, which has had listing {earlier.Listing}.");
            }

            var offer = world.List(sku, made.Id);
            if (made.Status != "draft" || world.Truths.Most(offer, sight) is not { } most || made.Quantity > most)
            {
                world.Violate(
                    Invariant.Safety,
                    $"{sender} makes product {made.Id} ({text}) as {made.Status} with {made.Quantity}; the till could sell {sight.Till?.Sellable[sku]} when it was read."
                );
            }
        }
    }

    private bool IsThereAs(Sku sku, Offer offer) =>
        offer.Sku == sku && !offer.HasForeignSku && world.Shop.Model.Find(offer.ShopId) is not null;

    private static string SkuIn(SandboxRequest request)
    {
        using var json = JsonDocument.Parse(request.Body);
        return json.RootElement.GetProperty("sku").GetString() ?? "";
    }

    /// <param name="Found">When the write reached the shop; a run that somebody has disturbed had read another number.</param>
    private sealed record FirstWrite(decimal? Found, decimal Taken, long RunStartedAt);

    private List<ShopProduct> Made(string sku) => [.. world.Shop.Model.Products.Where(product => product.Sku == sku)];

    private static bool Makes(SandboxRequest request) => request.IsWrite && request.Path.EndsWith("/products", StringComparison.Ordinal);

    /// <summary>
    /// Somebody else set it during the run; the shop lost an order in the window of its own relative write; or only an absolute write was possible, because
    /// stock management was off or because the shop knows no other, and an order took or gave back during the run.
    /// </summary>
    private bool IsExcused(ListingId listing, decimal? before, long since) =>
        world.Floor.HasRaced(listing)
        || world.Floor.WasTouchedSince(listing, since)
        || ((before is null || world.Plan.IgnoresRelativeWrites) && world.Floor.HaveOrdersMovedSince(listing, since));
}
