using System.Text;
using Tillsync.Sandbox.Php;

namespace Tillsync.Sandbox.Rest;

/// <summary>Turns an HTTP request into parameters. A body of the wrong type is simply not read (recording 12).</summary>
internal static class RequestReader
{
    public static RestRequest Read(SandboxRequest request, string method, string route, PhpArray query)
    {
        var rest = new RestRequest
        {
            Method = method,
            BaseUrl = $"{request.Scheme}://{request.Host}",
            Route = route,
            Query = query,
        };
        var contentType = request.Headers.GetValueOrDefault("Content-Type", "").Split(';')[0].Trim().ToLowerInvariant();
        if (request.Body.Length == 0 || request.Method is "GET" or "HEAD")
        {
            return rest;
        }

        if (
            contentType == "application/json"
            || (contentType.StartsWith("application/", StringComparison.Ordinal) && contentType.EndsWith("+json", StringComparison.Ordinal))
        )
        {
            rest.Json = ReadJson(request.Body.Span);
        }
        else if (contentType == "application/x-www-form-urlencoded")
        {
            rest.Form = PhpQuery.Parse(Encoding.UTF8.GetString(request.Body.Span));
        }

        return rest;
    }

    private static PhpArray? ReadJson(ReadOnlySpan<byte> body)
    {
        var value = PhpJson.Read(body, out var error);
        if (error is { } problem)
        {
            throw new RestError(400, "rest_invalid_json", "Invalid JSON body passed.")
            {
                Extra = new() { ["json_error_code"] = problem.Code, ["json_error_message"] = problem.Text },
            };
        }

        // A text or number where an object belongs is a PHP error; null is an empty body (traces, "malformed scalar", "malformed null body").
        return value as PhpArray ?? (value is null or false ? null : throw RestError.Fatal());
    }
}
