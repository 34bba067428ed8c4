namespace Tillsync.Sandbox.Webhooks;

/// <summary>Registered webhooks, the queue, and what was sent (recording 09).</summary>
internal sealed class WebhookStore(ShopState shop)
{
    /// <summary>Six failures are counted, the seventh in a row disables.</summary>
    public const int FailuresMax = 6;

    private readonly SortedDictionary<long, Webhook> _webhooks = [];
    private readonly List<QueuedEvent> _queue = [];
    public IdSequence Ids { get; } = new();

    public IEnumerable<Webhook> All => _webhooks.Values;

    public List<WebhookDelivery> Deliveries { get; } = [];

    /// <summary>Pings wait for the next delivery run too, because the model has no network.</summary>
    public Queue<Webhook> Pings { get; } = new();

    public int QueueLength => _queue.Count;

    public Webhook? Find(long id) => _webhooks.GetValueOrDefault(id);

    public Webhook Add()
    {
        var webhook = new Webhook { Id = Ids.Next(), CreatedAt = shop.Time.Now() };
        _webhooks[webhook.Id] = webhook;
        return webhook;
    }

    public void Remove(Webhook webhook) => _webhooks.Remove(webhook.Id);

    /// <summary>Several events of one topic about one thing wait as one delivery.</summary>
    public void Raise(string topic, long resourceId)
    {
        foreach (var webhook in _webhooks.Values.Where(webhook => webhook.Status == "active" && webhook.Topic == topic))
        {
            var item = new QueuedEvent(webhook.Id, topic, resourceId);
            if (!_queue.Contains(item))
            {
                _queue.Add(item);
            }
        }
    }

    public IReadOnlyList<QueuedEvent> TakeQueue()
    {
        QueuedEvent[] taken = [.. _queue];
        _queue.Clear();
        return taken;
    }

    public void Record(Webhook webhook, WebhookDelivery delivery)
    {
        Deliveries.Add(delivery);
        if (delivery.Status is >= 200 and <= 302)
        {
            webhook.FailureCount = 0;
        }
        else if (webhook.FailureCount >= FailuresMax)
        {
            webhook.Status = "disabled";
        }
        else
        {
            webhook.FailureCount++;
        }
    }
}
