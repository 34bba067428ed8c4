using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Tillsync.Sandbox.Hosting;

/// <summary>Carries requests from Kestrel to the handler and answers back.</summary>
internal static class HttpBridge
{
    /// <param name="stopping">Ends what is under way when the host stops. A client that goes away does not.</param>
    public static async Task AnswerAsync(HttpContext context, SandboxHandler handler, CancellationToken stopping)
    {
        // Until the whole body is there, the web server hands nothing to PHP; from then on PHP works on, whether or not somebody still
        // waits for the answer (recording 12: 10 of 60 written when the client gave up, 60 six seconds later).
        var request = await ReadAsync(context);
        if (await HandleAsync(request, handler, stopping) is not { IsDropped: false } response)
        {
            context.Abort();
            return;
        }

        if (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        context.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        if (request.Method == "HEAD")
        {
            return;
        }

        context.Response.ContentLength = response.Body.Length;
        await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
    }

    /// <returns>Null when the host stopped first.</returns>
    private static async Task<SandboxResponse?> HandleAsync(SandboxRequest request, SandboxHandler handler, CancellationToken stopping)
    {
        try
        {
            return await handler.HandleAsync(request, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<SandboxRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in context.Request.Headers)
        {
            headers[name] = values.ToString();
        }

        return new SandboxRequest(
            context.Request.Method,
            context.Request.Scheme,
            question < 0 ? target : target[..question],
            question < 0 ? "" : target[(question + 1)..],
            headers,
            body.ToArray()
        );
    }
}
