using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core;

/// <summary>One pass of a cycle up to its plan: what was read and what follows from it.</summary>
/// <param name="IsFull">Every article was decided; false for one article, and for passes that take up what was left.</param>
internal sealed record CyclePass(
    bool IsFull,
    StockMoment Moment,
    ShopIdentity Shop,
    Reservations Reservations,
    IReadOnlyList<Decision> Decisions,
    ReadScope Scope,
    Listings Listings,
    Plan Plan,
    string PolicyFingerprint
)
{
    public required OrderStanding Orders { get; init; }

    public GuardInput GuardInput =>
        new(
            Plan,
            Moment.Till.Items.Count,
            Moment.StockRowCount,
            ListingsKept,
            Moment.Till.Identity.Key,
            Shop.Key,
            PolicyFingerprint,
            Moment.Memory.Positions
        );

    /// <summary>Set where the plan takes a run back; the till then has no part in it.</summary>
    public UndoFindings? Undo { get; init; }

    /// <summary>A plan from an empty read of the till is none.</summary>
    public bool CanBeApproved => Undo is not null || PlanGuard.IsApprovable(GuardInput);

    public IReadOnlyList<string> HoldReasons(GuardLimits limits) =>
        Undo is { } undo
            ? PlanGuard.ReasonsOfUndo(Plan, undo.ListingsKept, Shop.Key, Moment.Memory.Positions, limits)
            : PlanGuard.Reasons(GuardInput, limits);

    private int ListingsKept => Plan.Writes.Count + Plan.InSync.Count + Plan.Unread + Plan.Deferred.Count;

    /// <summary>This pass looked at the article: what it does not find blocked is blocked no longer.</summary>
    public bool Covers(Sku sku) => _decided.Contains(sku) ? Scope.Articles?.Contains(sku) ?? true : IsFull;

    private readonly HashSet<Sku> _decided = [.. Decisions.Where(decision => decision.Target is not null).Select(decision => decision.Sku)];

    /// <summary>Where the storefront stands once this pass is carried out.</summary>
    public Positions PositionsAfter(DateTimeOffset startedAt) =>
        new(
            startedAt,
            Scope.IsWhole ? startedAt : Moment.Memory.Positions?.LastVerifiedAt,
            Moment.OrdersRead,
            Moment.Till.Identity.Key,
            Shop.Key,
            PolicyFingerprint,
            Moment.StockRowCount
        );

    /// <summary>Articles that the shop was asked for and does not have.</summary>
    public IReadOnlySet<Sku> UnmappedAfter() =>
        Plan.Unmapped.Concat(Plan.Absent).Except(Plan.Creations.Select(creation => creation.Sku)).ToHashSet();
}
