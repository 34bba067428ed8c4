using System.Globalization;
using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>
/// Sales, web orders, faults and crashes in random order, between the runs and inside them. Each history is drawn from its seed alone:
/// a failure names the seed, and <see cref="OneHistory"/> with it repeats the failure. TILLSYNC_HISTORIES asks for more of them.
/// </summary>
/// <remarks>
/// Orders deleted for good are left out: they are in no list of the shop, so that until the whole shop is verified they go on reserving, or
/// their listing shows what they took. Both list too little, which <see cref="History.AssertRight"/> would call wrong.
/// </remarks>
public sealed class CycleHistoryTests
{
    private const int Articles = 4;

    [Theory]
    [InlineData(1)]
    public Task OneHistory(int seed) => new History(seed).RunAsync();

    [Fact]
    public async Task ManyHistories_AreSafeAndEndRight()
    {
        for (
            var seed = 2;
            seed <= (int.TryParse(Environment.GetEnvironmentVariable("TILLSYNC_HISTORIES"), out var most) ? most : 300);
            seed++
        )
        {
            await new History(seed).RunAsync();
        }
    }

    private sealed class History(int seed)
    {
        private static readonly ShopCall[] Moments =
        [
            ShopCall.ReadChangedOrders,
            ShopCall.ReadTrashedOrders,
            ShopCall.ReadListings,
            ShopCall.FindListings,
            ShopCall.Identify,
            ShopCall.Write,
        ];

        private readonly Random _random = new(seed);
        private readonly CycleStand _stand = CycleStand.With(Articles);
        private readonly HashSet<long> _booked = [];
        private readonly List<string> _log = [];

        /// <summary>What the till could sell when it was last read, by article, and the orders that it knew then.</summary>
        private Dictionary<int, decimal> _sellable = [];
        private HashSet<long> _bookedAtRead = [];
        private readonly Dictionary<int, decimal> _givenBack = [];

        public async Task RunAsync()
        {
            _stand.Policy = Some.Policy(known: OrderKnowledge.Applied);
            _stand.Till.StagedOrders = [];
            _stand.Till.AfterRead = RememberTheTill;
            _stand.Shop.Requests.After(ShopCall.Write, 1, AssertSafe);
            try
            {
                for (var step = 0; step < 12; step++)
                {
                    await StepAsync();
                }

                await EndAsync();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new InvalidOperationException($"History {seed}: {string.Join("; ", _log)}", exception);
            }
        }

        private async Task StepAsync()
        {
            for (var events = _random.Next(0, 3); events > 0; events--)
            {
                Happen("before");
            }

            _stand.Clock.Advance(TimeSpan.FromSeconds(_random.Next(0, 120)));
            for (var events = _random.Next(0, 3); events > 0; events--)
            {
                var moment = Moments[_random.Next(Moments.Length)];
                _stand.Shop.Requests.Before(moment, _random.Next(1, 3), () => Happen($"before {moment}"));
            }

            if (_random.Next(4) == 0)
            {
                var fault = (WriteFault)_random.Next(3);
                Log($"fault {fault}");
                _stand.Shop.FailNextWrite(fault);
            }

            await SyncAsync();
        }

        private async Task SyncAsync()
        {
            _givenBack.Clear();
            switch (_random.Next(6))
            {
                case 0:
                    var at = (JournalStep)_random.Next(9);
                    var afterwards = _random.Next(2) == 0;
                    var died = await _stand.SyncOrDieAsync(new CrashingJournal(_stand.Journal, at, afterwards));
                    Log($"sync, crash at {at} {(afterwards ? "after" : "before")}: {died}");
                    break;
                case 1:
                    var number = _random.Next(1, Articles + 1);
                    Log($"sync of {number}");
                    await _stand.SyncAsync(CycleStand.Scheduled with { Only = Some.Sku(number) });
                    break;
                case 2:
                    Log("sync by hand");
                    await _stand.SyncAsync(CycleStand.Scheduled with { Verification = Verification.WhenCheap });
                    break;
                default:
                    Log("sync");
                    await _stand.SyncAsync();
                    break;
            }
        }

