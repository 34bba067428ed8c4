using Tillsync.Adapters.Journal;
using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Sandbox;
using Tillsync.Simulation.Histories;
using Tillsync.Simulation.Mutants;
using Tillsync.Simulation.Processes;
using Tillsync.Simulation.Time;

namespace Tillsync.Simulation.World;

/// <summary>An article of the till with its listing in the shop.</summary>
/// <param name="ShopId">The product's or the variation's own id.</param>
/// <param name="IsMapped">Only USER_PRODUCT_MAP joins the two: the shop has another SKU.</param>
internal sealed record Offer(Sku Sku, ListingId Listing, long ShopId, bool IsMapped)
{
    /// <summary>The article whose stock it is sold from: itself, unless it is a carton of it.</summary>
    public Sku Stock { get; init; } = Sku;

    /// <summary>The shop has it under another SKU, so it is never written, and orders of it are the article's only while the mapping says so.</summary>
    public bool HasForeignSku { get; init; }

    /// <summary>Stocking units that one of it holds.</summary>
    public decimal Factor { get; init; } = 1;
}

/// <summary>A till, a shop, the network between, the machines that Tillsync runs on, and everything that is true of them.</summary>
internal sealed class SimulatedWorld : IDisposable
{
    /// <summary>Longer than any write that the network brings late.</summary>
    public static readonly TimeSpan QuietPeriod = TimeSpan.FromMinutes(2);

    public const string Host = "till-pc";

    public const string OtherHost = "back-office";

    /// <summary>Open all the time, so that a run's end does not take the file's log away, nor the next one's start bring it back.</summary>
    private readonly SqliteJournal _journal;

    private readonly Dictionary<string, TimeSpan> _clockErrors = [];

    private readonly List<Offer> _offers;

    public SimulatedWorld(WorldPlan plan, Mutant mutant, string folder)
    {
        Plan = plan;
        Mutant = mutant;
        Random = new Random(plan.Seed);
        JournalPath = JournalFiles.Make(folder);
        _journal = SqliteJournal
            .OpenReadOnlyAsync(new JournalOptions(JournalPath), "shop", TimeProvider.System, CancellationToken.None)
            .GetAwaiter()
            .GetResult();
        _clockErrors[Host] = TimeSpan.Zero;
        _clockErrors[OtherHost] = TimeSpan.FromSeconds(Random.Next(-300, 300)) * (plan.SetsShopClock ? 0 : 1);
        ShopClockError = plan.ShopClockError;
        Till = new TillModel(plan.Basis);
        Shop = new SandboxHandler(
            new SandboxOptions
            {
                WooCommerceVersion = plan.WooCommerceVersion,
                TimeProvider = new ProcessClock(Time, () => ShopClockError),
                SiteZone = plan.SiteZone,
                IgnoresInventoryDelta = plan.IgnoresRelativeWrites,
            }
        );
        _offers = Stocking.Fill(this);
        Network = new Network(this);
        Floor = new ShopFloor(this);
        Truths = new Truths(this);
        if (plan.HasWebhooks)
        {
            Service = new HintService(this);
            Post = new Postman(this);
        }

        Options = Configure(plan);
    }

    /// <summary>With what the owner has decided since.</summary>
    public WorldPlan Plan { get; private set; }

    public Mutant Mutant { get; }

    public SimulatedTime Time { get; } = new();

    /// <summary>For what a history does not script: how long a packet travels, how long a query takes.</summary>
    public Random Random { get; }

    public string JournalPath { get; }

    /// <summary>To look into it, whatever runs.</summary>
    public IJournal Journal => _journal;

    public TimeSpan ShopClockError { get; set; }

    public TillModel Till { get; }

    public SandboxHandler Shop { get; }

    public IReadOnlyList<Offer> Offers => _offers;

    /// <summary>Listings that Tillsync took out of sight and has not brought back.</summary>
    public HashSet<ListingId> HiddenByUs { get; } = [];

    public Network Network { get; }

    public ShopFloor Floor { get; }

    /// <summary>Null in a world without webhooks.</summary>
    public HintService? Service { get; }

    /// <summary>Null in a world without webhooks.</summary>
    public Postman? Post { get; }

    public Truths Truths { get; }

    /// <summary>For whoever starts now.</summary>
    public CycleOptions Options { get; private set; }

    /// <summary>Since the last rest the owner has changed how listings are hidden: that takes a write back into sight and one out of it.</summary>
    public bool HidesOtherwise { get; set; }

