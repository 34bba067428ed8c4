using System.Globalization;
using Tillsync.Adapters.Journal;
using Tillsync.Adapters.WooCommerce;
using Tillsync.Core;
using Tillsync.Core.Recording;
using Tillsync.Simulation.Histories;
using Tillsync.Simulation.Time;
using Tillsync.Simulation.World;

namespace Tillsync.Simulation.Processes;

/// <summary>One start of the program on a machine: the real cycle, client and journal over simulated ports. It may die at each of its steps.</summary>
internal sealed class SimulatedProcess : IDisposable
{
    private readonly SimulatedWorld _world;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Mishap> _mishaps = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private SqliteJournal? _journal;

    public SimulatedProcess(SimulatedWorld world, ProcessKind kind, string host, int number)
    {
        _world = world;
        Kind = kind;
        Number = number;
        Clock = new ProcessClock(world.Time, () => world.ClockErrorOf(host));
        Holder = new LeaseHolder(host, number, Clock.GetUtcNow());
        StartedAt = world.Time.Elapsed;
        Options = world.Options;
    }

    public ProcessKind Kind { get; }

    public int Number { get; }

    public ProcessClock Clock { get; }

    public LeaseHolder Holder { get; }

    public long StartedAt { get; }

    /// <summary>As they were configured when it started.</summary>
    public CycleOptions Options { get; }

    /// <summary>What was true when it last read the till's stock.</summary>
    public TillTruth? Truth { get; set; }

    /// <summary>What it last saw of the shop's orders.</summary>
    public OrdersSeen? OrdersSeen { get; set; }

    /// <summary>Of the lease that it was last granted; 0 for none.</summary>
    public long Fence { get; set; }

    /// <summary>Writes since it was asked to stop; one may be under way then. Not counted before.</summary>
    public int SentAfterStop
    {
        get => _stop.IsCancellationRequested ? field : 0;
        set => field = _stop.IsCancellationRequested ? value : 0;
    }

    public bool IsRunning { get; private set; } = true;

    /// <summary>Null while it runs, when it died, when nothing was to be done, and when it failed.</summary>
    public SyncReport? Report { get; private set; }

    /// <summary>How it ended otherwise.</summary>
    public Exception? Failure { get; private set; }

    public Wish Wish { get; init; } = Wish.None;

    /// <summary>In the journal; 0 before it has begun.</summary>
    public long RunId { get; set; }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Process {Number} ({Kind})");

    public void Arrange(Mishap mishap) => _mishaps.Add(mishap);

    /// <summary>Nothing more befalls it.</summary>
    public void IsSafe() => _mishaps.Clear();

    public void Start()
    {
        _world.Counts.Runs++;
        _ = RunAsync();
    }

    public void Dispose()
    {
        Kill();
        _stop.Dispose();
    }

    /// <summary>Its files close, and nothing of it ever runs again.</summary>
    public void Kill()
    {
        if (!IsRunning)
        {
            return;
        }

        Clock.IsDead = true;
        IsRunning = false;
        _ = CloseAsync(isOver: true);
    }

    public async Task BeforeJournalAsync(string call)
    {
        await StepAsync(call);
        if (_world.DiskFullUntil > _world.Time.Elapsed && !call.StartsWith("Read", StringComparison.Ordinal))
        {
            _world.Counts.Faults++;
            throw new JournalException("journal", "The disk is full.", "Make room.");
        }
    }

    public Task AfterJournalAsync(string call) =>
        StepAsync(call, maySleep: call != nameof(IJournal.RecordSendingAsync), isAtIntent: call == nameof(IJournal.RecordIntentsAsync));

