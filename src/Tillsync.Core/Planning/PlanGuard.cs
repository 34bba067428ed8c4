using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tillsync.Core.Recording;

namespace Tillsync.Core.Planning;

/// <summary>How much a plan may do without being approved. Percentages are of the listings kept, 0–100; null is no limit.</summary>
/// <param name="MaxLostRowsPercent">Of the stock rows at selling locations that the last full sync read, 0–100.</param>
/// <param name="AlwaysAllowItems">So few in one direction never hold a plan: one article may always sell out in a shop of three.</param>
public sealed record GuardLimits(decimal MaxZeroedPercent, int? MaxZeroedItems, decimal MaxLostRowsPercent, int AlwaysAllowItems)
{
    /// <summary>Listings that would show less than before, and more than nothing.</summary>
    public decimal? MaxLoweredPercent { get; init; }

    public int? MaxLoweredItems { get; init; }

    /// <summary>Listings that would show more than before, those at zero included.</summary>
    public decimal? MaxRaisedPercent { get; init; }

    public int? MaxRaisedItems { get; init; }

    /// <summary>Products that would be made.</summary>
    public int MaxCreatedItems { get; init; } = CreatedItemsDefault;

    /// <summary>A day's delivery; a first run over a whole catalogue is more and wants a word.</summary>
    public const int CreatedItemsDefault = 20;
}

/// <summary>What the guard looks at besides the plan.</summary>
/// <param name="ItemCount">Articles that the till's read returned.</param>
/// <param name="StockRowCount">IM_INV rows at selling locations that it returned.</param>
/// <param name="ListingsKept">Listings that Tillsync keeps after this plan.</param>
/// <param name="Last">Null before the first full sync.</param>
public sealed record GuardInput(
    Plan Plan,
    int ItemCount,
    int StockRowCount,
    int ListingsKept,
    string TillKey,
    string ShopKey,
    string PolicyFingerprint,
    Positions? Last
);

