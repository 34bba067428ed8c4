using Tillsync.Sandbox.Products;
using Tillsync.Sandbox.Webhooks;

namespace Tillsync.Sandbox;

/// <summary>The shop itself: what an editor, a shopper or a test can do to it without HTTP. Safe to call from any thread, also out of a fault.</summary>
public sealed partial class ShopModel
{
    /// <summary>Makes an empty shop.</summary>
    public ShopModel(SandboxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        State = new ShopState(options);
    }

    internal ShopState State { get; }

    /// <summary>Held during every request and every call.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>Products and variations, also those in the trash.</summary>
    public int ProductCount => Read(() => State.Products.Count);

    /// <summary>Every product and variation by rising id.</summary>
    public IReadOnlyList<ShopProduct> Products => Read(() => State.Products.All.Select(Show).ToList());

    /// <summary>Events waiting to be delivered to webhooks.</summary>
    public int QueuedWebhooks => Read(() => State.Webhooks.QueueLength);

    /// <summary>A product or variation, or null.</summary>
    public ShopProduct? Find(long id) => Read(() => State.Products.Find(id) is { } product ? Show(product) : null);

    /// <summary>The product or variation with the SKU that is not in the trash, or null.</summary>
    public ShopProduct? FindBySku(string sku) =>
        Read(() => State.Products.Find(State.Products.IdOfSku(sku)) is { } product ? Show(product) : null);

    /// <summary>A product or variation that must exist.</summary>
    public ShopProduct Get(long id) => Find(id) ?? throw Missing(id);

    /// <summary>An option such as woocommerce_manage_stock.</summary>
    public void SetOption(string name, string value) => Change(() => State.Settings.Set(name, value));

    /// <summary>Switches the decimal plugin of recording 15.</summary>
    public void StoreDecimals(bool isOn) => Change(() => State.StoresDecimals = isOn);

    /// <summary>Sends queued pings and webhook deliveries, as one run of the store's queue does.</summary>
    /// <param name="client">How the shop reaches its receivers.</param>
    /// <param name="baseUrl">The shop's own address, for links in the payload.</param>
    /// <param name="cancellationToken">Stops between deliveries.</param>
    public Task<IReadOnlyList<WebhookDelivery>> DeliverWebhooksAsync(
        HttpClient client,
        string baseUrl,
        CancellationToken cancellationToken
    ) => new WebhookSender(State, Gate, baseUrl).SendAsync(client, cancellationToken);

    private static ShopProduct Show(Product product) =>
        new(
            product.Id,
            product.ParentId,
            product.Type,
            product.Sku,
            product.Name,
            product.Status,
            product.ManagesStock,
            product.Quantity,
            product.StockStatus,
            product.Backorders,
            product.ModifiedAt
        )
        {
            CatalogVisibility = product.CatalogVisibility,
            Price = product.RegularPrice,
            Weight = product.Weight,
            Description = product.Description,
            Categories = product.Categories,
            Images = product.Images,
        };

    private static ArgumentException Missing(long id) => new($"The shop has no product or order {id}.", nameof(id));

    private T Read<T>(Func<T> read)
    {
        lock (Gate)
        {
            return read();
        }
    }

    private void Change(Action change)
    {
        lock (Gate)
        {
            change();
            State.Products.SyncParents();
        }
    }

    private T Change<T>(Func<T> change)
    {
        lock (Gate)
        {
            var result = change();
            State.Products.SyncParents();
            return result;
        }
    }
}
