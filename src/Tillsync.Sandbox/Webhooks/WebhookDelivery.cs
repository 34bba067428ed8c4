namespace Tillsync.Sandbox;

/// <summary>A webhook delivery that was sent, or a ping.</summary>
/// <param name="WebhookId">The webhook it belongs to.</param>
/// <param name="Topic">The topic; empty for a ping.</param>
/// <param name="Url">Where it went.</param>
/// <param name="Body">What was sent.</param>
/// <param name="Status">The HTTP status of the receiver; 0 when there was no answer or it was not sent.</param>
public sealed record WebhookDelivery(long WebhookId, string Topic, string Url, string Body, int Status);
