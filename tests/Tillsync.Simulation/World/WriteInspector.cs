using System.Text.Json;
using Tillsync.Core.Stock;
using Tillsync.Sandbox;
using Tillsync.Simulation.Histories;
using Tillsync.Simulation.Processes;

namespace Tillsync.Simulation.World;

/// <summary>An item of a batch, and what its listing showed when the request came.</summary>
internal sealed record WrittenItem(Offer Offer, decimal? Before);

/// <summary>Stands at the shop's door and holds each write against the invariants.</summary>
internal sealed class WriteInspector(SimulatedWorld world)
{
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
                items.Add(new WrittenItem(offer, world.Shop.Model.Find(id)?.Quantity));
            }
            else
            {
                world.Violate(Invariant.Safety, $"Listing {id} is none of the till's and was written.");
            }
        }

        return items;
    }

    public void Judge(SimulatedProcess sender, IReadOnlyList<WrittenItem> items, TillTruth? read, OrdersSeen? seen)
    {
        foreach (var (offer, before) in items)
        {
            var after = world.Shop.Model.Find(offer.ShopId)?.Quantity;
            if (after is not { } shown || after == before || IsExcused(offer.Listing, before, sender.StartedAt))
            {
                continue;
            }

            world.Counts.WrittenListings++;
            if (read is null)
            {
                world.Violate(Invariant.Safety, $"{sender} wrote listing {offer.Listing} without having read the till.");
            }
            else if (world.Truths.Most(offer, read, seen) is not { } most)
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
            else if (shown < world.Truths.Least(offer, read, seen) && !world.Floor.HasVanished(offer.Listing))
            {
                world.Violate(
                    Invariant.NothingLost,
                    $"Listing {offer.Listing} ({offer.Sku}) went from {before} to {shown}, although the till could sell {read.Sellable[offer.Stock]} when it was read and no order explains it."
                );
            }
        }
    }

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
    public void JudgeMade(SimulatedProcess sender, SandboxRequest request, TillTruth? read, OrdersSeen? seen)
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
            if (world.Offers.FirstOrDefault(other => other.Sku == sku && !other.HasForeignSku) is { } earlier)
            {
                world.Violate(Invariant.MadeOnce, $"{sender} makes product {made.Id} of {sku}, which has had listing {earlier.Listing}.");
            }

            var offer = world.List(sku, made.Id);
            if (made.Status != "draft" || read is null || world.Truths.Most(offer, read, seen) is not { } most || made.Quantity > most)
            {
                world.Violate(
                    Invariant.Safety,
                    $"{sender} makes product {made.Id} ({text}) as {made.Status} with {made.Quantity}; the till could sell {read?.Sellable[sku]} when it was read."
                );
            }
        }
    }

    private static string SkuIn(SandboxRequest request)
    {
        using var json = JsonDocument.Parse(request.Body);
        return json.RootElement.GetProperty("sku").GetString() ?? "";
    }

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
