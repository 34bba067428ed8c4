using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Tillsync.Sandbox.Hosting;

/// <summary>Carries requests from Kestrel to the handler and answers back.</summary>
internal static class HttpBridge
{
    public static async Task AnswerAsync(HttpContext context, SandboxHandler handler)
    {
        var request = await ReadAsync(context);
        var response = await handler.HandleAsync(request, context.RequestAborted);
        if (response.IsDropped)
        {
            context.Abort();
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
