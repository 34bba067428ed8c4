using System.Text.Json;
using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Mapping;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>A till, a shop and a journal in memory on one clock, and what a person or a schedule does with them.</summary>
internal sealed class CycleStand
{
    private readonly HashSet<LeaseHolder> _dead = [];
    private Lease? _other;
    private LeaseHolder _us = new("server", 1, Some.Instant);

    public CycleStand()
    {
        Till = new InMemoryTill(Clock);
        Sheets = new InMemorySheets(Till);
        Shop = new InMemoryShop(Clock);
        Journal = new InMemoryJournal(Clock, (holder, _) => !_dead.Contains(holder));
        Table = new InMemoryOrderStaging(Till, Clock);
        Details = new InMemoryOrderDetails(Shop, Clock);
    }

    public ManualTimeProvider Clock { get; } = new();

    public InMemoryTill Till { get; }

    public InMemorySheets Sheets { get; }

    public InMemoryShop Shop { get; }

    /// <summary>Another one: the file was lost, or restored from a copy.</summary>
    public InMemoryJournal Journal { get; set; }

    public InMemoryOrderStaging Table { get; }

    public InMemoryOrderDetails Details { get; }

    /// <summary>Null: web orders are not staged.</summary>
    public StagingChoice? Staging { get; set; }

    public StockPolicy Policy { get; set; } = Some.Policy();

    public Uri? ImageBase { get; set; }

    public GuardLimits Guard { get; set; } = Some.LooseGuard();

    public static SyncRequest Scheduled { get; } = new(true, "scheduled", null, null, Verification.WhenDue);

    public static SyncRequest DryRun { get; } = Scheduled with { Applies = false };

    /// <summary>Articles 1 to <paramref name="count"/>, each with its listing, both showing the same number.</summary>
    public static CycleStand With(int count, decimal available = 10)
    {
        var stand = new CycleStand();
        for (var number = 1; number <= count; number++)
        {
            stand.Till.Put(Some.Item(Some.Sku(number), available));
            stand.Shop.Put(Some.Listing(Some.ListingId(number), Some.Sku(number), available));
        }

        return stand;
    }

    /// <summary>The same, synced once, with some minutes gone by.</summary>
    public static async Task<CycleStand> SyncedAsync(int count, decimal available = 10)
    {
        var stand = With(count, available);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Shop.Requests.Reset();
        stand.Shop.Stored.Clear();
        return stand;
    }

    public decimal? Shown(int number) => Shop.QuantityOf(Some.ListingId(number));

    public void Count(int number, decimal available) => Till.Count(Some.Sku(number), available);

    public long PlaceOrder(int number, decimal units, string status = "processing") =>
        Shop.PlaceOrder(Some.ListingId(number), units, status);

    /// <summary>Runs a cycle to its end; whatever it waits for passes on the stand's clock.</summary>
    public Task<SyncReport> SyncAsync(
        SyncRequest? request = null,
        IJournal? journal = null,
        IListingWriter? writer = null,
        CancellationToken cancellationToken = default
    ) => PassTimeAsync(() => Cycle(journal ?? Journal, writer).RunAsync(request ?? Scheduled, cancellationToken));

    /// <summary>Runs a cycle whose process dies at a step of the journal, and lets its machine notice.</summary>
    public async Task CrashAsync(JournalStep at, bool afterwards, int nth = 1) =>
        Assert.True(await SyncOrDieAsync(new CrashingJournal(Journal, at, afterwards, nth)));

    /// <summary>The same for any request.</summary>
    public async Task DieAsync(SyncRequest request, CrashingJournal journal) => Assert.True(await SyncOrDieAsync(journal, request));

    /// <summary>The same where the run may end before it comes to that step.</summary>
    public async Task<bool> SyncOrDieAsync(CrashingJournal journal, SyncRequest? request = null)
    {
        try
        {
            await SyncAsync(request, journal);
            return false;
        }
        catch (ProcessDiedException)
        {
            _dead.Add(_us);
            _us = _us with { ProcessId = _us.ProcessId + 1 };
            return true;
        }
    }

    /// <summary>Another machine's process is granted the lease, as if ours had slept until it was over.</summary>
    public void TakeLeaseAway()
    {
        _dead.Add(_us);
        _other = Granted(Journal.AcquireLeaseAsync(_us with { ProcessId = 99 }, TimeSpan.FromMinutes(10), CancellationToken.None));
        _dead.Remove(_us);
    }

    /// <summary>And gives it back.</summary>
    public void ReturnLease() => Journal.ReleaseLeaseAsync(_other!, CancellationToken.None).GetAwaiter().GetResult();

    private static Lease Granted(Task<LeaseAnswer> answer) => ((LeaseAnswer.Granted)answer.GetAwaiter().GetResult()).Lease;

    public Task<CheckResult> CheckAsync() =>
        new SyncCheck(Till, Shop, Journal, Options, Clock).RunAsync(Options.Threshold, CancellationToken.None);

    public Task<VerificationReport> VerifyAsync() =>
        PassTimeAsync(() => new ShopVerification(Ports(Journal), Options, Clock).RunAsync(CancellationToken.None));

