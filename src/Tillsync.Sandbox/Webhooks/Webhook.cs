namespace Tillsync.Sandbox.Webhooks;

/// <summary>A registered webhook.</summary>
internal sealed class Webhook
{
    public long Id { get; init; }

    public string Name { get; set; } = "";

    /// <summary>active, paused or disabled.</summary>
    public string Status { get; set; } = "active";

    public string Topic { get; set; } = "";

    public string DeliveryUrl { get; set; } = "";

    public string Secret { get; set; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ModifiedAt { get; set; }

    /// <summary>Counts to six and stays there; the next failure disables (recording 09).</summary>
    public int FailureCount { get; set; }

    public string Resource => Topic.Split('.')[0];

    public string Event => Topic[(Topic.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
