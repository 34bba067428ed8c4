namespace Tillsync.Configuration;

/// <param name="WebhookUrl">Null: nothing is posted.</param>
/// <param name="PingUrl">Null: nothing is asked for.</param>
internal sealed record AlertSettings(
    TimeSpan RepeatAfter,
    TimeSpan Between,
    TimeSpan UnverifiedAfter,
    Secret? WebhookUrl,
    Secret? PingUrl,
    EmailSettings Email
)
{
    /// <summary>Nobody is told anything.</summary>
    public bool IsOff => WebhookUrl is null && PingUrl is null && !Email.IsOn;

    /// <summary>Messages go somewhere; a ping is none.</summary>
    public bool HasMessages => WebhookUrl is not null || Email.IsOn;
}

/// <param name="Host">Null: no mail is sent.</param>
/// <param name="User">Null: without a sign-in.</param>
internal sealed record EmailSettings(
    string? Host,
    int Port,
    MailSecurity Security,
    string? User,
    Secret? Password,
    string? From,
    IReadOnlyList<string> To
)
{
    /// <summary>Server, sender and recipients are there; what is missing is warned of.</summary>
    public bool IsOn => Host is not null && From is not null && To.Count > 0;
}

internal enum MailSecurity
{
    StartTls,
    Tls,
    None,
}
