using System.Diagnostics.CodeAnalysis;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Products;

/// <summary>All products and variations, their indexes, and what a save or a removal brings about.</summary>
internal sealed class ProductStore(ShopState shop)
{
    private readonly Dictionary<long, Product> _products = [];
    private readonly List<long> _ids = [];
    private readonly Dictionary<long, SortedSet<long>> _childIds = [];
    private readonly SortedSet<long> _toSync = [];
    private readonly SkuIndex _skus = new();

    /// <summary>Every product and variation by rising id.</summary>
    public IEnumerable<Product> All => _ids.Select(id => _products[id]);

    public int Count => _ids.Count;

    public Product? Find(long id) => _products.GetValueOrDefault(id);

    public bool TryFind(long id, [NotNullWhen(true)] out Product? product) => _products.TryGetValue(id, out product);

    /// <summary>The variable product a variation inherits from.</summary>
    public Product? ParentOf(Product product) =>
        product.IsVariation && Find(product.InheritsFrom) is { IsVariation: false } parent ? parent : null;

    public StockView View(Product product) => new(product, ParentOf(product));

    /// <summary>A variation without its own SKU shows its parent's.</summary>
    public string ShownSku(Product product) => product.Sku.Length == 0 ? ParentOf(product)?.Sku ?? "" : product.Sku;

    /// <summary>A variation whose parent is gone reads 0.</summary>
    public long ShownParentId(Product product) => product.IsVariation ? ParentOf(product)?.Id ?? 0 : product.ParentId;

    public IEnumerable<Product> Children(long parentId) =>
        _childIds.TryGetValue(parentId, out var ids) ? ids.Select(id => _products[id]) : [];

    public IEnumerable<Product> VisibleVariations(long parentId) =>
        Children(parentId).Where(child => child is { IsVariation: true, IsVisibleChild: true });

    public IEnumerable<Product> WithSku(string sku) => _skus.Find(sku).Select(id => _products[id]);

    /// <summary>The lowest id with the SKU that is not in the trash; 0 when there is none.</summary>
    public long IdOfSku(string sku, long except = 0) =>
        WithSku(sku).FirstOrDefault(product => product.Status != "trash" && product.Id != except)?.Id ?? 0;

    /// <summary>Stores a new product under a new id.</summary>
    public Product Insert(Product product, bool checksSku = true)
    {
        Align(product);
        product.Id = shop.Ids.Next();
        if (
            checksSku
            && shop.Version.LocksSkuOnCreate
            && product is { IsVariation: false, Sku.Length: > 0 }
            && _skus.Find(product.Sku).Count > 0
        )
        {
            throw new RestError(
                400,
                "woocommerce_rest_product_not_created",
                $"The product with SKU ({product.Sku}) you are trying to insert is already present in the lookup table"
            );
        }

        product.CreatedAt = shop.Time.Now();
        product.Slug = product.Slug.Length > 0 ? product.Slug : Php.PhpText.Slug(product.Name);
        Put(product);
        AfterSave(product);
        shop.Events.ProductCreated(product);
        return product;
    }

    /// <summary>
    /// Stores an edited copy. Only what the edit changed is written, so a sale that came in between the read and the save
    /// survives unless the edit changed the quantity too (recordings 11 and 13).
    /// </summary>
    public void Save(Product read, Product edited)
    {
        Align(edited);
        if (_products.TryGetValue(edited.Id, out var current))
        {
            edited.Quantity = edited.Quantity == read.Quantity ? current.Quantity : edited.Quantity;
            edited.StockStatus = edited.StockStatus == read.StockStatus ? current.StockStatus : edited.StockStatus;
        }

        Put(edited);
        AfterSave(edited);
        if (read.IsVariable && !edited.IsVariable)
        {
            // A product that stops being variable loses its variations for good (traces, "put type").
            RemoveVariations(edited.Id);
        }

        shop.Events.ProductUpdated(edited);
    }

    /// <summary>Saves without any edit, which still realigns the stock fields and moves date_modified.</summary>
    public void Touch(long id, Action<Product>? edit = null)
    {
        if (_products.TryGetValue(id, out var stored))
        {
            var edited = stored.Copy();
            edit?.Invoke(edited);
            Save(stored.Copy(), edited);
        }
    }

    /// <summary>
    /// Moves the stored quantity in one step, as orders do, then saves. A quantity that was never set stays unset (NULL minus 2 is NULL),
    /// while the status follows the number the store calculated.
    /// </summary>
    public void MoveQuantity(long id, decimal change)
    {
        var stored = _products[id];
        var expected = (stored.Quantity ?? 0) + change;
        stored.Quantity = DatabaseNumber.Add(stored.Quantity, change);
        var read = stored.Copy();
        read.Quantity = expected;
        Save(read, read.Copy());
    }

    public void RemoveVariations(long parentId)
    {
        foreach (var child in Children(parentId).Where(child => child.IsVariation).ToList())
        {
            Remove(child);
        }
    }

    public void Remove(Product product)
    {
        _products.Remove(product.Id);
        _ids.RemoveAt(_ids.BinarySearch(product.Id));
        _skus.Remove(product.Sku, product.Id);
        Unlink(product);
        SyncLater(product.ParentId);
        shop.Events.ProductDeleted(product);
    }

    public void SyncLater(long parentId)
    {
        if (parentId != 0)
        {
            _toSync.Add(parentId);
        }
    }

    /// <summary>Variable parents follow their children at the end of a request.</summary>
    public void SyncParents()
    {
        while (_toSync.Count > 0)
        {
            var id = _toSync.Min;
            _toSync.Remove(id);
            if (_products.TryGetValue(id, out var parent) && parent.IsVariable)
            {
                Touch(id);
            }
        }
    }

    private void Align(Product product)
    {
        StockRules.Align(product, ParentOf(product), shop.Settings.NoStockAmount);
        if (product is { IsVariable: true, ManagesStock: false })
        {
            product.StockStatus = StockRules.FromChildren(VisibleVariations(product.Id));
        }
    }

    private void Put(Product product)
    {
        product.ModifiedAt = shop.Time.Now();
        product.InheritsFrom = product.ParentId;
        if (_products.TryGetValue(product.Id, out var before))
        {
            _skus.Remove(before.Sku, before.Id);
            Unlink(before);
        }
        else
        {
            _ids.Insert(~_ids.BinarySearch(product.Id), product.Id);
        }

        _products[product.Id] = product;
        _skus.Add(product.Sku, product.Id);
        Link(product);
    }

    /// <summary>Variations without own stock take over the status of a parent that manages it.</summary>
    private void AfterSave(Product product)
    {
        if (product is { IsVariable: true, ManagesStock: true })
        {
            foreach (var child in VisibleVariations(product.Id).Where(child => !child.ManagesStock))
            {
                child.StockStatus = product.StockStatus;
            }
        }

        SyncLater(product.ParentId);
    }

    private void Link(Product product)
    {
        if (product.ParentId == 0)
        {
            return;
        }

        if (!_childIds.TryGetValue(product.ParentId, out var ids))
        {
            _childIds[product.ParentId] = ids = [];
        }

        ids.Add(product.Id);
    }

    private void Unlink(Product product)
    {
        if (_childIds.TryGetValue(product.ParentId, out var ids))
        {
            ids.Remove(product.Id);
        }
    }
}
