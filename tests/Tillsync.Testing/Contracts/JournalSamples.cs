using Tillsync.Adapters.Journal;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Testing.Fakes;

namespace Tillsync.Testing.Contracts;

/// <summary>Records for journal tests, with only the values that matter to a test as parameters.</summary>
internal static class JournalSamples
{
    public static readonly TimeSpan Term = TimeSpan.FromMinutes(2);

    public static readonly LeaseHolder Us = ThisProcess.AsHolder();

    /// <summary>A process of another machine: it cannot be asked whether it lives.</summary>
    public static readonly LeaseHolder Elsewhere = new("another-machine", 77, ManualTimeProvider.DefaultStart);

    /// <summary>No system gives out this process id.</summary>
    public static readonly LeaseHolder DeadHere = Us with { ProcessId = int.MaxValue };

    public static RunStart Start(string reason = "12 hours passed") => new("full", reason, ManualTimeProvider.DefaultStart);

    public static RunEnd End(long runId, RunResult result = RunResult.Succeeded) =>
        new(
            runId,
            result,
            ManualTimeProvider.DefaultStart.AddSeconds(9),
            new RunCounts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) { Created = 12 },
            "till: gone. Wait.",
            "c0ffee"
        );

    public static PlannedWrite Write(string sku, long product, int? from = 5, int to = 3) =>
        new(
            new ListingId(product),
            new Sku(sku),
            from is { } shown ? new Quantity(shown) : null,
            Listed(to),
            TakesOver: false,
            new Decision.PhaseOut(new Sku(sku), PhaseOutCause.Gone, "The till no longer has it.")
        );

    public static ListingRecord Listing(string sku, long product, int? acknowledged = null, bool needsLook = false) =>
        new(
            new ListingId(product),
            new Sku(sku),
            MappingOrigin.EqualSku,
            ManualTimeProvider.DefaultStart,
            acknowledged is { } number ? new Quantity(number) : null,
            acknowledged is null ? null : ManualTimeProvider.DefaultStart,
            needsLook
        );

    public static RememberedItem Item(string sku, string stock = "495/480/15") =>
        new(new Sku(sku), "A", IsWebItem: true, "p1", "i1", stock, IsUnmapped: false, Mapping: "138");

    public static ParkedItem Parked(string sku, int attempts = 1) =>
        new(
            new Sku(sku),
            new ListingId(138, 141),
            "listing_trashed",
            "The listing is in the bin. Restore it.",
            attempts,
            ManualTimeProvider.DefaultStart,
            ManualTimeProvider.DefaultStart.AddHours(1)
        );

    public static HeldPlan Held(string checksum, HeldPlanState state = HeldPlanState.Held, int lastSeenMinute = 0) =>
        new(
            checksum,
            "full",
            7,
            ManualTimeProvider.DefaultStart,
            ManualTimeProvider.DefaultStart.AddMinutes(lastSeenMinute),
            3,
            ["half \"gone\"", "another shop"],
            CanBeApproved: true,
            12,
            state
        );

    public static HeldWrite HeldWrite(string sku, int? from = 5, int to = 0) =>
        new(
            new Sku(sku),
            new ListingId(138, 141),
            from is { } shown ? new Quantity(shown) : null,
            Listed(to),
            "available 0 - reserved 0 -> lists 0"
        );

    public static WebOrder Order(long id, string status = "processing", params WebOrderLine[] lines) =>
        new(id, $"W-{id}", status, ManualTimeProvider.DefaultStart, ManualTimeProvider.DefaultStart.AddMinutes(1), lines);

    public static Positions Position(int stockRows = 1528) =>
        new(
            ManualTimeProvider.DefaultStart,
            null,
            new ClockReading(ManualTimeProvider.DefaultStart.AddSeconds(1), ManualTimeProvider.DefaultStart.AddSeconds(4)),
            "till-key",
            "shop-key",
            "policy-1",
            stockRows
        );

    public static Advance Advance(
        IReadOnlyList<RememberedItem>? changed = null,
        IReadOnlyList<Sku>? forgotten = null,
        IReadOnlyList<long>? staged = null,
        IReadOnlyList<WebOrder>? orders = null,
        int stockRows = 1528
    ) => new(Position(stockRows), changed ?? [], forgotten ?? [], staged ?? [], orders ?? []);

    private static ListedQuantity Listed(int units) => new(new Quantity(units));
}
