using Tillsync.Core;
using Tillsync.Core.Staging;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>Random histories of shop, till and a program that fails and dies: at the end each order stands as it should, and was never doubled.</summary>
public sealed class CycleStagingHistoryTests
{
    private const int SeedsPerCase = 40;
    private const int ActsPerHistory = 40;

    private static readonly string[] Statuses =
    [
        "pending",
        "on-hold",
        "processing",
        "completed",
        "cancelled",
        "refunded",
        "failed",
        "trash",
    ];
    private static readonly TillException Broken = new("USER_ORDER_STAGING", "It is broken.", "Mend it.");

    [Theory]
    [InlineData(1)]
    [InlineData(1001)]
    [InlineData(2001)]
    public async Task EachOrder_EndsWhereItShould(int firstSeed)
    {
        for (var seed = firstSeed; seed < firstSeed + SeedsPerCase; seed++)
        {
            await new History(seed).RunAsync();
        }
    }

    private sealed class History(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly List<long> _orders = [];
        private readonly HashSet<long> _created = [];
        private readonly HashSet<long> _edited = [];
        private CycleStand _stand = new();

        public async Task RunAsync()
        {
            _stand = await StagingStand.SyncedAsync(5);
            for (var act = 0; act < ActsPerHistory; act++)
            {
                await ActAsync();
                _stand.Clock.Advance(TimeSpan.FromSeconds(_random.Next(_random.Next(10) == 0 ? 40_000 : 90)));
                Assert.All(_stand.Table.Rows.GroupBy(row => row.Content.OrderId), rows => Assert.Single(rows));
            }

            await CalmDownAsync();
            AssertRight();
        }

        private async Task ActAsync()
        {
            switch (_random.Next(12))
            {
                case 0 or 1:
                    _orders.Add(_stand.PlaceOrder(_random.Next(1, 6), 1, Statuses[_random.Next(3)]));
                    break;
                case 2 or 3 when AnyOrder() is { } order:
                    _stand.Shop.Orders.SetStatus(order, Statuses[_random.Next(Statuses.Length)]);
                    break;
                case 4 when AnyOrder() is { } order:
                    _stand.Details.Move(order, $"City {_random.Next(1000)}");
                    break;
                case 5 when _random.Next(3) == 0 && AnyOrder() is { } order:
                    _stand.Shop.Orders.Delete(order);
                    break;
                case 6:
                    await TakeARowAsync();
                    break;
                case 7 when _random.Next(3) == 0 && AnyWaiting() is { } row:
                    _stand.Table.EditByHand(row.Content.OrderId);
                    _edited.Add(row.Content.OrderId);
                    break;
                case 8:
                    await FailAsync();
                    break;
                case 9:
                    await _stand.SyncOrDieAsync(
                        new CrashingJournal(_stand.Journal, JournalStep.SaveStaging, _random.Next(2) == 0, _random.Next(1, 8))
                    );
                    break;
                default:
                    await _stand.SyncAsync();
                    break;
            }
        }

        private async Task FailAsync()
        {
            switch (_random.Next(3))
            {
                case 0:
                    _stand.Table.Fault = Broken;
                    break;
                case 1:
                    _stand.Table.LosesAnswers = Broken;
                    break;
                default:
                    _stand.Table.Refuses = order => order % 2 == 0 ? "It is even." : null;
                    break;
            }

            await _stand.SyncAsync();
            Heal();
        }

        private void Heal()
        {
            _stand.Table.Fault = null;
            _stand.Table.LosesAnswers = null;
            _stand.Table.Refuses = _ => null;
        }

        /// <summary>What creates orders in the till takes the rows that wait, and looks at nothing else.</summary>
        private async Task TakeARowAsync()
        {
            if (AnyWaiting() is { } row)
            {
                Assert.True(_created.Add(row.Content.OrderId), $"Seed {seed}: order {row.Content.OrderId} was created twice.");
                Assert.Contains(row.Content.Status, Statuses[1..4]);
                _stand.Table.Apply(row.Content.OrderId);
                if (_random.Next(3) == 0)
                {
                    _stand.Clock.Advance(TimeSpan.FromHours(1));
                    await _stand.SyncAsync();
                    _stand.Table.Delete(row.Content.OrderId);
                }
            }
        }

        private async Task CalmDownAsync()
        {
            Heal();
            for (var round = 0; round < 3; round++)
            {
                _stand.Clock.Advance(TimeSpan.FromHours(7));
                await _stand.SyncAsync();
            }
        }

        private void AssertRight()
        {
            var shown = _stand.Shop.Orders.All.ToDictionary(order => order.OrderId);
            foreach (var order in _orders)
            {
                var waiting = _stand.Table.Waiting.SingleOrDefault(row => row.Content.OrderId == order);
                var status = shown.GetValueOrDefault(order)?.Status;
                var isWanted = status is not null && StagingWatch.IsToBeDelivered(status, holdsStock: false) && !_created.Contains(order);
                Assert.True(isWanted == waiting is not null, $"Seed {seed}: order {order} is {status ?? "deleted"}, its row: {waiting}.");
                if (waiting is not null && !_edited.Contains(order))
                {
                    Assert.True(
                        waiting.Content.Status == status,
                        $"Seed {seed}: order {order} is {status}, its row says {waiting.Content.Status}."
                    );
                }
            }
        }

        private long? AnyOrder()
        {
            var live = _stand.Shop.Orders.All.Select(order => order.OrderId).ToList();
            return live.Count > 0 ? live[_random.Next(live.Count)] : null;
        }

        private StagedRow? AnyWaiting()
        {
            var waiting = _stand.Table.Waiting.ToList();
            return waiting.Count > 0 ? waiting[_random.Next(waiting.Count)] : null;
        }
    }
}
