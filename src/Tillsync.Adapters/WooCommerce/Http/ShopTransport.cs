using System.Net;
using System.Net.Http.Headers;

namespace Tillsync.Adapters.WooCommerce.Http;

/// <summary>One attempt of one request: signs, sends, counts, tells the observer, and reads the whole answer.</summary>
internal sealed class ShopTransport : IDisposable
{
    /// <summary>A page of 100 complete products is 0.3 MB; a hundred times that is not an answer but a mistake.</summary>
    private const int AnswerBytesMax = 32 * 1024 * 1024;

    /// <summary>Apache closes idle connections after 5 s by default; a write on a dying connection would end as unknown.</summary>
    private static readonly TimeSpan IdleConnectionMax = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan ConnectionLifeMax = TimeSpan.FromMinutes(5);

    private readonly ShopEnvironment _environment;
    private readonly HttpClient _http;
    private readonly ShopSignIn _signIn;
    private readonly string _userAgent;

    public ShopTransport(ShopOptions options, ShopAddress address, ShopEnvironment environment)
    {
        _environment = environment;
        _userAgent = options.UserAgent;
        _signIn = new ShopSignIn(options, address, environment.Time);
        _http = new HttpClient(environment.Handler ?? Network(options), disposeHandler: environment.Handler is null)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = AnswerBytesMax,
        };
    }

    public RequestCounter Requests { get; } = new();

    /// <exception cref="ShopFault">No answer came.</exception>
    public async Task<ShopAnswer> SendAsync(ShopRequest request, ShopQuery query, CancellationToken cancellationToken)
    {
        using var message = Compose(request, query);
        var (sentAt, start) = (_environment.Time.GetUtcNow(), _environment.Time.GetTimestamp());
        Requests.Add(request.Kind);
        try
        {
            using var response = await _http.SendAsync(message, cancellationToken);
            var raw = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            Tell(request, start, (int)response.StatusCode, null);
            var headers = AnswerHeaders.Read(response, _environment.Time);
            return new ShopAnswer(request, (int)response.StatusCode, headers, raw, sentAt, _environment.Time.GetElapsedTime(start));
        }
        catch (HttpRequestException exception)
        {
            throw Failed(request, start, ShopFault.From(exception));
        }
        catch (InvalidDataException exception)
        {
            // Compressed, and damaged on the way.
            throw Failed(request, start, new ShopFault(FaultCause.ConnectionLost, exception));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody gave up but the connection itself: it could not be made in time.
            var isConnecting = exception.InnerException is TimeoutException;
            throw Failed(request, start, new ShopFault(isConnecting ? FaultCause.NotConnected : FaultCause.ConnectionLost, exception));
        }
        catch (OperationCanceledException)
        {
            Tell(request, start, null, "GivenUp");
            throw;
        }
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler Network(ShopOptions options)
    {
        var trustsAnything = options.AllowUntrustedCertificate;
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionIdleTimeout = IdleConnectionMax,
            PooledConnectionLifetime = ConnectionLifeMax,
            SslOptions =
            {
                // Left to the framework unless everything is trusted: its error then says what is wrong with the certificate.
                RemoteCertificateValidationCallback = trustsAnything ? (_, _, _, _) => trustsAnything : null,
            },
        };
    }

    private HttpRequestMessage Compose(ShopRequest request, ShopQuery query)
    {
        var message = _signIn.Sign(request, query);
        message.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        message.Headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        if (request.Body is { } body)
        {
            // Without this exact content type the shop answers 200 and writes nothing (recording 12).
            message.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        return message;
    }

    private ShopFault Failed(ShopRequest request, long start, ShopFault fault)
    {
        Tell(request, start, null, fault.Cause.ToString());
        return fault;
    }

    private void Tell(ShopRequest request, long start, int? status, string? failure) =>
        _environment.Observe?.Invoke(
            new ShopExchange(request.Method.Method, "wp-json/" + request.Path, status, _environment.Time.GetElapsedTime(start), failure)
        );
}
