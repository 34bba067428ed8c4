namespace Tillsync.Output;

/// <summary>Prints the state of a storefront on one screen.</summary>
internal static class StatusPrinter
{
    private const int ParkedShownMax = 10;

    public static void Print(Terminal terminal, StatusJson status, TimeProvider time)
    {
        terminal.Line($"Storefront {status.Storefront}   (Tillsync {status.Version}, {status.Configuration})");
        terminal.Line();
        if (status.Pause is { Since: { } since } pause)
        {
            terminal.Line($"{pause.State.ToUpperInvariant()} by {pause.By} since {Words.Local(since, time)}; `tillsync resume` ends that.");
        }

        terminal.Line($"Last full sync:  {When(status.LastFullSyncAt, time)}");
        terminal.Line($"Last verified:   {When(status.LastVerifiedAt, time)}");
        if (status.LastRun is { } run)
        {
            terminal.Line(
                $"Last run:        {run.RunId}, {Words.Result(run.Result)}: {run.Reason}{(run.Error is null ? "" : $" - {run.Error}")}"
            );
        }

        terminal.Line($"Listings kept:   {status.ListingsKept}");
        terminal.Line($"Writes:          {RelativeWrites(status.RelativeWrites, time)}");
        terminal.Line($"In doubt:        {status.OpenIntents} writes whose outcome is not known");
        PrintOrders(terminal, status, time);
        PrintStaging(terminal, status.Staging, time);
        PrintHeld(terminal, status, time);
        PrintParked(terminal, status, time);
        terminal.Line();
        PrintTill(terminal, status.Till);
        terminal.Line();
        PrintShop(terminal, status.Shop);
    }

    private static void PrintOrders(Terminal terminal, StatusJson status, TimeProvider time)
    {
        if (status.Orders is not { } orders)
        {
            terminal.Line($"Web orders:      {status.OrdersHoldingStock} hold stock");
            return;
        }

        terminal.Line($"Web orders:      {orders.Reserving} reserve {Words.Units(orders.Units)} units");
        if (orders.Backlog is { Orders: > 0, OldestAt: { } oldest } backlog)
        {
            terminal.Line(
                $"  BACKLOG: {backlog.Orders} of them, {Words.Units(backlog.Units)} units, the oldest since {Words.Local(oldest, time)}"
            );
        }

        foreach (var line in orders.UnmatchedLines)
        {
            terminal.Line($"  matches no article: {line}");
        }

        foreach (var text in orders.Contradictions)
        {
            terminal.Line($"  {text}");
        }
    }

    private static void PrintStaging(Terminal terminal, StagingStandingJson? staging, TimeProvider time)
    {
        if (staging is null)
        {
            return;
        }

        var since = staging.Since is { } at ? $"orders since {Words.Local(at, time)}" : "from the next sync on";
        terminal.Line(
            $"Order staging:   {(staging.IsOn ? since : "switched off")}; {staging.Waiting} wait for the till, {staging.Taken} taken, {staging.Withdrawn} withdrawn"
        );
        foreach (var entry in staging.Problems)
        {
            var next = entry.NextTryAt is { } again ? $" Tried {entry.Attempts} times, next {Words.Local(again, time)}." : "";
            terminal.Line($"  {entry.Code}: {entry.Detail}{next}");
        }
    }

    private static void PrintHeld(Terminal terminal, StatusJson status, TimeProvider time)
    {
        foreach (var plan in status.Plans)
        {
            var title = $"{plan.State.ToUpperInvariant()}:".PadRight(16);
            var decided = plan.DecidedAt is { } at ? $", {plan.State} by {plan.DecidedBy} at {Words.Local(at, time)}" : "";
            terminal.Line(
                $"{title} plan {plan.Checksum} ({plan.Scope}, {plan.WriteCount} writes), held since {Words.Local(plan.HeldAt, time)}, seen {plan.Seen} times{decided}"
            );
            foreach (var reason in plan.Reasons)
            {
                terminal.Line($"  - {reason}");
            }

            terminal.Line($"  {PlanAdvice(plan)}");
        }
    }

    private static string PlanAdvice(HeldPlanJson plan) =>
        plan switch
        {
            { State: "approved" } => "The next run that arrives at exactly this plan carries it out.",
            { State: "rejected" } => $"A run that arrives at it stays held. To change your mind: tillsync plans approve {plan.Checksum}",
            { CanBeApproved: false } => "An empty read is no plan and cannot be approved. Find out why the till showed nothing.",
            _ => $"Look at it with `tillsync plans show {plan.Checksum}`; approve it with `tillsync plans approve {plan.Checksum}`",
        };

    private static void PrintParked(Terminal terminal, StatusJson status, TimeProvider time)
    {
        terminal.Line($"Parked:          {status.Parked.Count}");
        foreach (var item in status.Parked.Take(ParkedShownMax))
        {
            terminal.Line(
                $"  {item.Sku}: {item.Code}, tried {item.Attempts} times, next {Words.Local(item.NextTryAt, time)}. {item.Reason}"
            );
        }

        if (status.Parked.Count > ParkedShownMax)
        {
            terminal.Line($"  ... and {status.Parked.Count - ParkedShownMax} more (tillsync parked list)");
        }
    }

    private static void PrintTill(Terminal terminal, TillJson till)
    {
        if (till.Error is { } error)
        {
            terminal.Line($"Till: FAILED. {error}");
            return;
        }

        terminal.Line($"Till: {till.Database} on {till.Server} ({till.ServerVersion}; {till.Isolation})");
        terminal.Line($"  {till.Items} items, {till.WebItems} of them web items");
        terminal.Line($"  status codes of web items: {Counts(till.Statuses)}");
        terminal.Line($"  stock rows by location:    {Counts(till.Locations)}");
        foreach (var missing in till.Missing)
        {
            terminal.Line($"  missing {missing.Name}: {missing.Text}");
        }
    }

    private static void PrintShop(Terminal terminal, ShopJson shop)
    {
        if (shop.Error is { } error)
        {
            terminal.Line($"Shop: FAILED. {error}");
            return;
        }

        terminal.Line($"Shop: {shop.Name} at {shop.Url} (WooCommerce {shop.WooCommerceVersion ?? "version unknown"})");
        terminal.Line($"  {Words.Keys(shop.CanWrite, shop.WriteProblem)}");
        if (shop.OutOfStockThreshold is { } threshold and > 0)
        {
            terminal.Line($"  The shop itself shows listings as out of stock at {threshold:0.##} and below (its out of stock threshold).");
        }
    }

    private static string RelativeWrites(RelativeWritesJson? found, TimeProvider time) =>
        found switch
        {
            { State: "works", FoundAt: { } at } => $"relative; the shop has added what was sent (found {Words.Local(at, time)})",
            { State: "ignored", FoundAt: { } at } =>
                $"ABSOLUTE: the shop ignores relative ones (found {Words.Local(at, time)}). A sale between read and write is lost until the next sync; look for what drops inventory_delta.",
            _ => "relative; whether the shop takes them is found out by the first one",
        };

    private static string Counts(IReadOnlyList<NameCountJson> values) =>
        values.Count == 0 ? "none" : string.Join(", ", values.Select(value => $"{value.Name} {value.Count}"));

    private static string When(DateTimeOffset? instant, TimeProvider time) =>
        instant is { } at ? $"{Words.Local(at, time)} ({Words.Age(time.GetUtcNow() - at)})" : "never";
}
