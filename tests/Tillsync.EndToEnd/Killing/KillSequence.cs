using System.Collections.Concurrent;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd.Killing;

/// <summary>One till and one shop over many runs, of which every other is killed.</summary>
internal sealed class KillSequence : IAsyncDisposable
{
    private const int SimpleCount = 292;
    private const int ParentCount = 2;
    private const int VariationsEach = 4;

    private readonly int _seed;
    private readonly TillBench _bench;
    private readonly Random _random;
    private readonly Shoppers _during;
    private readonly Shoppers _between;
    private readonly List<string> _skus;
    private readonly ConcurrentDictionary<long, bool> _applied = [];
    private KillTally _tally = KillTally.None;

    private KillSequence(int seed, TillBench bench, List<string> skus)
    {
        _seed = seed;
        _bench = bench;
        _skus = skus;
        _random = new Random(seed);
        // Cancelling an order that the till knows moves a listing away from its number; that is left to the time between two runs.
        _during = new Shoppers(seed + 1, order => !_applied.ContainsKey(order));
        _between = new Shoppers(seed + 2, _ => true);
    }

    public static async Task<KillSequence> StartAsync(int seed, bool https)
    {
        var random = new Random(seed);
        var articles = Article.Numbered(SimpleCount, _ => random.Next(30, 400), _ => random.Next(30, 400));
        var bench = await TillBench.StartAsync(new SandboxOptions { Https = https }, articles);
        var variations = await AddVariationsAsync(bench, random);
        return new KillSequence(seed, bench, [.. articles.Select(article => article.Sku), .. variations]);
    }

    /// <summary>Goes on until so many runs were killed.</summary>
    public async Task<KillTally> RunAsync(int kills)
    {
        for (var round = 1; _tally.Kills < kills; round++)
        {
            var when = $"seed {_seed}, round {round}";
            await ChangeTillAsync();
            var before = await ShopPicture.TakeAsync(_bench, _during);
            var point = await BreakOffAsync(before);
            var after = await ShopPicture.TakeAsync(_bench, _during);
            var odd = after.NeitherMovedNorRight(before).ToList();
            Assert.True(odd.Count == 0, $"{when}, right after {point}: {string.Join("; ", odd.Take(10))}");

            await LiveOnAsync();
            await FinishAsync($"{when}, the run after {point}");
        }

        return _tally;
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private static async Task<IReadOnlyList<string>> AddVariationsAsync(TillBench bench, Random random)
    {
        var skus = new List<string>();
        for (var parent = 1; parent <= ParentCount; parent++)
        {
            var id = bench.Shop.Model.AddVariable(new NewProduct("") { Name = $"Parent {parent}" });
            for (var each = 1; each <= VariationsEach; each++)
            {
                var sku = $"VAR-{parent}-{each}";
                bench.Shop.Model.AddVariation(
                    id,
                    new NewProduct(sku, random.Next(30, 400)) { Options = new Dictionary<string, string> { ["Size"] = sku } }
                );
                skus.Add(sku);
            }
        }

        await bench.Till.AddAsync(skus.Select(sku => new Article(sku, random.Next(30, 400))));
        return skus;
    }

    /// <summary>Most articles get another number, so that a run has several requests to write.</summary>
    private Task ChangeTillAsync()
    {
        var share = _random.Next(40, 101);
        var changes = _skus.Where(_ => _random.Next(100) < share).Select(sku => (sku, (decimal)_random.Next(-12, 13)));
        return _bench.Till.SellAsync(changes.ToList());
    }

    private async Task<string> BreakOffAsync(ShopPicture before)
    {
        var arrivals = new Arrivals(_bench);
        var first = TimeSpan.FromMilliseconds(_random.Next(150));
        var second = TimeSpan.FromMilliseconds(_random.Next(150));
        _bench.Shop.Requests.Clear();
        _bench.Shop.Faults.Always(Fault.Slow(first, second), arrivals.CountsWrite);
        _bench.Shop.Faults.Sometimes(0.3, Fault.Before(_during.Act), request => !request.IsWrite);
        var writes = WritesFor(before);
        var point = KillPoint.Any(_random, writes, first + second);

        await using var program = _bench.Start(AnyCommand());
        await point.ReachAsync(program, arrivals);
        var ended = program.HasExited;
        program.Kill();
        await _bench.EndAsync(program);
        _bench.Shop.Faults.Clear();

        var open = _bench.Journal.OpenIntents;
        if (ended)
        {
            _tally = _tally with { EndedFirst = _tally.EndedFirst + 1 };
        }
        else
        {
            _tally = _tally.Add(PhaseOf(arrivals, writes, open), open);
        }

        return $"{point} ({arrivals.Writes} of {writes} writes arrived, {open} intents open)";
    }

    private static KillPhase PhaseOf(Arrivals arrivals, int writes, int openIntents) =>
        arrivals.Writes == 0 ? KillPhase.BeforeWriting
        : arrivals.Answers >= writes && openIntents == 0 ? KillPhase.AfterWriting
        : KillPhase.Writing;

    /// <summary>A hundred simple listings in a request, the variations of one parent in another.</summary>
    private static int WritesFor(ShopPicture before)
    {
        var wrong = before.Wrong.ToList();
        var simple = wrong.Count(sku => sku.StartsWith("E2E-", StringComparison.Ordinal));
        var parents = wrong.Where(sku => sku.StartsWith("VAR-", StringComparison.Ordinal)).Select(sku => sku[..5]).Distinct().Count();
        return Math.Max(1, ((simple + 99) / 100) + parents);
    }

    /// <summary>Between two runs: sales, receipts, web orders and cancellations, and orders that become known to the till.</summary>
    private async Task LiveOnAsync()
    {
        for (var count = _random.Next(1, 8); count > 0; count--)
        {
            _between.Act(_bench.Shop.Model);
        }

        await _bench.Till.SellAsync(Enumerable.Range(0, 8).Select(_ => (AnySku(), (decimal)_random.Next(1, 5))).ToList());
        await _bench.Till.SellAsync(Enumerable.Range(0, 4).Select(_ => (AnySku(), -(decimal)_random.Next(1, 30))).ToList());
        if (_random.Next(3) == 0 && Shoppers.AnyOrder(_bench.Shop.Model, _random, id => !_applied.ContainsKey(id)) is { } order)
        {
            _applied[order.Id] = true;
            await _bench.Till.SellAsync(LinesOf(order));
            if (_random.Next(2) == 0)
            {
                _bench.Shop.Model.SetOrderStatus(order.Id, "completed");
            }
            else
            {
                await _bench.Till.StageAsync(order.Id, isApplied: true);
            }
        }
    }

    private List<(string Sku, decimal Quantity)> LinesOf(ShopOrder order) =>
        [
            .. order.Lines.Select(line =>
                (_bench.Shop.Model.Get(line.VariationId > 0 ? line.VariationId : line.ProductId).Sku, line.ReducedStock ?? 0)
            ),
        ];

    private async Task FinishAsync(string when)
    {
        (await _bench.RunAsync(AnyCommand())).Ended(0);
        await Truth.AssertRightAsync(_bench, when);
        Assert.True(_bench.Journal.OpenIntents == 0, $"{when} left intents open.");
    }

    private string[] AnyCommand() =>
        _random.Next(4) switch
        {
            0 => ["run"],
            1 => ["sync", "--apply", "--full"],
            _ => ["sync", "--apply"],
        };

    private string AnySku() => _skus[_random.Next(_skus.Count)];
}
