using Tillsync.Configuration;

namespace Tillsync.Alerting;

/// <summary>The ways that are configured.</summary>
internal static class AlertChannels
{
    /// <summary>One for the process; it opens connections only when something is sent, and no bound of its own beats the sender's.</summary>
    private static readonly HttpClient Http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "User-Agent", ProductVersion.UserAgent } },
    };

    public static IReadOnlyList<IAlertChannel> Of(AlertSettings settings)
    {
        var channels = new List<IAlertChannel>();
        if (settings.Email is { IsOn: true })
        {
            channels.Add(new MailChannel(settings.Email));
        }

        if (settings.WebhookUrl is { } webhook)
        {
            channels.Add(new WebhookChannel(Http, webhook));
        }

        return channels;
    }

    public static Pinger? PingerOf(AlertSettings settings, string storefront) =>
        settings.PingUrl is { } address ? new Pinger(Http, address, storefront) : null;
}
