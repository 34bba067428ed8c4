using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd.Soaking;

/// <summary>One trouble after the other, each for some seconds, with some peace in between.</summary>
internal sealed class Troubles(TillBench bench, TillDoor door, int seed)
{
    private static readonly TimeSpan ShortPage = TimeSpan.FromMilliseconds(400);

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Each trouble with how often it was there.</summary>
    public string Text => string.Join(", ", _counts.OrderBy(entry => entry.Key).Select(entry => $"{entry.Key} {entry.Value}"));

    public int Count => _counts.Values.Sum();

    /// <summary>Goes on until it is cancelled; what is going on then is ended.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        (string Name, Func<TimeSpan, CancellationToken, Task> Happen)[] all =
        [
            ("429", OfShop(Fault.TooManyRequests(TimeSpan.FromSeconds(2)), 0.5)),
            ("503", OfShop(Fault.Maintenance(), 1)),
            ("lost answers", OfShop(Fault.Drop(isApplied: true), 0.5, isOfWrites: true)),
            ("lost requests", OfShop(Fault.Drop(isApplied: false), 0.5)),
            ("slow", OfShop(Fault.Slow(ShortPage, ShortPage), 1)),
            ("html", OfShop(Fault.HtmlPage(), 0.7)),
            ("504 after the write", OfShop(Fault.GatewayTimeout(), 0.5, isOfWrites: true)),
            ("broken answers", OfShop(Fault.Truncate(200), 0.3)),
            ("shop's database", OfShop(Fault.DatabaseDown(), 0.8)),
            ("till locked", LockTillAsync),
            ("till away", TakeTillAwayAsync),
        ];
        // Each kind comes before any comes again.
        Queue<(string Name, Func<TimeSpan, CancellationToken, Task> Happen)> next = [];
        while (!cancellationToken.IsCancellationRequested)
        {
            if (next.Count == 0)
            {
                next = new(all.OrderBy(_ => _random.Next()));
            }

            var (name, happen) = next.Dequeue();
            await WaitAsync(TimeSpan.FromSeconds(_random.Next(5, 20)), cancellationToken);
            if (!cancellationToken.IsCancellationRequested)
            {
                _counts[name] = _counts.GetValueOrDefault(name) + 1;
                await happen(TimeSpan.FromSeconds(_random.Next(4, 20)), cancellationToken);
            }
        }
    }

    private Func<TimeSpan, CancellationToken, Task> OfShop(Fault fault, double probability, bool isOfWrites = false) =>
        async (time, cancellationToken) =>
        {
            bench.Shop.Faults.Sometimes(probability, fault, request => !isOfWrites || request.IsWrite);
            await WaitAsync(time, cancellationToken);
            bench.Shop.Faults.Clear();
        };

    private async Task LockTillAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using var pass = await door.EnterAsync(CancellationToken.None);
        // A reader of the other side may be in the middle of a statement.
        using (await RetryAsync(bench.Till.Hang))
        {
            await WaitAsync(time, cancellationToken);
        }
    }

    private async Task TakeTillAwayAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using var pass = await door.EnterAsync(CancellationToken.None);
        var away = bench.Till.FilePath + ".away";
        File.Move(bench.Till.FilePath, away);
        await WaitAsync(time, cancellationToken);
        File.Move(away, bench.Till.FilePath);
    }

    private static async Task<IDisposable> RetryAsync(Func<IDisposable> take)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return take();
            }
            catch (Microsoft.Data.Sqlite.SqliteException) when (attempt < 20)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private static async Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // It is over before its time.
        }
    }
}
