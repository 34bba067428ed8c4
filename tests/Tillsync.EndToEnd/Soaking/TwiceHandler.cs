namespace Tillsync.EndToEnd.Soaking;

/// <summary>A shop that delivers everything twice, and whose deliveries sometimes come late or not at all.</summary>
internal sealed class TwiceHandler(int seed) : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly Random _random = new(seed);
    private int _sent;
    private int _lost;

    public int Sent => Volatile.Read(ref _sent);

    public int Lost => Volatile.Read(ref _lost);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_random.Next(20) == 0)
        {
            Interlocked.Increment(ref _lost);
            return new HttpResponseMessage(System.Net.HttpStatusCode.OK);
        }

        using var again = await CopyAsync(request, cancellationToken);
        using (await base.SendAsync(again, cancellationToken))
        {
            Interlocked.Increment(ref _sent);
        }

        return await base.SendAsync(request, cancellationToken);
    }

    private static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri)
        {
            Content = new ByteArrayContent(request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : []),
        };
        foreach (var (name, values) in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        copy.Content.Headers.ContentType = request.Content?.Headers.ContentType;
        return copy;
    }
}
