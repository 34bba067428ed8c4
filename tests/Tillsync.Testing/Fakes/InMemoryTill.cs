using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Testing.Fakes;

/// <summary>A till without a database. Like the real one it shows a reading as of one moment, and can be broken in part or whole.</summary>
public sealed class InMemoryTill(TimeProvider time) : ITill
{
    private readonly List<TillItem> _items = [];

    public TillIdentity Identity { get; set; } = Some.Till;

    /// <summary>Null: the site has no USER_PRODUCT_MAP.</summary>
    public IReadOnlyList<TillMapping>? Mappings { get; set; }

    /// <summary>Null: the site has no USER_ORDER_STAGING.</summary>
    public IReadOnlyList<StagedOrder>? StagedOrders { get; set; }

    /// <summary>What rows gave the till, by STAGING_ID; one that is not here does not say it.</summary>
    public Dictionary<long, IReadOnlyList<StagedLine>?> StagedLines { get; } = [];

    /// <summary>The rows whose lines were last asked for; null when nobody has asked.</summary>
    public IReadOnlyCollection<long>? LinesAskedFor { get; set; }

    /// <summary>While set, reading lines fails with it.</summary>
    public TillException? LinesFault { get; set; }

    public IReadOnlyList<ProbeFailure> Failures { get; set; } = [];

    /// <summary>While set, every read fails with it.</summary>
    public TillException? Fault { get; set; }

    /// <summary>Runs once the rows are read, before they are handed out: what happens in the till while the shop is being read.</summary>
    public Action? AfterRead { get; set; }

    public int Reads { get; private set; }

    public IReadOnlyList<TillItem> Items => _items;

    /// <summary>Adds an article, or replaces the one of the same code.</summary>
    public void Put(TillItem item)
    {
        Remove(item.Sku);
        _items.Add(item);
    }

    /// <summary>Adds a row beside one of the same code, as a till's case-sensitive table can hold it.</summary>
    public void PutTwin(TillItem item) => _items.Add(item);

    /// <summary>Sets the available stock of an article at the selling location.</summary>
    public void Count(Sku sku, decimal available) => Change(sku, item => item with { Locations = [Some.Row(available)] });

    public void Change(Sku sku, Func<TillItem, TillItem> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var index = _items.FindIndex(item => item.Sku == sku);
        _items[index] = change(_items[index]);
    }

    public void Remove(Sku sku) => _items.RemoveAll(item => item.Sku == sku);

    public Task<TillReading> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Reads++;
        if (Fault is { } fault)
        {
            return Task.FromException<TillReading>(fault);
        }

        var reading = new TillReading(
            Identity,
            time.GetUtcNow(),
            [.. _items],
            Mappings is null ? null : [.. Mappings],
            StagedOrders is null ? null : [.. StagedOrders],
            [.. Failures]
        );
        AfterRead?.Invoke();
        return Task.FromResult(reading);
    }

    public Task<IReadOnlyList<StagedLines>> ReadStagedLinesAsync(IReadOnlyCollection<long> stagingIds, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LinesAskedFor = stagingIds;
        return (Fault ?? LinesFault) is { } fault
            ? Task.FromException<IReadOnlyList<StagedLines>>(fault)
            : Task.FromResult<IReadOnlyList<StagedLines>>([
                .. (StagedOrders ?? [])
                    .Select(row => row.StagingId)
                    .Where(stagingIds.Contains)
                    .Select(id => new StagedLines(id, StagedLines.GetValueOrDefault(id))),
            ]);
    }

    public Task<TillPulse> ReadPulseAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Fault is { } fault
            ? Task.FromException<TillPulse>(fault)
            : Task.FromResult(
                new TillPulse(
                    string.Join('\n', _items.Select(item => $"{item} {string.Join(' ', item.Locations)}"))
                        + string.Join('\n', Mappings ?? [])
                        + string.Join('\n', StagedOrders ?? [])
                )
            );
    }

    public Task<TillProfile> DescribeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            new TillProfile(
                Identity,
                "16.0",
                "read committed",
                _items.Count,
                _items.Count(item => item.IsWebItem),
                [.. _items.Where(item => item.IsWebItem).GroupBy(item => item.Status).Select(Counted)],
                [.. _items.SelectMany(item => item.Locations).GroupBy(row => row.Location).Select(Counted)],
                []
            )
        );
    }

    private static ValueCount Counted<T>(IGrouping<string, T> group) => new(group.Key, group.Count());
}
