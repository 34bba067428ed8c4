using Tillsync.Core.Stock;
using Tillsync.Sandbox;

namespace Tillsync.Simulation.World;

/// <content>What editors do to products.</content>
internal sealed partial class ShopFloor
{
    private readonly HashSet<ListingId> _published = [];

    /// <summary>Since the last verification somebody else has brought it into sight again.</summary>
    public bool WasPublished(ListingId listing) => _published.Contains(listing);

    /// <summary>Somebody types a number, or a plugin moves one.</summary>
    public void SetStock(Offer offer, decimal quantity, bool isMove)
    {
        if (Model.Find(offer.ShopId) is not { Status: not "trash", ManagesStock: true })
        {
            return;
        }

        var isToldOf = _typed.Contains(offer.Listing) || !_foreign.ContainsKey(offer.Listing);
        Touch(offer.Listing);
        if (isToldOf)
        {
            _typed.Add(offer.Listing);
        }

        if (isMove)
        {
            Model.MoveStock(offer.ShopId, quantity);
        }
        else
        {
            Model.SetStock(offer.ShopId, quantity);
        }
    }

    public void Trash(Offer offer)
    {
        if (!offer.Listing.IsVariation && Model.Find(offer.ShopId) is not null)
        {
            Model.Trash(offer.ShopId);
        }
    }

    /// <summary>For good, as happens to what no open order is for; nobody touches its old orders any more.</summary>
    public void DeleteProduct(Offer offer)
    {
        bool IsOn(ShopOrder order) => LinesOf(order).Any(line => line.Offer == offer);
        var orders = Model.Orders.Where(IsOn).ToList();
        if (
            !offer.Listing.IsVariation
            && !offer.IsMapped
            && Model.Find(offer.ShopId) is not null
            && orders.TrueForAll(order => LinesOf(order).All(line => line.Offer != offer || Truths.HeldBy(order, line.Line) == 0))
        )
        {
            OrderIds.RemoveAll(id => orders.Exists(order => order.Id == id));
            Model.Delete(offer.ShopId);
        }
    }

    public void Restore(Offer offer)
    {
        if (Model.Find(offer.ShopId)?.Status == "trash")
        {
            Touch(offer.Listing);
            Model.SetStatus(offer.ShopId, "publish");
        }
    }

    /// <summary>Somebody lays out a product by hand, with a number of their own; it is found by its SKU, at the latest by the next verification.</summary>
    public void MakeByHand(TillArticle article, decimal quantity)
    {
        var offer = world.List(article.Sku, Model.AddSimple(new NewProduct(article.Sku.Text, quantity)));
        Touch(offer.Listing);
    }

    /// <summary>Somebody has looked at what was made, and lets customers see it.</summary>
    public void Publish()
    {
        foreach (var draft in world.Offers.Where(offer => Model.Find(offer.ShopId)?.Status == "draft"))
        {
            world.HiddenByUs.Remove(draft.Listing);
            _published.Add(draft.Listing);
            Model.SetStatus(draft.ShopId, "publish");
        }
    }

    public void StopManaging(Offer offer)
    {
        if (world.Plan.HasUnmanaged && Model.Find(offer.ShopId) is { Status: "publish" })
        {
            Touch(offer.Listing);
            Model.StopManagingStock(offer.ShopId);
        }
    }

    private void Touch(ListingId listing)
    {
        _foreign[listing] = world.Time.Elapsed;
        _typed.Remove(listing);
        _told.Remove(listing);
    }
}
