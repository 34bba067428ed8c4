using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Mapping;

namespace Tillsync.Testing.Fakes;

/// <summary>Writes the mapping of a till in memory, or fails.</summary>
public sealed class InMemoryProductMap(InMemoryTill till) : IProductMap
{
    /// <summary>While set, every write fails with it.</summary>
    public TillException? Fault { get; set; }

    public Task WriteAsync(IReadOnlyList<ProductMapRow> rows, string by, CancellationToken cancellationToken)
    {
        if (Fault is { } fault)
        {
            return Task.FromException(fault);
        }

        var skus = rows.Select(row => row.Sku).ToHashSet();
        var products = rows.Select(row => row.ProductId).OfType<long>().ToHashSet();
        till.Mappings =
        [
            .. (till.Mappings ?? []).Where(row => !skus.Contains(row.Sku) && !products.Contains(row.ProductId)),
            .. rows.Where(row => row.ProductId is not null).Select(row => new TillMapping(row.Sku, row.ProductId.GetValueOrDefault())),
        ];
        return Task.CompletedTask;
    }
}
