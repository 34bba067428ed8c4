using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Testing.Fakes;

/// <summary>
/// The orders of a shop in memory. An order takes its units when it reaches a status that reduces stock, once, and gives them back when
/// it reaches one that restores; stamps have one second.
/// </summary>
public sealed class InMemoryOrders(TimeProvider time, Func<ListingId, Quantity, bool> moveStock)
{
    private static readonly HashSet<string> Reducing = ["processing", "on-hold", "completed"];
    private static readonly HashSet<string> Restoring = ["cancelled", "pending", "failed"];
    private static readonly HashSet<string> Open = ["pending", "on-hold", "processing", "failed", "trash"];

    private readonly Dictionary<long, WebOrder> _orders = [];
    private long _lastId = 15_000;

    /// <summary>How far the clock that stamps orders runs ahead of the one that dates answers, as behind a proxy with a clock of its own.</summary>
    public TimeSpan StampsAhead { get; set; }

    /// <summary>How far the shop's one clock, which stamps orders and dates answers, is from the true time.</summary>
    public TimeSpan ClockError { get; set; }

    public IEnumerable<WebOrder> All => _orders.Values;

    public WebOrder this[long orderId] => _orders[orderId];

    public static DateTimeOffset Second(DateTimeOffset instant) =>
        new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    public long Place(ListingId listing, Sku? sku, decimal units, string status)
    {
        var id = ++_lastId;
        var now = Stamp();
        var line = new WebOrderLine(listing, sku, new Quantity(units), Quantity.Zero) { IsUntaken = true };
        _orders[id] = new WebOrder(id, $"{id}", "new", now, now, [line]);
        SetStatus(id, status);
        return id;
    }

    public void SetStatus(long orderId, string status)
    {
        var order = _orders[orderId];
        var lines = order.Lines;
        if (Reducing.Contains(status))
        {
            lines = [.. lines.Select(Take)];
        }
        else if (Restoring.Contains(status))
        {
            lines = [.. lines.Select(GiveBack)];
        }

        var now = Stamp();
        _orders[orderId] = order with
        {
            Status = status,
            Lines = lines,
            ModifiedAt = now,
            CompletedAt = status == WebOrder.Completed ? now : order.CompletedAt,
        };
    }

    /// <summary>An edit of the first line's quantity, with the shop's stock, as from 9.9 on.</summary>
    public void Edit(long orderId, decimal units)
    {
        var line = _orders[orderId].Lines[0];
        moveStock(line.Listing!.Value, line.Taken - new Quantity(units)); // Orders here are for products that are there.
        Change(orderId, [line with { Ordered = new Quantity(units), Taken = new Quantity(units) }, .. _orders[orderId].Lines.Skip(1)]);
    }

    /// <summary>An edit that adds a product.</summary>
    public void AddLine(long orderId, ListingId listing, Sku? sku, decimal units)
    {
        moveStock(listing, -new Quantity(units));
        Change(orderId, [.. _orders[orderId].Lines, new WebOrderLine(listing, sku, new Quantity(units), new Quantity(units))]);
    }

    /// <summary>A refund of the first line that puts its units back on the shelf.</summary>
    public void Refund(long orderId, decimal units)
    {
        var line = _orders[orderId].Lines[0];
        moveStock(line.Listing!.Value, new Quantity(units)); // As above.
        Change(orderId, [line with { Taken = line.Taken - new Quantity(units) }, .. _orders[orderId].Lines.Skip(1)]);
    }

    /// <summary>A note or an address: the stamp moves, the stock does not.</summary>
    public void Touch(long orderId) => SetStatus(orderId, _orders[orderId].Status);

    /// <summary>Deletes for good. The stock that it took stays taken.</summary>
    public void Delete(long orderId) => _orders.Remove(orderId);

    /// <summary>The product of every line is deleted for good: the shop answers the lines without product and SKU.</summary>
    public void LoseProducts(long orderId) =>
        _orders[orderId] = _orders[orderId] with
        {
            Lines = [.. _orders[orderId].Lines.Select(line => line with { Listing = null, Sku = null })],
        };

    internal OrderReading ChangedAfter(DateTimeOffset after) =>
        Reading(order => order.Status != "trash" && order.ModifiedAt > Second(after));

    internal OrderReading TrashedAfter(DateTimeOffset after) =>
        Reading(order => order.Status == "trash" && order.ModifiedAt > Second(after));

    internal OrderReading OpenNow() => Reading(order => Open.Contains(order.Status));

    internal OrderReading ById(IReadOnlyCollection<long> ids) => Reading(order => ids.Contains(order.OrderId));

    private void Change(long orderId, IReadOnlyList<WebOrderLine> lines) =>
        _orders[orderId] = _orders[orderId] with { Lines = lines, ModifiedAt = Stamp() };

    private DateTimeOffset Stamp() => Second(time.GetUtcNow() + ClockError + StampsAhead);

    private OrderReading Reading(Func<WebOrder, bool> filter) =>
        new(
            [.. _orders.Values.Where(filter).OrderBy(order => order.OrderId)],
            new ClockReading(Second(time.GetUtcNow() + ClockError), time.GetUtcNow())
        );

    private WebOrderLine Take(WebOrderLine line) =>
        line.Taken == Quantity.Zero && line.Listing is { } listing && moveStock(listing, -line.Ordered)
            ? line with
            {
                Taken = line.Ordered,
                IsUntaken = false,
            }
            : line;

    private WebOrderLine GiveBack(WebOrderLine line)
    {
        if (line.Taken != Quantity.Zero && line.Listing is { } listing)
        {
            moveStock(listing, line.Taken);
        }

        return line with
        {
            Taken = Quantity.Zero,
            IsUntaken = true,
        };
    }
}
