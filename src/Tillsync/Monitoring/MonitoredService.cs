using System.Text.Json;
using Tillsync.Core.Recording;
using Tillsync.Service;

namespace Tillsync.Monitoring;

/// <summary>The service of a storefront as it is seen from outside.</summary>
/// <param name="Health">What it says of this storefront; null where it was not asked or did not answer.</param>
internal sealed record MonitoredService(KnownService Known, StorefrontHealthJson? Health)
{
    /// <summary>It is on this machine and answers from memory; one that needs longer is not well.</summary>
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(2);

    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = AnswerTimeMax };

    public static async Task<MonitoredService> LookAsync(KnownService known, string storefront, CancellationToken cancellationToken) =>
        new(known, known.IsAlive == true ? await AskAsync(known.Start.Address, storefront, cancellationToken) : null);

    private static async Task<StorefrontHealthJson?> AskAsync(string address, string storefront, CancellationToken cancellationToken)
    {
        try
        {
            // It answers 503 while a storefront fails, with the same document.
            using var answer = await Client.GetAsync(new Uri(Reachable(new Uri(address)), "/health"), cancellationToken);
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            var health = await JsonSerializer.DeserializeAsync(body, ServiceShapes.Default.HealthJson, cancellationToken);
            return health?.Storefronts.FirstOrDefault(one => string.Equals(one.Storefront, storefront, StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or JsonException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            return null;
        }
    }

    /// <summary>A service that listens on every address of the machine is asked at the machine's own.</summary>
    private static Uri Reachable(Uri address) =>
        address.Host switch
        {
            "0.0.0.0" => new UriBuilder(address) { Host = "127.0.0.1" }.Uri,
            "[::]" => new UriBuilder(address) { Host = "[::1]" }.Uri,
            _ => address,
        };
}
