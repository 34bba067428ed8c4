using Microsoft.Extensions.Logging.Abstractions;
using Tillsync.Adapters.Journal;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Service;
using Tillsync.Simulation.Histories;
using Tillsync.Simulation.Time;
using Tillsync.Simulation.World;
using Tillsync.Webhooks;

namespace Tillsync.Simulation.Processes;

/// <summary>
/// The service as far as webhooks go: takes deliveries into the product's own tray, and starts what deals with them when they are due, one at a time. With
/// the process that deals with them the whole service dies or is stopped, and the tray with it; it comes back a while later.
/// </summary>
internal sealed class HintService(SimulatedWorld world) : IAsyncDisposable
{
    public static readonly WebhookSecret Secret = WebhookSecret.Of("shop", Network.Key, Network.Secret);

    private static readonly ServiceMetrics Metrics = new();

    private readonly Random _random = new(world.Plan.Seed ^ 0x5E41);
    private readonly ProcessClock _clock = new(world.Time, () => world.ClockErrorOf(SimulatedWorld.Host));
    private HintDesk? _desk;
    private SqliteJournal? _journal;
    private bool _isRunning;
    private Dictionary<ListingId, long> _told = [];
    private DateTimeOffset? _endedAt;
    private bool _isArranged;
    private long _downUntil;

    public bool IsUp => _downUntil <= world.Time.Elapsed;

    private HintDesk Desk => _desk ??= new HintDesk("shop", Secret, _clock, Metrics, NullLogger.Instance);

    public void Receive(Delivery delivery)
    {
        if (!IsUp)
        {
            return;
        }

        if (_random.Next(16) == 0 && Desk.Receive(delivery.Topic, delivery.Body, Forge(delivery.Signature)) != Reception.Forged)
        {
            world.Violate(Invariant.Defect, "A webhook that the shop has not signed was taken for its.");
        }

        if (Desk.Receive(delivery.Topic, delivery.Body, delivery.Signature) == Reception.Accepted)
        {
            if (WebhookTopics.IsProduct(delivery.Topic) && WebhookHint.OfProduct(delivery.Body).Listing is { } listing)
            {
                _told[listing] = delivery.SentAt;
            }

            Hasten();
        }
    }

    /// <summary>It keeps its journal open from one look to the next.</summary>
    public async Task<SqliteJournal> OpenAsync(JournalOptions options) =>
        _journal ??= await SqliteJournal.OpenAsync(options, "shop", _clock, CancellationToken.None);

    /// <summary>Deals with what is in the tray.</summary>
    public async Task DealAsync(SimulatedProcess process, IJournal journal, Func<Task<Looked>> look, CancellationToken stop)
    {
        var told = _told;
        _told = [];
        var outcome = await Desk.DealAsync(journal, process.Holder, look, stop);
        if (outcome.Result == JobResult.Waiting)
        {
            // Hints that went back into the tray are there for the next one.
            told.ToList().ForEach(entry => _told.TryAdd(entry.Key, entry.Value));
            return;
        }

        foreach (var (listing, sentAt) in told)
        {
            world.Floor.IsTold(listing, sentAt);
        }
    }

    /// <summary>Its host is in order again.</summary>
    public void IsSound() => _downUntil = 0;

    /// <param name="isOver">It has died or was stopped, and the service with it.</param>
    public async Task EndedAsync(bool isOver)
    {
        _isRunning = false;
        _endedAt = _clock.GetUtcNow();
        if (isOver)
        {
            await DisposeAsync();
            (_desk, _told) = (null, []);
            var seconds = _random.Next(8) == 0 ? _random.Next(60, 7200) : _random.Next(2, 60);
            _downUntil = world.Time.Elapsed + TimeSpan.FromSeconds(seconds).Ticks;
        }

        Hasten();
    }

    public async ValueTask DisposeAsync()
    {
        if (_journal is { } journal)
        {
            _journal = null;
            await journal.DisposeAsync();
        }
    }

    private void Hasten()
    {
        if (_isArranged || _isRunning || !Desk.HasHints)
        {
            return;
        }

        _isArranged = true;
        world.Time.After(Desk.DueAt(_endedAt) - _clock.GetUtcNow(), Start);
    }

    private void Start()
    {
        _isArranged = false;
        if (IsUp && !_isRunning && Desk.HasHints)
        {
            _isRunning = true;
            world.Start(ProcessKind.Hinted, SimulatedWorld.Host);
        }
    }

    private static byte[] Forge(byte[] signature)
    {
        var forged = signature.ToArray();
        forged[0] ^= 1;
        return forged;
    }
}
