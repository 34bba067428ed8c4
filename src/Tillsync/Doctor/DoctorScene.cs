using Tillsync.Adapters.Counterpoint;
using Tillsync.Adapters.Journal;
using Tillsync.Adapters.WooCommerce;
using Tillsync.Adapters.WooCommerce.Webhooks;
using Tillsync.Commands;
using Tillsync.Configuration;
using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Scheduling;

namespace Tillsync.Doctor;

/// <summary>What the checks of one storefront look at. Nothing is opened before a check asks for it, and each thing once.</summary>
internal sealed class DoctorScene : IDisposable
{
    private const int RunsMax = 200;

    private static readonly TimeSpan StartsLookedAt = TimeSpan.FromDays(31);

    private readonly CommandContext _context;
    private readonly Lazy<WooCommerceClient> _client;

    public DoctorScene(CommandContext context, LoadedConfiguration loaded, StorefrontSettings storefront)
    {
        _context = context;
        Loaded = loaded;
        Storefront = storefront;
        Time = context.Time;
        Options = Composition.CycleOptionsOf(storefront);
        _client = new Lazy<WooCommerceClient>(() => Composition.Client(storefront.Shop, context));
        var stop = context.Stop;
        var till = new Lazy<CounterpointTill>(() => new CounterpointTill(Composition.TillOptionsOf(storefront.Till), context.Time));
        TimedInspection = new(token => Timed<TillInspection>.OfAsync(() => till.Value.InspectAsync(token), Time), stop);
        TillProfile = new(token => till.Value.DescribeAsync(token), stop);
        Reading = new(token => till.Value.ReadAsync(token), stop);
        TimedFront = new(token => Timed<ShopFront>.OfAsync(() => new ShopInspector(_client.Value).LookAsync(token), Time), stop);
        ShopProfile = new(token => Shop.DescribeAsync(token), stop);
        ShopSettings = new(token => new ShopInspector(_client.Value).ReadStockSettingsAsync(token), stop);
        System = new(token => new ShopInspector(_client.Value).ReadSystemAsync(token), stop);
        Webhooks = new(token => new WooCommerceWebhooks(_client.Value).ListAsync(token), stop);
        Journal = new(_ => ReadJournalAsync(context, loaded, storefront), stop);
        Moment = new(
            async token =>
                await JournalMoment.OfAsync(
                    await Reading.GetAsync(token),
                    till.Value,
                    (await Journal.GetAsync(token)).Memory,
                    Options,
                    token
                ),
            stop
        );
        Schedule = new(async token => (await ScheduleState.OfStorefrontAsync(context, token)).State, stop);
    }

    public LoadedConfiguration Loaded { get; }

    public StorefrontSettings Storefront { get; }

    public TimeProvider Time { get; }

    public CycleOptions Options { get; }

    public IShop Shop => new WooCommerceShop(_client.Value);

    public Fact<Timed<TillInspection>> TimedInspection { get; }

    public Fact<TillProfile> TillProfile { get; }

    public Fact<TillReading> Reading { get; }

    public Fact<Timed<ShopFront>> TimedFront { get; }

    public Fact<ShopProfile> ShopProfile { get; }

    public Fact<ShopStockSettings> ShopSettings { get; }

    public Fact<ShopSystem> System { get; }

    public Fact<IReadOnlyList<RegisteredWebhook>> Webhooks { get; }

    public Fact<JournalFacts> Journal { get; }

    /// <summary>The till as it was read, with the journal's mirror of the shop's orders.</summary>
    public Fact<StockMoment> Moment { get; }

    public Fact<ScheduleState> Schedule { get; }

    public async Task<TillInspection> InspectAsync(CancellationToken cancellationToken) =>
        (await TimedInspection.GetAsync(cancellationToken)).Value;

    public async Task<ShopFront> LookAsync(CancellationToken cancellationToken) => (await TimedFront.GetAsync(cancellationToken)).Value;

    /// <summary>As they are by now: a sync may have gone on beside the checks.</summary>
    public async Task<(IReadOnlyList<ListingRecord> Listings, IReadOnlyList<Intent> Open)> ReadListingsAgainAsync(
        CancellationToken cancellationToken
    )
    {
        await using var session = await Composition.OpenAsync(_context, Loaded, Storefront, JournalAccess.Read);
        return (await session.Journal.ReadListingsAsync(cancellationToken), await session.Journal.ReadOpenIntentsAsync(cancellationToken));
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    private static async Task<JournalFacts> ReadJournalAsync(
        CommandContext context,
        LoadedConfiguration loaded,
        StorefrontSettings storefront
    )
    {
        await using var notes = await Composition.OpenNotesAsync(context, loaded, storefront, JournalAccess.Read);
        await using var session = await Composition.OpenAsync(context, loaded, storefront, JournalAccess.Read);
        var since = context.Time.GetUtcNow() - StartsLookedAt;
        return new JournalFacts(
            await JournalMemory.ReadAsync(session.Journal, context.Stop),
            await session.Journal.ReadRunsAsync(RunsMax, context.Stop),
            await notes.ReadStartsAsync(since, RunsMax, context.Stop),
            await session.Journal.ReadHeldPlansAsync(context.Stop),
            await notes.ReadColumnsAsync(context.Stop),
            await notes.ReadServiceAsync(context.Stop)
        );
    }
}

/// <param name="Runs">The newest, newest first.</param>
/// <param name="QuietStarts">Starts without a run, newest first.</param>
/// <param name="Service">The service that runs or was the last to; null where there was none.</param>
/// <param name="Columns">The till's columns as they were last found right; null when nobody has looked yet.</param>
internal sealed record JournalFacts(
    JournalMemory Memory,
    IReadOnlyList<RunRecord> Runs,
    IReadOnlyList<QuietStart> QuietStarts,
    IReadOnlyList<HeldPlan> Plans,
    KnownColumns? Columns,
    KnownService? Service
);
