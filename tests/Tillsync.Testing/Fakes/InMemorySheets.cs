using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Testing.Fakes;

/// <summary>Product data without a database: every article of the till has a sheet, unless a test says otherwise.</summary>
public sealed class InMemorySheets(InMemoryTill till) : IProductSheets
{
    private readonly Dictionary<Sku, ProductSheet> _sheets = [];

    public int Reads { get; private set; }

    public void Put(ProductSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        _sheets[sheet.Sku] = sheet;
    }

    public Task<IReadOnlyList<ProductSheet>> ReadSheetsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(skus);
        cancellationToken.ThrowIfCancellationRequested();
        Reads++;
        return Task.FromResult<IReadOnlyList<ProductSheet>>([
            .. till
                .Items.Where(item => skus.Contains(item.Sku))
                .Select(item => _sheets.GetValueOrDefault(item.Sku) ?? new ProductSheet(item.Sku, item.Description)),
        ]);
    }
}
