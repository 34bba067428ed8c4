using Tillsync.Sandbox.Orders;
using Tillsync.Sandbox.Products;

namespace Tillsync.Sandbox.Webhooks;

/// <summary>Which webhook topics a change raises. An order raises created and updated, its products updated (recording 09).</summary>
internal sealed class ShopEvents(WebhookStore webhooks)
{
    /// <summary>Parents that only follow their variations raise nothing.</summary>
    public bool IsQuiet { get; set; }

    public void ProductCreated(Product product) => Raise("product.created", product.Id);

    public void ProductUpdated(Product product) => Raise("product.updated", product.Id);

    public void ProductDeleted(Product product) => Raise("product.deleted", product.Id);

    public void OrderCreated(Order order)
    {
        Raise("order.created", order.Id);
        Raise("order.updated", order.Id);
    }

    public void OrderUpdated(Order order) => Raise("order.updated", order.Id);

    public void OrderDeleted(Order order) => Raise("order.deleted", order.Id);

    private void Raise(string topic, long id)
    {
        if (!IsQuiet)
        {
            webhooks.Raise(topic, id);
        }
    }
}
