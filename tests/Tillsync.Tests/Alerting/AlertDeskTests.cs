using Tillsync.Adapters.Journal;
using Tillsync.Alerting;
using Tillsync.Configuration;
using Tillsync.Testing.Fakes;
using Tillsync.Tests.Journal;

namespace Tillsync.Tests.Alerting;

/// <summary>The desk over a real journal.</summary>
public sealed class AlertDeskTests : IDisposable
{
    private readonly JournalFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly Channel _channel = new();
    private readonly List<string> _warnings = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task OneOutageOverManyProcesses_IsOneMessage_AndOneThatItIsOver()
    {
        for (var run = 0; run < 5; run++)
        {
            await Desk().FailAsync("The till is gone.");
            _time.Advance(TimeSpan.FromHours(1));
        }

        await Desk().SucceedAsync(null);
        await Desk().SucceedAsync(null);

        Assert.Equal(["Tillsync main: syncing fails", "Tillsync main: recovered: syncing fails"], _channel.Subjects);
    }

    [Fact]
    public async Task WhenNobodyCouldBeTold_TheNextRunTriesAgain()
    {
        _channel.Problem = "refused";
        await Desk().FailAsync("x");
        Assert.Contains(_warnings, warning => warning.Contains("refused", StringComparison.Ordinal));
        _channel.Problem = null;

        await Desk().FailAsync("x");

        Assert.Single(_channel.Subjects);
    }

    [Fact]
    public async Task EachStorefront_HasItsOwn()
    {
        await Desk().FailAsync("x");
        await Desk("outlet").FailAsync("x");

        Assert.Equal(2, _channel.Subjects.Count);
    }

    [Fact]
    public async Task AService_ThatLooksEveryFewSeconds_TellsOnce()
    {
        var desk = Desk();
        for (var look = 0; look < 100; look++)
        {
            await desk.FailAsync($"x {look}");
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Single(_channel.Subjects);
    }

    [Fact]
    public async Task AJournalThatIsBroken_FailsNothing_AndIsTold()
    {
        await File.WriteAllTextAsync(_folder.Path, "this is no journal, and never was one", TestContext.Current.CancellationToken);

        await Desk().FailAsync("The journal is damaged.");

        Assert.Single(_channel.Subjects);
        Assert.NotEmpty(_warnings);
    }

    [Fact]
    public async Task AServiceWhoseMessageReachesNobody_TriesAgainAfterAMinute_AndNotWithEachLook()
    {
        var desk = Desk();
        _channel.Problem = "refused";
        for (var look = 0; look < 10; look++)
        {
            await desk.FailAsync("x");
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Single(_warnings);
        Assert.NotNull(desk.Problem);
        _channel.Problem = null;
        _time.Advance(TimeSpan.FromSeconds(10));
        await desk.FailAsync("x");

        Assert.Single(_channel.Subjects);
        Assert.Null(desk.Problem);
    }

    [Fact]
    public async Task AStopInTheMiddleOfAMessage_EndsIt_AndTheNextProcessTells()
    {
        using var stop = new CancellationTokenSource();
        _channel.Hangs = true;
        var telling = Desk().ReportAsync([new Observation(AlertKind.Failure, "x")], null, stop.Token);
        await _channel.Asked;

        await stop.CancelAsync();
        await telling;
        _channel.Hangs = false;
        await Desk().FailAsync("x");

        Assert.Single(_channel.Subjects);
    }

    [Fact]
    public async Task AServiceWhoseJournalIsBroken_TellsOnce()
    {
        await File.WriteAllTextAsync(_folder.Path, "this is no journal, and never was one", TestContext.Current.CancellationToken);
        var desk = Desk();
        for (var look = 0; look < 100; look++)
        {
            await desk.FailAsync("The journal is damaged.");
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Single(_channel.Subjects);
    }

    [Fact]
    public async Task SomethingElse_CanBeObserved()
    {
        await Desk().ObserveAsync(new Observation(AlertKind.Webhooks, "2 webhooks are off."));
        _time.Advance(TimeSpan.FromHours(1));
        await Desk().SucceedAsync(null);
        await Desk().ObserveAsync(new Observation(AlertKind.Webhooks, null));

        Assert.Equal(
            ["Tillsync main: webhooks are switched off", "Tillsync main: recovered: webhooks are switched off"],
            _channel.Subjects
        );
    }

    private AlertDesk Desk(string storefront = "main")
    {
        var settings = new AlertSettings(
            TimeSpan.FromHours(24),
            TimeSpan.FromMinutes(15),
            TimeSpan.FromHours(36),
            new Secret("https://hooks.example/x"),
            null,
            new EmailSettings(null, 587, MailSecurity.StartTls, null, null, null, [])
        );
        var store = new AlertStore(() => SqliteNotes.OpenAsync(_folder.Options, storefront, CancellationToken.None));
        return new AlertDesk(
            storefront,
            settings,
            store,
            new AlertSender([_channel], TimeProvider.System, TimeSpan.FromSeconds(20)),
            null,
            _time,
            _warnings.Add
        );
    }

    private sealed class Channel : IAlertChannel
    {
        public string Name => "test";

        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string? Problem { get; set; }

        public bool Hangs { get; set; }

        /// <summary>Ends when a message was to be sent.</summary>
        public Task Asked => _asked.Task;

        public List<string> Subjects { get; } = [];

        public Task SendAsync(AlertMessage message, CancellationToken cancellationToken)
        {
            _asked.TrySetResult();
            if (Hangs)
            {
                return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            if (Problem is { } problem)
            {
                throw new AlertException(problem);
            }

            Subjects.Add(message.Subject);
            return Task.CompletedTask;
        }
    }
}
