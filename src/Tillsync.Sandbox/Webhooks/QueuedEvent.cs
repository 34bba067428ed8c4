namespace Tillsync.Sandbox.Webhooks;

/// <summary>An event waiting to be delivered; the payload is built when it is sent.</summary>
internal readonly record struct QueuedEvent(long WebhookId, string Topic, long ResourceId);