/// <summary>Holds a plan that looks like somebody else's mistake, before the first write. Pure.</summary>
public static class PlanGuard
{
    /// <returns>Why the plan is held, each a sentence with the number and the limit; empty when it may go.</returns>
    public static IReadOnlyList<string> Reasons(GuardInput input, GuardLimits limits)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(limits);
        string?[] reasons =
        [
            EmptyRead(input),
            LostRows(input, limits),
            .. Directions(input.Plan, input.ListingsKept, limits),
            TakenOver(input, limits),
            Created(input, limits),
            OtherDatabase(input),
            OtherShop(input.Last, input.ShopKey),
            OtherPolicy(input),
        ];
        return [.. reasons.OfType<string>()];
    }

    /// <summary>
    /// The same for a plan that undoes a run. It follows from the journal and the shop alone, so what the till says now is no reason.
    /// </summary>
    public static IReadOnlyList<string> ReasonsOfUndo(Plan plan, int listingsKept, string shopKey, Positions? last, GuardLimits limits)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(limits);
        return [.. Directions(plan, listingsKept, limits).Append(OtherShop(last, shopKey)).OfType<string>()];
    }

    /// <summary>
    /// Names what would be approved: the plan, and the reasons that are waived with it. Without reasons it is the plan's own checksum.
    /// </summary>
    public static string Checksum(Plan plan, IReadOnlyList<string> reasons)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(reasons);
        return reasons.Count == 0
            ? plan.Checksum
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plan.Checksum + string.Concat(reasons))))[..12];
    }

    /// <summary>A read that shows nothing says nothing: no approval makes it an order to empty the shop.</summary>
    public static bool IsApprovable(GuardInput input) => EmptyRead(input) is null;

    private static string? EmptyRead(GuardInput input)
    {
        if (input.ItemCount == 0)
        {
            return "The till returned no items at all. Is this the right company database?";
        }

        return input.StockRowCount == 0
            ? "The till returned no stock rows at the selling locations. Check Till:Locations and IM_INV."
            : null;
    }

    private static string? LostRows(GuardInput input, GuardLimits limits)
    {
        var before = input.Last?.StockRowCount ?? 0;
        var lost = before - input.StockRowCount;
        if (input.StockRowCount == 0 || lost <= limits.AlwaysAllowItems || Percent(lost, before) <= limits.MaxLostRowsPercent)
        {
            return null;
        }

        return Invariant(
            $"The till returned {input.StockRowCount} stock rows, {lost} ({Percent(lost, before):0.#} %) fewer than at the last sync; the limit is Guard:MaxLostRowsPercent = {limits.MaxLostRowsPercent:0.#}."
        );
    }

    /// <summary>What the plan does to the shop as a whole, one direction at a time.</summary>
    private static IEnumerable<string?> Directions(Plan plan, int listingsKept, GuardLimits limits)
    {
        var zeroed = plan.Writes.Count(write => write.Zeroes || write.Hides || write.IsHalfWay);
        var verb = plan.Writes.Any(write => (write.Hides || write.IsHalfWay) && !write.Zeroes)
            ? "go to zero or out of sight"
            : "go to zero";
        var lowered = plan.Writes.Count(write => write.Lowers);
        var raised = plan.Writes.Count(write => write.Raises);
        yield return TooMany(new Direction("Zeroed", verb, zeroed, limits.MaxZeroedItems, limits.MaxZeroedPercent));
        yield return TooMany(new Direction("Lowered", "be lowered", lowered, limits.MaxLoweredItems, limits.MaxLoweredPercent));
        yield return TooMany(new Direction("Raised", "be raised", raised, limits.MaxRaisedItems, limits.MaxRaisedPercent));

        string? TooMany(Direction direction) =>
            direction.Count <= limits.AlwaysAllowItems ? null : direction.ItemsReason() ?? direction.PercentReason(listingsKept);
    }

    /// <summary>A first take-over replaces numbers and switches settings that somebody else kept until now: it is looked at first.</summary>
    private static string? TakenOver(GuardInput input, GuardLimits limits)
    {
        var takenOver = input.Plan.Writes.Count(write => write.TakesOver);
        return takenOver > limits.AlwaysAllowItems
            ? Invariant(
                $"Stock management would be switched on for {takenOver} listings; more than Guard:AlwaysAllowItems = {limits.AlwaysAllowItems} want approval."
            )
            : null;
    }

    private static string? Created(GuardInput input, GuardLimits limits)
    {
        var created = input.Plan.Creations.Count;
        return created > limits.MaxCreatedItems
            ? Invariant($"{created} products would be made; the limit is Guard:MaxCreatedItems = {limits.MaxCreatedItems}.")
            : null;
    }

    private static string? OtherDatabase(GuardInput input) =>
        input.Last is { } last && last.TillKey != input.TillKey
            ? "The till is another company database than the one that was synced before."
            : null;

    private static string? OtherShop(Positions? last, string shopKey) =>
        last is not null && last.ShopKey != shopKey ? "The shop is another one than the one that was synced before." : null;

    private static string? OtherPolicy(GuardInput input) =>
        input.Last is { } last && last.PolicyFingerprint != input.PolicyFingerprint && !input.Plan.IsEmpty
            ? "The stock policy (Stock, Till:Locations, Till:Basis, Till:ActiveStatuses or a stock rule) changed since the last sync."
            : null;

    private static decimal Percent(int part, int whole) => whole == 0 ? 0 : 100m * part / whole;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Listings that move one way, and how many of them may.</summary>
    /// <param name="Name">As in the names of the two limits.</param>
    private sealed record Direction(string Name, string Verb, int Count, int? MostItems, decimal? MostPercent)
    {
        public string? ItemsReason() =>
            MostItems is { } most && Count > most
                ? Invariant($"{Count} listings would {Verb}; the limit is Guard:Max{Name}Items = {most}.")
                : null;

        public string? PercentReason(int listingsKept) =>
            MostPercent is { } most && Percent(Count, Math.Max(listingsKept, Count)) is var share && share > most
                ? Invariant(
                    $"{Count} of {listingsKept} listings ({share:0.#} %) would {Verb}; the limit is Guard:Max{Name}Percent = {most:0.#}."
                )
                : null;
    }
}
