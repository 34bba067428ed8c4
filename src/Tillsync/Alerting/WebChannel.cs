using System.Text;
using Tillsync.Configuration;

namespace Tillsync.Alerting;

/// <summary>Posts JSON that Slack, Teams and Mattermost understand.</summary>
internal sealed class WebhookChannel(HttpClient http, Secret address) : IAlertChannel
{
    public string Name => $"webhook at {new Uri(address.Reveal()).Host}";

    public async Task SendAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        using var content = new StringContent(message.ToJson(), Encoding.UTF8, "application/json");
        await WebCall.SendAsync(() => http.PostAsync(new Uri(address.Reveal()), content, cancellationToken));
    }
}

/// <summary>Tells a dead man's switch that all is well; it raises the alarm by itself when nobody does any more.</summary>
internal sealed class Pinger(HttpClient http, Secret address, string storefront)
{
    private readonly string _address = address
        .Reveal()
        .Replace("{storefront}", Uri.EscapeDataString(storefront), StringComparison.OrdinalIgnoreCase)
        .TrimEnd('/');

    public string Name => $"ping of {new Uri(_address).Host}";

    /// <param name="signal">What happened.</param>
    /// <exception cref="AlertException">It did not get there.</exception>
    public Task PingAsync(PingSignal signal, CancellationToken cancellationToken)
    {
        var suffix = signal switch
        {
            PingSignal.Start => "/start",
            PingSignal.Fail => "/fail",
            _ => "",
        };
        return WebCall.SendAsync(() => http.GetAsync(new Uri(_address + suffix), cancellationToken));
    }
}

internal enum PingSignal
{
    Start,
    Success,
    Fail,
}

internal static class WebCall
{
    /// <exception cref="AlertException">No answer, or one that says no. The address is a secret and not repeated.</exception>
    public static async Task SendAsync(Func<Task<HttpResponseMessage>> send)
    {
        try
        {
            using var answer = await send();
            if (!answer.IsSuccessStatusCode)
            {
                throw new AlertException($"It answered {(int)answer.StatusCode}.");
            }
        }
        catch (HttpRequestException exception)
        {
            throw new AlertException(exception.Message, exception);
        }
    }
}