    /// <summary>Rules may have been made.</summary>
    public bool HasRules { get; set; }

    public List<SimulatedProcess> Processes { get; } = [];

    /// <summary>What the next process meets, where none runs when it is arranged.</summary>
    public Queue<Mishap> Mishaps { get; } = new();

    public HistoryCounts Counts { get; } = new();

    /// <summary>Until then nothing can be written to the journal.</summary>
    public long DiskFullUntil { get; set; }

    /// <summary>Told what happens, step by step.</summary>
    public Action<string>? Trace { get; init; }

    /// <summary>The first thing that must not be and was.</summary>
    public Violation? Violation { get; private set; }

    /// <summary>Articles that no product of the shop has ever been for.</summary>
    public IEnumerable<TillArticle> Unlisted => Till.Articles.Where(article => !_offers.Exists(offer => offer.Stock == article.Sku));

    /// <summary>Articles whose products were all deleted for good.</summary>
    public IEnumerable<TillArticle> Deleted =>
        Till.Articles.Where(article =>
            _offers.Exists(offer => offer.Stock == article.Sku)
            && _offers.TrueForAll(offer => offer.Stock != article.Sku || Shop.Model.Find(offer.ShopId) is null)
        );

    /// <summary>The shop has a product for an article that it did not have.</summary>
    public Offer List(Sku sku, long shopId)
    {
        var offer = new Offer(sku, new ListingId(shopId), shopId, IsMapped: false);
        _offers.Add(offer);
        return offer;
    }

    /// <summary>The offer and the others that are sold from its stock.</summary>
    public IEnumerable<Offer> SharingStockWith(Offer offer) => Offers.Where(other => other.Stock == offer.Stock);

    public TimeSpan ClockErrorOf(string host) => _clockErrors[host];

    public void SetClock(string host, TimeSpan by) => _clockErrors[host] += by;

    public bool IsTillDown => Till.DownUntil > Time.Elapsed;

    public void RequireTill()
    {
        if (IsTillDown)
        {
            Counts.Faults++;
            throw new TillException("till", "The server does not answer.", "Wait for it.");
        }
    }

    public void Violate(Invariant invariant, string text) => Violation ??= new Violation(invariant, text, Time.UtcNow);

    public void Tell(string what) => Trace?.Invoke($"{Time.UtcNow:dd HH:mm:ss.fff} {what}");

    public SimulatedProcess Start(ProcessKind kind, string host, Wish? wish = null)
    {
        var process = new SimulatedProcess(this, kind, host, Processes.Count + 1) { Wish = wish ?? Wish.None };
        Processes.Add(process);
        while (Mishaps.TryDequeue(out var mishap))
        {
            process.Arrange(mishap);
        }

        process.Start();
        return process;
    }

    /// <summary>The owner changes the configuration.</summary>
    public void Decide(WorldPlan plan)
    {
        HidesOtherwise |= plan.PhasedOut != Plan.PhasedOut;
        (Plan, Options) = (plan, Configure(plan));
    }

    public void Dispose()
    {
        foreach (var process in Processes)
        {
            process.Dispose();
        }

        Post?.Dispose();
        Service?.DisposeAsync().AsTask().GetAwaiter().GetResult();

        _journal.DisposeAsync().AsTask().GetAwaiter().GetResult();
        JournalFiles.Remove(JournalPath);
    }

    private CycleOptions Configure(WorldPlan plan) =>
        Mutant.Options(
            new CycleOptions(
                new StockPolicy(
                    plan.Basis,
                    SellingLocations.Only("01"),
                    [TillArticle.Active],
                    new SafetyStock(new Quantity(plan.SafetyStock)),
                    plan.Known,
                    plan.HasUnmanaged
                )
                {
                    CreatesDrafts = plan.MakesDrafts,
                    PhasedOut = plan.PhasedOut,
                    PhasedOutGrace = plan.Grace,
                },
                plan.HasTightGuard
                    ? new GuardLimits(30, null, 30, 1) { MaxLoweredPercent = 60 }
                    : new GuardLimits(100, null, 100, 1_000_000),
                TimeSpan.FromHours(12),
                QuietPeriod,
                TimeSpan.FromSeconds(5)
            )
            {
                WriteTimeout = TimeSpan.FromSeconds(Network.WriteTimeoutSeconds),
            }
        );
}