    public Task<Explanation?> ExplainAsync(int number) =>
        new Explainer(Till, Shop, Journal, Options, Clock).ExplainAsync(Some.Sku(number), CancellationToken.None);

    public async Task<OrderStanding> StandingAsync()
    {
        var memory = await JournalMemory.ReadAsync(Journal, CancellationToken.None);
        return await OrderStanding.ReadAsync(Till, memory, Options, Clock, CancellationToken.None);
    }

    public async Task<Positions?> PositionsAsync() => await Journal.ReadPositionsAsync(CancellationToken.None);

    public async Task<RunRecord> LastRunAsync() => (await Journal.ReadRunsAsync(1, CancellationToken.None))[0];

    public async Task<IReadOnlyList<ParkedItem>> ParkedAsync() => await Journal.ReadParkedAsync(CancellationToken.None);

    /// <summary>The plans that the guard has held, the one last seen first.</summary>
    public async Task<IReadOnlyList<HeldPlan>> HeldAsync() => await Journal.ReadHeldPlansAsync(CancellationToken.None);

    public Task<HeldPlan> ApproveAsync(string checksum, string by = "ann@till") =>
        new PlanApproval(Journal, _us, Clock).ApproveAsync(checksum, by, CancellationToken.None);

    public Task<HeldPlan> RejectAsync(string checksum, string by = "ann@till") =>
        new PlanApproval(Journal, _us, Clock).RejectAsync(checksum, by, CancellationToken.None);

    public Parking Parking => new(Journal, _us, Clock);

    public async Task MapAsync(params IReadOnlyList<MappingChange> changes)
    {
        var preview = await new MappingDesk(Till, Shop, Journal, null, _us, Clock).ApplyAsync(changes, "ann@till", CancellationToken.None);
        Assert.Empty(preview.Problems);
    }

    public async Task<ListingRecord?> RecordAsync(int number) =>
        (await Journal.ReadListingsAsync(CancellationToken.None)).SingleOrDefault(record => record.Sku == Some.Sku(number));

    /// <summary>Everything that the journal holds, as one text.</summary>
    public async Task<string> JournalPictureAsync()
    {
        var none = CancellationToken.None;
        var runs = await Journal.ReadRunsAsync(1000, none);
        var intents = new List<Intent>();
        foreach (var run in runs)
        {
            intents.AddRange(await Journal.ReadRunIntentsAsync(run.RunId, none));
        }

        object?[] parts =
        [
            await Journal.ReadPositionsAsync(none),
            await Journal.ReadItemsAsync(none),
            await Journal.ReadStagedOrderIdsAsync(none),
            await Journal.ReadListingsAsync(none),
            await Journal.ReadOrdersAsync(none),
            await Journal.ReadParkedAsync(none),
            await Journal.ReadHeldPlansAsync(none),
            await Journal.ReadCreationsAsync(none),
            runs,
            intents,
            await Journal.ReadStagingAsync(none),
        ];
        return JsonSerializer.Serialize(parts);
    }

    /// <summary>The shop shows what the till can sell less what open orders hold, and a further sync finds nothing to do.</summary>
    public async Task AssertRightAsync()
    {
        AssertShopIsRight();
        Clock.Advance(TimeSpan.FromMinutes(1));
        Shop.Requests.Reset();
        var again = await SyncAsync(Scheduled with { Verification = Verification.Always });
        Assert.Empty(again.Plan.Writes);
        Assert.Equal(0, Shop.Requests.Writes);
        AssertShopIsRight();
    }

    public void AssertShopIsRight()
    {
        foreach (var item in Till.Items)
        {
            var listing = Shop.Orders.All.SelectMany(order => order.Lines).Where(line => line.Sku == item.Sku);
            var sellable = item.Locations.Sum(row => row.Available ?? 0) - listing.Sum(line => line.Taken.Units);
            var shown = Shop.FindListingsAsync([item.Sku], CancellationToken.None).Result.Single().Quantity;
            Assert.Equal((item.Sku, Math.Max(0, sellable)), (item.Sku, shown?.Units));
        }
    }

    public CycleOptions Options => Some.Options(Policy, Guard) with { ImageBase = ImageBase, Staging = Staging };

    private SyncCycle Cycle(IJournal journal, IListingWriter? writer = null) =>
        new(Ports(journal) with { Writer = writer ?? Shop }, Options, Clock);

    private SyncPorts Ports(IJournal journal) =>
        new(Till, Shop, Shop, journal, Shop.Requests, _us, CancellationToken.None)
        {
            Sheets = Sheets,
            Creator = Shop,
            Staging = Staging is null ? null : new StagingPorts(Details, Table),
        };

    /// <summary>Away from the test's own context, so that what a timer wakes goes on at once, before the clock moves again.</summary>
    private async Task<T> PassTimeAsync<T>(Func<Task<T>> work)
    {
        var running = Task.Run(work);
        while (!running.IsCompleted)
        {
            if (Clock.PendingTimers > 0)
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
            }

            await Task.Yield();
        }

        return await running;
    }
}
