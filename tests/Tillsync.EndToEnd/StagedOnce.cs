using System.Globalization;
using System.Text.Json.Nodes;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>One row for each order, whatever is killed and whoever runs at the same time; nothing cancelled is created, nothing is lost.</summary>
public sealed class StagedOnce(ITestOutputHelper output)
{
    /// <summary>Fewer or more for a try by hand.</summary>
    private const string CountVariable = "TILLSYNC_TEST_STAGING_KILLS";
    private const int CountDefault = 24;
    private const int SequenceCount = 3;
    private const int Seed = 20261129;
    private const int ArticleCount = 20;

    [Fact]
    public async Task KilledAtAnyPoint_EachOrderHasOneRow_AndIsCreatedOnce()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable(CountVariable), CultureInfo.InvariantCulture, out var number)
            ? number
            : CountDefault;
        var tallies = await Task.WhenAll(
            Enumerable.Range(0, SequenceCount).Select(index => new Sequence(Seed + index).RunAsync(kills / SequenceCount))
        );

        var (killed, between, orders) = tallies.Aggregate(
            (Killed: 0, Between: 0, Orders: 0),
            (sum, each) => (sum.Killed + each.Killed, sum.Between + each.Between, sum.Orders + each.Orders)
        );
        var text =
            $"{killed} kills while orders were staged, {between} of them with some of their rows written; {orders} orders, one row each. "
            + $"Seeds {Seed} to {Seed + SequenceCount - 1}.";
        output.WriteLine(text);
        Artifacts.Write("staged-once.txt", text);
        Assert.True(between >= killed / 5, $"Too few kills hit the staging itself. {text}");
    }

    [Fact]
    public async Task TwoProcessesAtOnce_StageEachOrderOnce()
    {
        await using var bench = await StartAsync();
        for (var round = 0; round < 4; round++)
        {
            PlaceSome(bench, 8, new Random(Seed + round));

            var both = await Task.WhenAll(bench.RunAsync("sync", "--apply"), bench.RunAsync("run"));

            Assert.All(both, ran => Assert.True(ran.ExitCode is 0 or 6, ran.Text));
        }

        (await bench.RunAsync("sync", "--apply")).Ended(0);
        await AssertOnceAsync(bench, "two processes");
    }

    /// <summary>What must not be, and happens: two machines, each with a journal of its own, so that no lease keeps them apart.</summary>
    [Fact]
    public async Task TwoJournalsOnOneTill_StageEachOrderOnce()
    {
        await using var bench = await StartAsync();
        var other = bench.PathOf("other.json");
        var configuration = JsonNode.Parse(await File.ReadAllTextAsync(bench.ConfigurationPath, TestContext.Current.CancellationToken))!;
        configuration["Journal"] = new JsonObject { ["ConnectionString"] = "Data Source=other.db" };
        await File.WriteAllTextAsync(other, configuration.ToJsonString(), TestContext.Current.CancellationToken);
        (await bench.RunAsync("sync", "--apply", "--config", other)).Ended(0);
        for (var round = 0; round < 4; round++)
        {
            PlaceSome(bench, 8, new Random(Seed + round));

            var both = await Task.WhenAll(bench.RunAsync("sync", "--apply"), bench.RunAsync("sync", "--apply", "--config", other));

            Assert.All(both, ran => Assert.True(ran.ExitCode is 0 or 4, ran.Text));
        }

        (await bench.RunAsync("sync", "--apply")).Ended(0);
        await AssertOnceAsync(bench, "two journals");
    }

    private static async Task<TillBench> StartAsync()
    {
        var bench = await TillBench.StartAsync(Article.Numbered(ArticleCount, _ => 1000, _ => 1000));
        StagedOrders.SwitchOn(bench);
        await bench.SyncAsync();
        return bench;
    }

    private static List<long> PlaceSome(TillBench bench, int count, Random random) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => bench.Shop.Model.PlaceOrder(bench.IdOf(Article.SkuOf(random.Next(1, ArticleCount + 1))), random.Next(1, 4)))
                .OfType<long>(),
        ];

    /// <summary>Exactly the orders that are to be delivered wait, each in one row, each as the shop has it; what was taken is left out.</summary>
    private static async Task AssertOnceAsync(TillBench bench, string when)
    {
        var rows = (await StagedOrders.RowsAsync(bench)).ToLookup(row => (long)row[0]!);
        Assert.All(rows, order => Assert.True(order.Count() == 1, $"{when}: order {order.Key} has {order.Count()} rows."));
        foreach (var order in bench.Shop.Model.Orders)
        {
            var row = rows[order.Id].SingleOrDefault();
            Assert.True(row is not null || order.Status is "cancelled", $"{when}: order {order.Id} ({order.Status}) has no row.");
            if (row is not null && row[3] is null)
            {
                Assert.True((string?)row[1] == order.Status, $"{when}: order {order.Id} is {order.Status}, its row says {row[1]}.");
                Assert.True(
                    ((long)row[2]! == 1) == (order.Status == "cancelled"),
                    $"{when}: order {order.Id} ({order.Status}) is not as it should."
                );
            }
        }
    }

    /// <summary>One till and shop; orders come, end and are taken by the till while runs are killed.</summary>
    private sealed class Sequence(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly HashSet<long> _taken = [];

        public async Task<(int Killed, int Between, int Orders)> RunAsync(int kills)
        {
            await using var bench = await StartAsync();
            var (killed, between) = (0, 0);
            for (var round = 0; killed < kills && round < 3 * kills; round++)
            {
                var placed = PlaceSome(bench, _random.Next(10, 30), _random);
                EndSome(bench);
                if (await KillAsync(bench, placed.Count))
                {
                    killed++;
                    var staged = (await StagedOrders.RowsAsync(bench)).Select(row => (long)row[0]!).ToHashSet();
                    between += placed.Any(staged.Contains) && !placed.All(staged.Contains) ? 1 : 0;
                }

                await TakeSomeAsync(bench);
                if (_random.Next(3) == 0)
                {
                    (await bench.RunAsync("run")).Ended(0);
                    await AssertOnceAsync(bench, $"seed {seed}, round {round}");
                }
            }

            (await bench.RunAsync("run")).Ended(0);
            await AssertOnceAsync(bench, $"seed {seed}, at the end");
            Assert.Equal(0, bench.Journal.Count("SELECT COUNT(*) FROM staged_web_order WHERE state IN ('wanted', 'changing')"));
            return (killed, between, bench.Shop.Model.Orders.Count);
        }

        /// <returns>False: the run was over first.</returns>
        private async Task<bool> KillAsync(TillBench bench, int placed)
        {
            var rows = (await StagedOrders.RowsAsync(bench)).Count;
            var asked = 0;
            bench.Shop.Faults.Always(
                Fault.Slow(TimeSpan.Zero, TimeSpan.Zero),
                request =>
                {
                    if (request.Target.Contains("billing", StringComparison.Ordinal))
                    {
                        Interlocked.Increment(ref asked);
                    }

                    return false;
                }
            );
            await using var program = bench.Start(_random.Next(2) == 0 ? ["run"] : ["sync", "--apply"]);
            await Wait.UntilAsync(() => Volatile.Read(ref asked) > 0 || program.HasExited, "orders are read whole");
            if (_random.Next(4) > 0)
            {
                // In the middle of it, however slow the machine is today.
                var enough = rows + _random.Next(1, placed);
                await Wait.UntilAsync(
                    async () => program.HasExited || (await StagedOrders.RowsAsync(bench)).Count >= enough,
                    TimeSpan.FromMilliseconds(1)
                );
            }
            else
            {
                await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(20)));
            }

            var isKilled = !program.HasExited;
            program.Kill();
            await bench.EndAsync(program);
            bench.Shop.Faults.Clear();
            return isKilled;
        }

        /// <summary>Orders that the till has not taken are cancelled, held back and released.</summary>
        private void EndSome(TillBench bench)
        {
            string[] statuses = ["cancelled", "on-hold", "processing", "completed"];
            var open = bench.Shop.Model.Orders.Where(order => !_taken.Contains(order.Id)).ToList();
            for (var count = _random.Next(5); count > 0 && open.Count > 0; count--)
            {
                bench.Shop.Model.SetOrderStatus(open[_random.Next(open.Count)].Id, statuses[_random.Next(statuses.Length)]);
            }
        }

        /// <summary>What creates orders in the till: it looks at IS_APPLIED and at nothing else.</summary>
        private async Task TakeSomeAsync(TillBench bench)
        {
            var waiting = await bench.Till.QueryAsync(
                "SELECT STAGING_ID, WOO_ORDER_ID, ORD_STATUS FROM USER_ORDER_STAGING WHERE IS_APPLIED = 0"
            );
            foreach (var row in waiting.Where(_ => _random.Next(3) == 0))
            {
                Assert.True(_taken.Add((long)row[1]!), $"Seed {seed}: order {row[1]} is created twice.");
                Assert.NotEqual("cancelled", row[2]);
                await bench.Till.ExecuteAsync(
                    "UPDATE USER_ORDER_STAGING SET IS_APPLIED = 1, CP_DOC_ID = $0 WHERE STAGING_ID = $1",
                    $"{row[0]}",
                    row[0]
                );
            }
        }
    }
}
