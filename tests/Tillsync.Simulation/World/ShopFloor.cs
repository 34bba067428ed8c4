using System.Globalization;
using System.Text;
using Tillsync.Core.Stock;
using Tillsync.Sandbox;

namespace Tillsync.Simulation.World;

/// <summary>What shoppers, the order desk and editors do in the shop, and what the desk does about it in the till.</summary>
internal sealed partial class ShopFloor(SimulatedWorld world)
{
    private readonly HashSet<long> _completed = [];
    private readonly Dictionary<ListingId, long> _foreign = [];
    private readonly Dictionary<ListingId, long> _ordered = [];
    private readonly List<GivenBack> _givenBack = [];
    private readonly TillDesk _desk = new(world);
    private readonly HashSet<ListingId> _typed = [];
    private readonly HashSet<ListingId> _told = [];
    private readonly HashSet<ListingId> _raced = [];
    private readonly HashSet<ListingId> _vanished = [];
    private readonly string _authorization = "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Network.Key}:{Network.Secret}"));

    private ShopModel Model => world.Shop.Model;

    public List<long> OrderIds { get; } = [];

    /// <summary>
    /// Since the last verification somebody else has set its number, or an order of it was deleted for good, which is in no list of changes: only the
    /// next verification can find that.
    /// </summary>
    public bool WaitsForVerification(ListingId listing) =>
        (_foreign.ContainsKey(listing) && !_told.Contains(listing)) || _raced.Contains(listing) || _vanished.Contains(listing);

    public bool WasCompleted(long orderId) => _completed.Contains(orderId);

    public bool HaveOrdersMovedSince(ListingId listing, long instant) =>
        (_ordered.TryGetValue(listing, out var at) && at >= instant) || GivenBackSince(listing, instant) > 0;

    /// <summary>Units that orders have given back to the shop's stock.</summary>
    public decimal GivenBackSince(ListingId listing, long instant) =>
        _givenBack.Where(entry => entry.Listing == listing && entry.At >= instant).Sum(entry => entry.Units);

    /// <summary>Those of them that the till had left out when it was read.</summary>
    public decimal GivenBackSince(ListingId listing, TillTruth read) =>
        _givenBack.Where(entry => entry.Listing == listing && entry.At >= read.At).Sum(entry => entry.Of(read));

    public bool HasVanished(ListingId listing) => _vanished.Contains(listing);

    public bool WasTouchedSince(ListingId listing, long instant) => _foreign.TryGetValue(listing, out var at) && at >= instant;

    /// <summary>The shop itself lost an order in the window of its own relative write; what it shows is too high until that is found.</summary>
    public bool HasRaced(ListingId listing) => _raced.Contains(listing);

    /// <summary>A webhook that was sent then has told of the listing, and it is noted that it be looked at.</summary>
    public void IsTold(ListingId listing, long sentAt)
    {
        if (_typed.Contains(listing) && _foreign[listing] <= sentAt)
        {
            _told.Add(listing);
        }
    }

    public void AllIsVerified()
    {
        _published.Clear();
        _typed.Clear();
        _told.Clear();
        _foreign.Clear();
        _vanished.Clear();
        _raced.Clear();
    }

    /// <summary>A shopper checks out one product, or two.</summary>
    public void Buy(Offer first, decimal quantity, Offer? second = null)
    {
        List<OrderItem> items = [new(first.ShopId, quantity)];
        if (second is not null && second != first)
        {
            items.Add(new OrderItem(second.ShopId, 1));
        }

        if (items.TrueForAll(item => IsForSale(item.ProductId)) && Model.PlaceOrder(items) is { } id)
        {
            Remember(id, first, second ?? first);
        }
    }

    /// <summary>In the middle of a request of ours that saves this very listing.</summary>
    public void BuyWhileSaving(Offer offer)
    {
        var before = OrderIds.Count;
        Buy(offer, 1);
        if (OrderIds.Count > before)
        {
            _raced.Add(offer.Listing);
        }
    }

    /// <summary>An order that some integration makes, whatever the stock.</summary>
    public void Import(Offer offer, int quantity, string status)
    {
        var product = offer.Listing.VariationId is { } variation
            ? $"\"product_id\":{offer.Listing.ProductId},\"variation_id\":{variation}"
            : $"\"product_id\":{offer.Listing.ProductId}";
        var body = $$"""{"status":"{{status}}","line_items":[{{{product}},"quantity":{{quantity}}}]}""";
        if (IsForSale(offer.ShopId) && Call("POST", "orders", body) is { Status: 201 } made)
        {
            using var json = System.Text.Json.JsonDocument.Parse(made.Body);
            Remember(json.RootElement.GetProperty("id").GetInt64(), offer);
        }
    }

    public void SetStatus(ShopOrder order, string status)
    {
        if (order.Status == "trash" && status != "processing")
        {
            return;
        }

        Watch(order, () => Model.SetOrderStatus(order.Id, status));
        if (status == "completed")
        {
            _completed.Add(order.Id);
        }
    }

    /// <summary>Somebody's script stages the order as it is.</summary>
    public void Stage(ShopOrder order) => world.Till.Stage(order.Id, _desk.HeldNow(order), world.Time.UtcNow);

    /// <summary>The desk enters the order in the till.</summary>
    public void Book(ShopOrder order, bool posts)
    {
        if (world.Till.IsBooked(order.Id) || order.Status is "cancelled" or "trash" or "failed" or "pending")
        {
            return;
        }

        world.Till.Book(order.Id, _desk.HeldNow(order), posts, world.Time.UtcNow);
    }

    /// <summary>First in the till, with all that it holds by now, then in the shop.</summary>
    public void Complete(ShopOrder order)
    {
        if (order.Status is "processing" or "on-hold" or Truths.Delivered)
        {
            Book(order, posts: true);
            world.Till.Post(order.Id);
            _desk.EnterRest(order);
            SetStatus(order, "completed");
        }
    }

    /// <summary>A plugin's own status, after completed or instead of it.</summary>
    public void Deliver(ShopOrder order)
    {
        if (order.Status is "processing" or "on-hold" or "completed")
        {
            SetStatus(order, Truths.Delivered);
        }
    }

    /// <summary>First in the shop, some time later in the till.</summary>
    public void Cancel(ShopOrder order, TimeSpan later)
    {
        if (order.Status is "cancelled" or "trash")
        {
            return;
        }

        _desk.GiveBackLater(order, _desk.StaysInTill, later);
        SetStatus(order, "cancelled");
    }

    /// <summary>An order that the till does not have waits for its money, or for nothing any more.</summary>
    public void Park(ShopOrder order, string status)
    {
        if (!world.Till.IsBooked(order.Id) && order.Status is "processing" or "on-hold" or "pending")
        {
            SetStatus(order, status);
        }
    }

    /// <summary>A cancelled order is taken up again; one that the till has booked and taken back is entered anew instead.</summary>
    public void Reopen(ShopOrder order)
    {
        if (!world.Till.IsBooked(order.Id) && order.Status is "cancelled" or "failed" or "pending")
        {
            SetStatus(order, "processing");
        }
    }

    /// <summary>An order that was thrown away is taken up again, in the same way.</summary>
    public void TakeFromTrash(ShopOrder order)
    {
        if (order.Status == "trash" && (!world.Till.IsBooked(order.Id) || _desk.HasKept(order)))
        {
            SetStatus(order, "processing");
        }
    }

    /// <summary>
    /// In the till nobody follows it. One of which goods came back there is left alone: what the till then has of it, nobody can tell from its row.
    /// </summary>
    /// <param name="notesLate">How long after stamp and stock the line's note of what it took is saved.</param>
    public void Edit(ShopOrder order, int quantity, TimeSpan notesLate)
    {
        var isUntouched = !world.Till.IsBooked(order.Id) || order.RefundIds.Count == 0;
        if (isUntouched && order.Status is "processing" or "on-hold" && order.Lines.Count > 0)
        {
            var body = string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"line_items":[{"id":{{order.Lines[0].Id}},"quantity":{{quantity}}}]}"""
            );
            Watch(order, () => Model.ChangeOrderWithoutNotes(order.Id, () => Call("PUT", $"orders/{order.Id}", body)));
            world.Time.After(notesLate, () => Model.SaveNotes(order.Id));
        }
    }

    public void Refund(ShopOrder order, bool restocks, TimeSpan later)
    {
        if (order.Status is not ("processing" or "completed" or "on-hold") || order.RefundIds.Count > 0 || order.Lines.Count == 0)
        {
            return;
        }

        var line = order.Lines[0];
        if (restocks)
        {
            _desk.GiveBackOneLater(order, line, later);
        }

        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"amount":"1","api_refund":false,"api_restock":{{(restocks ? "true" : "false")}},"line_items":[{"id":{{line.Id}},"quantity":1,"refund_total":1}]}"""
        );
        Watch(order, () => Call("POST", $"orders/{order.Id}/refunds", body));
    }

    public void TrashOrder(ShopOrder order)
    {
        if (order.Status != "trash")
        {
            // A check asks for changed orders only, and one in the trash is in no such list. Where that matters, the next sync finds it.
            var offers = LinesOf(order).Select(line => line.Offer);
            _vanished.UnionWith(
                offers
                    .Where(offer => WasCompleted(order.Id) || order.RefundIds.Count > 0 || Model.Get(offer.ShopId).Quantity < 0)
                    .SelectMany(world.SharingStockWith)
                    .Select(offer => offer.Listing)
            );

            Call("DELETE", $"orders/{order.Id}", "{}");
        }
    }

    public void DeleteOrder(ShopOrder order)
    {
        _vanished.UnionWith(LinesOf(order).SelectMany(line => world.SharingStockWith(line.Offer)).Select(offer => offer.Listing));
        Call("DELETE", $"orders/{order.Id}?force=true", """{"force":true}""");
        OrderIds.Remove(order.Id);
    }

    public IEnumerable<(ShopOrderLine Line, Offer Offer)> LinesOf(ShopOrder order)
    {
        foreach (var line in order.Lines)
        {
            var shopId = line.VariationId != 0 ? line.VariationId : line.ProductId;
            if (world.Offers.FirstOrDefault(offer => offer.ShopId == shopId) is { } offer)
            {
                yield return (line, offer);
            }
        }
    }

    private void Watch(ShopOrder order, Action change)
    {
        var before = LinesOf(order)
            .Select(line => (line.Line.Id, line.Offer.Listing, line.Offer.ShopId, Held: Truths.HeldBy(order, line.Line)))
            .ToList();
        change();
        var after = Model.FindOrder(order.Id)!; // Nothing here removes it.
        foreach (var (id, listing, shopId, held) in before)
        {
            var left = after.Lines.FirstOrDefault(line => line.Id == id) is { } line ? Truths.HeldBy(after, line) : 0;
            if (held > left)
            {
                _givenBack.Add(new GivenBack(listing, shopId, order.Id, world.Time.Elapsed, held, left));
            }
            else if (held < left)
            {
                _ordered[listing] = world.Time.Elapsed;
            }
        }
    }

    private void Remember(long orderId, params IEnumerable<Offer> offers)
    {
        OrderIds.Add(orderId);
        foreach (var offer in offers)
        {
            _ordered[offer.Listing] = world.Time.Elapsed;
        }
    }

    private bool IsForSale(long shopId) => Model.Find(shopId) is { Status: "publish" };

    /// <summary>As an integration of the shop asks it for something.</summary>
    public SandboxResponse Call(string method, string target, string body)
    {
        var parts = target.Split('?', 2);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Host"] = Network.ShopHost,
            ["Authorization"] = _authorization,
            ["Content-Type"] = "application/json",
        };
        return world.Shop.Handle(
            new SandboxRequest(
                method,
                "https",
                "/wp-json/wc/v3/" + parts[0],
                parts.ElementAtOrDefault(1) ?? "",
                headers,
                Encoding.UTF8.GetBytes(body)
            )
        );
    }
}
