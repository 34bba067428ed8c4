using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>
/// New articles, lost answers, refusals, crashes and people who make or delete products themselves, in random order, on a shop that takes a SKU as often as
/// it is sent one. Each history is drawn from its seed alone. TILLSYNC_HISTORIES asks for more of them.
/// </summary>
public sealed class CycleCreationHistoryTests
{
    private const int StepCount = 10;

    [Fact]
    public async Task HoweverARunEnds_NoArticleIsMadeTwice_AndInTheEndEachHasItsListing()
    {
        var most = int.TryParse(Environment.GetEnvironmentVariable("TILLSYNC_HISTORIES"), out var asked) ? asked : 200;
        for (var seed = 1; seed <= most; seed++)
        {
            await new History(seed).RunAsync();
        }
    }

    private sealed class History(int seed)
    {
        private static readonly JournalStep[] Steps =
        [
            JournalStep.BeginRun,
            JournalStep.SaveListings,
            JournalStep.SaveParked,
            JournalStep.RecordCreation,
            JournalStep.RecordCreationSending,
            JournalStep.SettleCreation,
            JournalStep.CompleteRun,
        ];

        private readonly Random _random = new(seed);
        private readonly CycleStand _stand = CycleStand.With(1);
        private readonly HashSet<Sku> _removed = [];
        private readonly List<string> _log = [];
        private int _articles = 1;

        public async Task RunAsync()
        {
            _stand.Policy = Some.Policy() with { CreatesDrafts = true };
            try
            {
                for (var step = 0; step < StepCount; step++)
                {
                    await HappenAsync();
                    await SyncAsync();
                    AssertOnce();
                    _stand.Clock.Advance(TimeSpan.FromMinutes(_random.Next(1, 20)));
                }

                await EndAsync();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new InvalidOperationException($"History {seed}: {string.Join("; ", _log)}", exception);
            }
        }

        private async Task HappenAsync()
        {
            var sku = Some.Sku(_random.Next(1, _articles + 1));
            switch (_random.Next(7))
            {
                case 0 or 1:
                    Log($"article {++_articles} is new");
                    _stand.Till.Put(Some.Item(Some.Sku(_articles), _random.Next(0, 20)));
                    break;
                case 2:
                    var fault = (WriteFault)_random.Next(3);
                    Log($"the next creation meets {fault}");
                    _stand.Shop.FailNextCreation(fault);
                    break;
                case 3:
                    Log($"{sku} is refused");
                    _stand.Shop.RefuseToMake(sku, "no", "No.");
                    break;
                case 4 when _stand.Shop.ListingsWith(sku).Count == 0 && !_removed.Contains(sku):
                    var nth = _random.Next(1, 6);
                    Log($"somebody makes {sku} before search {nth}");
                    _stand.Shop.Requests.Before(ShopCall.FindListings, nth, () => MakeByHand(sku));
                    break;
                case 5 when _stand.Shop.ListingsWith(sku) is [var listing] && !await IsInDoubtAsync(sku):
                    Log($"somebody removes {sku}");
                    _removed.Add(sku);
                    _stand.Shop.Delete(listing.Id);
                    break;
                default:
                    Log("nothing happens");
                    break;
            }
        }

        /// <summary>What is made and removed again before anybody looks cannot be told from what was never made.</summary>
        private async Task<bool> IsInDoubtAsync(Sku sku) =>
            (await _stand.Journal.ReadCreationsAsync(CancellationToken.None)).Any(creation => creation.IsOpen && creation.Sku == sku);

        /// <summary>Between two looks of ours: the moment between the last one and the request is the shop's own to guard.</summary>
        private void MakeByHand(Sku sku)
        {
            if (_stand.Shop.ListingsWith(sku).Count == 0)
            {
                _stand.Shop.Put(Some.Listing(Some.ListingId(500 + _articles + _random.Next(1000)), sku, 1));
            }
        }

        private async Task SyncAsync()
        {
            if (_random.Next(3) > 0)
            {
                Log("sync");
                await _stand.SyncAsync();
                return;
            }

            var (step, afterwards, nth) = (Steps[_random.Next(Steps.Length)], _random.Next(2) == 0, _random.Next(1, 3));
            Log($"sync that dies {(afterwards ? "after" : "before")} {step} {nth}");
            await _stand.SyncOrDieAsync(new CrashingJournal(_stand.Journal, step, afterwards, nth));
        }

        private async Task EndAsync()
        {
            Log("all is quiet");
            _stand.Shop.Quieten();
            for (var times = 0; times < 2; times++)
            {
                _stand.Clock.Advance(TimeSpan.FromHours(13));
                await _stand.SyncAsync();
                AssertOnce();
            }

            var open = await _stand.Journal.ReadCreationsAsync(CancellationToken.None);
            Assert.DoesNotContain(open, creation => creation.IsOpen);
            foreach (var sku in Enumerable.Range(1, _articles).Select(Some.Sku).Where(sku => !_removed.Contains(sku)))
            {
                Assert.Equal(1, _stand.Shop.ListingsWith(sku).Count(listing => listing.Status != ListingStatus.Trashed));
            }

            var made = _stand.Shop.Made.Count;
            await _stand.SyncAsync(CycleStand.Scheduled with { Verification = Core.Verification.Always });
            Assert.Equal(made, _stand.Shop.Made.Count);
        }

        /// <summary>One made by hand between the plan and a creation may be the second; no two of ours.</summary>
        private void AssertOnce() => Assert.All(_stand.Shop.Made.GroupBy(made => made.Sku), group => Assert.Single(group));

        private void Log(string text) => _log.Add(text);
    }
}