    /// <summary>A point at which something may happen to the process.</summary>
    public Task StepAsync(string name, bool maySleep = true, bool isAtIntent = false)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            _world.Violate(Invariant.Defect, $"{this} went on in another thread at '{name}'; the history cannot be repeated.");
        }

        _world.Counts.Steps++;
        if (_world.Trace is not null)
        {
            _world.Tell($"{this}: {name}");
        }

        if (Clock.IsDead)
        {
            return Forever();
        }

        for (var index = 0; index < _mishaps.Count; index++)
        {
            var mishap = _mishaps[index] = _mishaps[index] with { Steps = _mishaps[index].Steps - 1 };
            if (mishap.Steps < 0 && (isAtIntent || !mishap.AtIntent) && CanBefall(mishap.Kind, maySleep))
            {
                _mishaps.RemoveAt(index);
                return Befall(mishap);
            }
        }

        return Task.CompletedTask;
    }

    private bool CanBefall(MishapKind kind, bool maySleep) =>
        kind switch
        {
            MishapKind.Crash => true,
            MishapKind.Stop => maySleep && !Clock.IsWaiting,
            _ => maySleep,
        };

    private Task Befall(Mishap mishap)
    {
        _world.Counts.Faults++;
        _world.Tell($"{this}: {mishap}");
        switch (mishap.Kind)
        {
            case MishapKind.Crash:
                Kill();
                return Forever();
            case MishapKind.Stop:
                _stop.Cancel();
                return Task.CompletedTask;
            default:
                Clock.Sleep(mishap.HowLong);
                var wakes = new TaskCompletionSource();
                Clock.WhenAwake(wakes.SetResult);
                return wakes.Task;
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await WorkAsync();
        }
        catch (Exception exception) when (exception is TillsyncException or OperationCanceledException)
        {
            Failure = exception;
            _world.Tell($"{this}: {exception.Message}");
        }
        catch (Exception exception)
        {
            _world.Violate(Invariant.Defect, $"{this} ended with {exception}");
        }
        finally
        {
            IsRunning = false;
            await CloseAsync(_stop.IsCancellationRequested);
        }
    }

    /// <param name="isOver">It died or was stopped.</param>
    private async Task CloseAsync(bool isOver)
    {
        if (Kind == ProcessKind.Hinted && _world.Service is { } service)
        {
            await service.EndedAsync(isOver);
        }
        else if (_journal is { } journal)
        {
            await journal.DisposeAsync();
        }
    }

    private async Task WorkAsync()
    {
        var options = new JournalOptions(_world.JournalPath) { IsAlive = IsAlive };
        await StepAsync("start");
        _journal = Kind switch
        {
            ProcessKind.DryRun => await SqliteJournal.OpenReadOnlyAsync(options, "shop", Clock, CancellationToken.None),
            ProcessKind.Hinted when _world.Service is { } keeper => await keeper.OpenAsync(options),
            _ => await SqliteJournal.OpenAsync(options, "shop", Clock, CancellationToken.None),
        };
        using var wire = new ShopWire(_world, this);
        using var client = new WooCommerceClient(
            new ShopOptions
            {
                Url = "https://" + Network.ShopHost,
                ConsumerKey = Network.Key,
                ConsumerSecret = Network.Secret,
                TimeoutSeconds = Network.ReadTimeoutSeconds,
                WriteTimeoutSeconds = Network.WriteTimeoutSeconds,
            },
            new ShopEnvironment
            {
                Time = Clock,
                Random = new Random(Number),
                Handler = wire,
            }
        );
        var mutant = _world.Mutant;
        var ports = new SyncPorts(
            mutant.Till(new TillSteps(_world, this)),
            mutant.Shop(new WooCommerceShop(client), Clock),
            mutant.Writer(new WooCommerceListingWriter(client)),
            mutant.Journal(JournalSteps.Around(_journal, this), Clock),
            new Meter(client.Requests),
            Holder,
            CancellationToken.None
        )
        {
            Sheets = new SheetSteps(_world, this),
            Creator = mutant.Creator(new WooCommerceListingCreator(client)),
        };
        Report = await new Errand(_world, this, ports).RunAsync(_stop.Token);
    }

    private bool IsAlive(LeaseHolder holder, DateTimeOffset lastHeardAt) =>
        _world.Processes.Exists(process => process.Holder == holder && process.IsRunning);

    private static Task Forever() => new TaskCompletionSource().Task;

    private sealed class Meter(RequestCounter counter) : IRequestMeter
    {
        public int Reads => (int)counter.Counts.Reads;

        public int Writes => (int)counter.Counts.Writes;
    }
}
