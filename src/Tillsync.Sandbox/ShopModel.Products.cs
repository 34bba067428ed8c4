using System.Globalization;
using Tillsync.Sandbox.Products;

namespace Tillsync.Sandbox;

/// <content>What an editor does in the back office.</content>
public sealed partial class ShopModel
{
    /// <summary>Adds a simple product; answers its id.</summary>
    public long AddSimple(NewProduct product) => Add(product, "simple", 0);

    /// <summary>Adds a variable product without variations.</summary>
    public long AddVariable(NewProduct product) => Add(product, "variable", 0);

    /// <summary>Adds a variation; without a quantity it leaves the stock to the parent.</summary>
    public long AddVariation(long parentId, NewProduct product) => Add(product, "variation", Get(parentId).Id);

    /// <summary>Adds an external product, which never manages stock.</summary>
    public long AddExternal(NewProduct product) => Add(product, "external", 0);

    /// <summary>Adds a grouped product over others.</summary>
    public long AddGrouped(NewProduct product, params long[] memberIds) =>
        Change(() =>
        {
            var id = Insert(product, "grouped", 0);
            State.Products.Find(id)!.GroupedProducts = memberIds; // Inserted one line above.
            return id;
        });

    /// <summary>Adds many simple products at once.</summary>
    public IReadOnlyList<long> AddMany(IEnumerable<NewProduct> products) =>
        Change(() => products.Select(product => Insert(product, "simple", 0)).ToList());

    /// <summary>Adds simple products numbered from 1, such as SIM-00001, each with the quantity its number gives.</summary>
    public IReadOnlyList<long> AddNumbered(int count, string prefix, Func<int, decimal?> quantity) =>
        AddMany(
            Enumerable
                .Range(1, count)
                .Select(number => new NewProduct($"{prefix}{number.ToString("00000", CultureInfo.InvariantCulture)}", quantity(number)))
        );

    /// <summary>Types a quantity into the editor: switches stock management on and overwrites whatever is stored.</summary>
    public void SetStock(long id, decimal quantity) =>
        Edit(
            id,
            product =>
            {
                product.ManagesStock = true;
                product.Quantity = quantity;
            }
        );

    /// <summary>Changes the stored quantity by an amount in one step.</summary>
    public void MoveStock(long id, decimal change) =>
        Change(() => State.Products.MoveQuantity(State.Products.View(Stored(id)).ManagedById, change));

    /// <summary>Switches stock management of one product off; its quantity is gone.</summary>
    public void StopManagingStock(long id) => Edit(id, product => product.ManagesStock = false);

    /// <summary>Sets no, notify or yes.</summary>
    public void SetBackorders(long id, string backorders) => Edit(id, product => product.Backorders = backorders);

    /// <summary>Changes the SKU, without the check for duplicates.</summary>
    public void SetSku(long id, string sku) => Edit(id, product => product.Sku = sku);

    /// <summary>Sets publish, draft, pending or private; publish restores from the trash.</summary>
    public void SetStatus(long id, string status) => Edit(id, product => product.Status = status);

    /// <summary>Leaves a stock status that does not fit the quantity, as two orders at once do (recording 13). The next save repairs it.</summary>
    public void SetStaleStockStatus(long id, string status) => Change(() => Stored(id).StockStatus = status);

    /// <summary>Moves to the trash, variations too.</summary>
    public void Trash(long id) => Change(() => ProductRemoval.Trash(State, Stored(id)));

    /// <summary>Removes for good, variations too.</summary>
    public void Delete(long id) => Change(() => ProductRemoval.Remove(State, Stored(id)));

    private void Edit(long id, Action<Product> edit) =>
        Change(() =>
        {
            _ = Stored(id);
            State.Products.Touch(id, edit);
        });

    private Product Stored(long id) => State.Products.Find(id) ?? throw Missing(id);

    private long Add(NewProduct product, string type, long parentId) => Change(() => Insert(product, type, parentId));

    private long Insert(NewProduct added, string type, long parentId)
    {
        var product = new Product
        {
            Type = type,
            ParentId = parentId,
            Sku = added.Sku,
            Name = added.Name.Length > 0 ? added.Name : added.Sku,
            Status = added.Status,
            Backorders = added.Backorders,
            GlobalUniqueId = added.Barcode,
            RegularPrice = type == "variable" ? "" : added.Price.ToString(CultureInfo.InvariantCulture),
            ManagesStock = (added.Quantity is not null || added.ManagesWithoutQuantity) && type is not ("external" or "grouped"),
            Quantity = added.Quantity,
            Attributes =
            [
                .. added.Options.Select(option => new ProductAttribute(option.Key, [option.Value], true, true)),
                .. added.Choices.Select(choice => new ProductAttribute(choice.Key, choice.Value, true, true)),
            ],
        };
        return State.Products.Insert(product, checksSku: false).Id;
    }
}
