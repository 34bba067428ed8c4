using System.Net;

namespace Tillsync.Sandbox;

/// <summary>An <see cref="HttpMessageHandler"/> over the shop, for tests without sockets.</summary>
public sealed class SandboxHttpHandler(SandboxHandler handler) : HttpMessageHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = await ReadAsync(request, cancellationToken);
        // Whoever gives up gets no answer; the shop works on, as PHP does.
        var answer = await handler.HandleAsync(asked, CancellationToken.None).WaitAsync(cancellationToken);
        return Write(request, answer);
    }

    /// <summary>A request as the shop gets it.</summary>
    public static async Task<SandboxRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        return new SandboxRequest(
            request.Method.Method,
            uri.Scheme,
            uri.AbsolutePath,
            uri.Query.TrimStart('?'),
            Headers(request, uri),
            body
        );
    }

    /// <summary>An answer as the client gets it.</summary>
    /// <exception cref="HttpRequestException">The connection ended without one.</exception>
    public static HttpResponseMessage Write(HttpRequestMessage request, SandboxResponse answer)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(answer);
        return answer.IsDropped
            ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection ended without an answer.")
            : Message(request, answer);
    }

    private static Dictionary<string, string> Headers(HttpRequestMessage request, Uri uri)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Host"] = request.Headers.Host ?? uri.Authority };
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            headers[name] = values.ToString();
        }

        foreach (var (name, values) in request.Content?.Headers.NonValidated ?? default)
        {
            headers[name] = values.ToString();
        }

        return headers;
    }

    private static HttpResponseMessage Message(HttpRequestMessage request, SandboxResponse answer)
    {
        var message = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new ReadOnlyMemoryContent(answer.Body),
        };
        foreach (var (name, value) in answer.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }
}
