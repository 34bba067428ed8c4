using Tillsync.Sandbox.Php;

namespace Tillsync.Sandbox.Products;

/// <summary>Ids by SKU, compared as the database does.</summary>
internal sealed class SkuIndex
{
    private readonly Dictionary<string, SortedSet<long>> _ids = new(StringComparer.Ordinal);

    public IReadOnlyCollection<long> Find(string sku) => _ids.TryGetValue(PhpText.Fold(sku), out var ids) ? ids : [];

    public void Add(string sku, long id)
    {
        if (sku.Length == 0)
        {
            return;
        }

        var key = PhpText.Fold(sku);
        if (!_ids.TryGetValue(key, out var ids))
        {
            _ids[key] = ids = [];
        }

        ids.Add(id);
    }

    public void Remove(string sku, long id)
    {
        var key = PhpText.Fold(sku);
        if (_ids.TryGetValue(key, out var ids) && ids.Remove(id) && ids.Count == 0)
        {
            _ids.Remove(key);
        }
    }
}
