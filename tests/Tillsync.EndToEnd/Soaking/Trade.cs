using Tillsync.EndToEnd.Bench;
using Tillsync.EndToEnd.Killing;

namespace Tillsync.EndToEnd.Soaking;

/// <summary>A day's trade in fast motion: the till sells and receives, the shop sells and cancels, orders come into the till, and people edit stock in the shop.</summary>
internal sealed class Trade(TillBench bench, TillDoor door, IReadOnlyList<string> skus, int seed)
{
    private static readonly TimeSpan GapMean = TimeSpan.FromMilliseconds(600);

    private readonly Random _random = new(seed);
    private readonly HashSet<long> _applied = [];

    public int TillSales { get; private set; }

    public int Receipts { get; private set; }

    public int ShopActs { get; private set; }

    public int AppliedOrders { get; private set; }

    public int HandEdits { get; private set; }

    /// <summary>Goes on until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var shoppers = new Shoppers(seed + 1, order => !_applied.Contains(order));
        while (!cancellationToken.IsCancellationRequested)
        {
            var roll = _random.Next(100);
            if (roll < 55)
            {
                await SellAsync(cancellationToken);
            }
            else if (roll < 80)
            {
                shoppers.Act(bench.Shop.Model);
                ShopActs++;
            }
            else if (roll < 97)
            {
                await ApplyAnOrderAsync(cancellationToken);
            }
            else
            {
                bench.Shop.Model.SetStock(bench.IdOf(AnySku()), _random.Next(500));
                HandEdits++;
            }

            try
            {
                await Task.Delay(-Math.Log(1 - _random.NextDouble()) * GapMean, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // The trade is over.
            }
        }
    }

    private async Task SellAsync(CancellationToken cancellationToken)
    {
        var sales = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => (AnySku(), (decimal)_random.Next(1, 4))).ToList();
        if (_random.Next(4) == 0)
        {
            Receipts++;
            sales.Add((AnySku(), -_random.Next(5, 25)));
        }

        using var pass = await TryEnterAsync(cancellationToken);
        if (pass is not null)
        {
            await bench.Till.SellAsync(sales);
            TillSales++;
        }
    }

    /// <summary>An order becomes known to the till: its units are in the till's own numbers from now on.</summary>
    private async Task ApplyAnOrderAsync(CancellationToken cancellationToken)
    {
        using var pass = await TryEnterAsync(cancellationToken);
        if (pass is null || Shoppers.AnyOrder(bench.Shop.Model, _random, id => !_applied.Contains(id)) is not { } order)
        {
            return;
        }

        _applied.Add(order.Id);
        await bench.Till.SellAsync(order.Lines.Select(line => (bench.Shop.Model.Get(line.ProductId).Sku, line.ReducedStock ?? 0)).ToList());
        if (_random.Next(2) == 0)
        {
            bench.Shop.Model.SetOrderStatus(order.Id, "completed");
        }
        else
        {
            await bench.Till.StageAsync(order.Id, isApplied: true);
        }

        AppliedOrders++;
    }

    /// <summary>Null when the trade ended while the till was away.</summary>
    private async Task<IDisposable?> TryEnterAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await door.EnterAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private string AnySku() => skus[_random.Next(skus.Count)];
}