        private void Happen(string when)
        {
            var number = _random.Next(1, Articles + 1);
            var open = _stand
                .Shop.Orders.All.Where(order => order.Status is "processing" or "on-hold")
                .Select(order => order.OrderId)
                .ToList();
            var order = open.Count > 0 ? open[_random.Next(open.Count)] : 0;
            switch (_random.Next(12))
            {
                case 8 when order != 0:
                    Log($"{when}: order {order} gets a note");
                    _stand.Shop.Orders.Touch(order);
                    break;
                case 9:
                    Log($"{when}: article {number} is discontinued, or comes back");
                    _stand.Till.Change(Some.Sku(number), item => item with { Status = item.Status == "A" ? "D" : "A" });
                    break;
                case 10 when order != 0:
                    Log($"{when}: order {order} is thrown into the trash");
                    _stand.Shop.Orders.SetStatus(order, "trash");
                    break;
                case 11:
                    var thrown = _stand.PlaceOrder(number, _random.Next(1, 4));
                    Log($"{when}: order {thrown} of article {number} is placed and thrown into the trash");
                    _stand.Shop.Orders.SetStatus(thrown, "trash");
                    break;
                case 0 or 1:
                    var by = _random.Next(-4, 5);
                    Log($"{when}: article {number} moves by {by} in the till");
                    Move(number, by);
                    break;
                case 2 or 3 or 4:
                    var units = _random.Next(1, 4);
                    Log(
                        $"{when}: order {_stand.PlaceOrder(number, units, _random.Next(3) == 0 ? "on-hold" : "processing")} of {units} of article {number}"
                    );
                    break;
                case 5 when order != 0:
                    Log($"{when}: order {order} is cancelled");
                    Cancel(order);
                    break;
                case 6 when order != 0 && !_booked.Contains(order):
                    Log($"{when}: order {order} is booked in the till");
                    Book(order);
                    break;
                case 7 when order != 0:
                    Log($"{when}: order {order} is completed");
                    _stand.Shop.Orders.SetStatus(order, "completed");
                    break;
            }
        }

        private void Move(int number, decimal by) => _stand.Count(number, Stock(number) + by);

        private void Cancel(long order)
        {
            var line = _stand.Shop.Orders[order].Lines[0];
            var number = NumberOf(line);
            _givenBack[number] = _givenBack.GetValueOrDefault(number) + line.Taken.Units;
            _stand.Shop.Orders.SetStatus(order, "cancelled");
        }

        private void Book(long order)
        {
            var line = _stand.Shop.Orders[order].Lines[0];
            Move(NumberOf(line), -line.Taken.Units);
            _booked.Add(order);
            _stand.Till.StagedOrders = [.. _stand.Till.StagedOrders!, new StagedOrder(order, order, true, null)]; // Set when the history begins.
        }

        private void RememberTheTill()
        {
            _sellable = Enumerable.Range(1, Articles).ToDictionary(number => number, Sellable);
            _bookedAtRead = [.. _booked];
        }

        /// <summary>
        /// After a write the shop offers no more than the till could sell when it was read, less what orders hold now. What a cancelled
        /// order gave back meanwhile may stand on top of a number that was cut off at zero.
        /// </summary>
        private void AssertSafe()
        {
            foreach (var write in _stand.Shop.LastStored)
            {
                var number = NumberOf(write.Listing);
                var most = Math.Max(0, _sellable[number] - Held(number, _bookedAtRead)) + _givenBack.GetValueOrDefault(number);
                Assert.True(_stand.Shown(number) <= most, $"Article {number} shows {_stand.Shown(number)}, at most {most} may be sold.");
            }

            _stand.Shop.Requests.After(ShopCall.Write, 1, AssertSafe);
        }

        private async Task EndAsync()
        {
            _stand.Shop.Quieten();
            _stand.Clock.Advance(TimeSpan.FromMinutes(5));
            await _stand.SyncAsync();
            AssertRight("after one quiet sync");
            _stand.Clock.Advance(TimeSpan.FromMinutes(5));
            Assert.False((await _stand.CheckAsync()).IsNeeded, (await _stand.CheckAsync()).Reason);
            var verified = await _stand.SyncAsync(CycleStand.Scheduled with { Verification = Verification.Always });
            Assert.Empty(verified.Plan.Writes);
            AssertRight("after the verification");
        }

        private void AssertRight(string when)
        {
            for (var number = 1; number <= Articles; number++)
            {
                var expected = Math.Max(0, Sellable(number) - Held(number, _booked));
                Assert.True(
                    expected == _stand.Shown(number),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{when}: article {number} shows {_stand.Shown(number)} instead of {expected}"
                    )
                );
            }
        }

        private TillItem Item(int number) => _stand.Till.Items.Single(item => item.Sku == Some.Sku(number));

        private decimal Stock(int number) => Item(number).Locations.Sum(row => row.Available ?? 0);

        private decimal Sellable(int number) => Item(number).Status == "A" ? Stock(number) : 0;

        private decimal Held(int number, HashSet<long> booked) =>
            _stand
                .Shop.Orders.All.Where(order => !booked.Contains(order.OrderId))
                .SelectMany(order => order.Lines)
                .Where(line => NumberOf(line) == number)
                .Sum(line => line.Taken.Units);

        private static int NumberOf(ListingId listing) => (int)(listing.ProductId - Some.ListingId(0).ProductId);

        private static int NumberOf(WebOrderLine line) => NumberOf(line.Listing!.Value); // Every line here has one.

        private void Log(string text) => _log.Add(text);
    }
}
