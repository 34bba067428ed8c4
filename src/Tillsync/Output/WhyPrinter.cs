using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Core.Planning;

namespace Tillsync.Output;

/// <summary>Prints the story of one article's number.</summary>
internal static class WhyPrinter
{
    public static void Print(Terminal terminal, Explanation why, TimeProvider time)
    {
        terminal.Line($"{why.Sku}{(why.Item is { } item ? $"  {item.Description}" : "")}");
        terminal.Line();
        PrintTill(terminal, why);
        terminal.Line();
        terminal.Line("Decision");
        terminal.Line($"  {Because(why)}");
        if (why.OtherUnits.Count > 0)
        {
            terminal.Line($"  sold from the same stock: {string.Join(", ", why.OtherUnits)}");
        }

        foreach (var reservation in why.Reservations)
        {
            var held = reservation.Held;
            terminal.Line(
                $"  reserved: {held.Quantity}{(held.Sold is { } sold ? $" ({sold})" : "")} by web order {held.Number} ({held.Status}) since {Words.Local(held.CreatedAt, time)}"
                    + (reservation.IsBacklog ? " BACKLOG" : "")
            );
            terminal.Line($"    {reservation.WhyUnknown}");
        }

        if (why.OrdersAsOf is { } asOf)
        {
            terminal.Line($"  web orders as of {Words.Local(asOf, time)}");
        }

        terminal.Line();
        PrintShop(terminal, why, time);
        PrintHistory(terminal, why, time);
    }

    public static WhyJson Shape(Explanation why, string storefront)
    {
        var found = why.Listing as ListingMatch.Found;
        return new WhyJson(
            storefront,
            why.Sku.Text,
            why.Item?.Description,
            why.Item?.Status,
            why.Item?.IsWebItem,
            [
                .. (why.Item?.Locations ?? []).Select(row => new LocationJson(
                    row.Location,
                    row.Sells,
                    row.OnHand,
                    row.Committed,
                    row.Available
                )),
            ],
            DecisionName(why.Decision),
            why.Decision?.Target?.Quantity.Units,
            Because(why),
            [.. why.Reservations.Select(Shape)],
            why.OrdersAsOf,
            found?.Listing.Id.ToString() ?? (why.Listing as ListingMatch.Blocked)?.Listing?.ToString(),
            found?.Listing.Quantity?.Units,
            State(why.Listing),
            why.Record?.Acknowledged?.Units,
            why.Record?.AcknowledgedAt,
            why.Parked is { } parked ? JsonShaping.Of(parked) : null,
            [.. why.History.Select(JsonShaping.Of)],
            [.. why.Ended.Select(ended => ended.Listing.ToString())],
            UnitJson.Of(why.Item?.Unit),
            [.. why.Cells.Select(cell => cell.Text)],
            [.. why.OtherUnits.Select(other => other.Text)],
            why.Item?.Category,
            (why.Decision as Decision.List)?.SafetyStock.Rule?.ToString(),
            why.LocationRule?.Subject.ToString(),
            found is null ? null : JsonShaping.Name(found.Listing.Status)
        );
    }

    private static ReservationJson Shape(ExplainedReservation reservation)
    {
        var held = reservation.Held;
        return new ReservationJson(
            held.OrderId,
            held.Number,
            held.Status,
            held.Quantity.Units,
            held.CreatedAt,
            reservation.WhyUnknown,
            reservation.IsBacklog,
            held.Sold
        );
    }

    private static void PrintTill(Terminal terminal, Explanation why)
    {
        terminal.Line("Till");
        if (why.Item is not { } item)
        {
            terminal.Line("  has no such item any more");
            return;
        }

        terminal.Line(
            $"  status {item.Status}, {(item.IsWebItem ? "web item" : "not a web item")}, {JsonShaping.Name(item.Kind)}"
                + (item.Category is { } category ? $", category {category}" : "")
        );
        if (why.LocationRule is { Locations: { } locations } rule)
        {
            terminal.Line($"  sells from {string.Join(", ", locations)} by the rule of {rule.Subject} ({rule.SetBy})");
        }

        if (item.Locations.Count > 0)
        {
            terminal.Table(
                ["Location", "Sells", "On hand", "Committed", "Available"],
                [
                    .. item.Locations.Select(row =>
                        (string[])[row.Location, row.Sells ? "yes" : "no", Number(row.OnHand), Number(row.Committed), Number(row.Available)]
                    ),
                ],
                int.MaxValue
            );
        }
    }

    private static void PrintShop(Terminal terminal, Explanation why, TimeProvider time)
    {
        terminal.Line("Shop");
        switch (why.Listing)
        {
            case ListingMatch.Found { Listing: var listing }:
                terminal.Line(
                    $"  listing {listing.Id} \"{listing.Name}\" shows {listing.Quantity?.ToString() ?? "no number"} ({listing.StockStatus})"
                        + (ListingWords.OutOfSight(listing) is { } text ? $"; {text}" : "")
                );
                break;
            case ListingMatch.Blocked { Listing: { } product } when why.Cells.Count > 0:
                terminal.Line($"  product {product}, whose variations are its cells' listings");
                break;
            case ListingMatch.Blocked blocked:
                terminal.Line($"  cannot be written ({blocked.Code}): {blocked.Reason}");
                break;
            default:
                terminal.Line("  has no listing with this SKU");
                break;
        }

        foreach (var ended in why.Ended)
        {
            terminal.Line($"  {ended.Because.Detail} It shows {ended.Shown?.ToString() ?? "a number in doubt"} and is to show 0.");
        }

        if (why.Record is { Acknowledged: { } shown, AcknowledgedAt: { } at })
        {
            terminal.Line($"  confirmed {shown} at {Words.Local(at, time)}");
        }

        if (why.Parked is { } parked)
        {
            terminal.Line(
                $"  parked since {Words.Local(parked.ParkedAt, time)} ({parked.Code}), next try {Words.Local(parked.NextTryAt, time)}: {parked.Reason}"
            );
        }
    }

    private static void PrintHistory(Terminal terminal, Explanation why, TimeProvider time)
    {
        if (why.History.Count == 0)
        {
            return;
        }

        terminal.Line();
        terminal.Line("Last writes");
        terminal.Table(
            ["When", "Run", "From", "To", "Outcome", "Because"],
            [
                .. why.History.Select(intent =>
                    (string[])
                        [
                            Words.Local(intent.IntendedAt, time),
                            $"{intent.RunId}",
                            intent.From?.ToString() ?? "none",
                            intent.To.ToString(),
                            JsonShaping.Name(intent.State),
                            intent.Inputs,
                        ]
                ),
            ],
            int.MaxValue
        );
    }

    private static string Because(Explanation why) =>
        why switch
        {
            { Decision: { } decision } => Words.Because(decision),
            { Cells.Count: > 0, Item.IsWebItem: true } =>
                $"A grid item is sold by its cells, each an article of its own: {string.Join(", ", why.Cells)}.",
            _ => "Not for the web: IS_ECOMM_ITEM is not 'Y', and no listing is kept for it.",
        };

    private static string DecisionName(Decision? decision) =>
        decision switch
        {
            Decision.List => "list",
            Decision.PhaseOut => "phaseOut",
            Decision.Unknown => "unknown",
            _ => "none",
        };

    private static string State(ListingMatch match) =>
        match switch
        {
            ListingMatch.Found => "found",
            ListingMatch.Blocked blocked => blocked.Code,
            _ => "unmapped",
        };

    private static string Number(decimal? value) => value is { } units ? new Core.Stock.Quantity(units).ToString() : "NULL";
}
