using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tillsync.Sandbox.Rest;

/// <summary>Writes answers with the headers of the recorded store.</summary>
internal static class ResponseWriter
{
    private static readonly byte[] s_null = "null"u8.ToArray();

    public static SandboxResponse Json(RestResult result, RestRequest? request, IReadOnlyList<string> allow)
    {
        List<KeyValuePair<string, string>> headers =
        [
            new("Server", "nginx/1.22.1"),
            new("Content-Type", "application/json; charset=UTF-8"),
            new("X-Robots-Tag", "noindex"),
            new("X-Content-Type-Options", "nosniff"),
            new("Access-Control-Expose-Headers", "X-WP-Total, X-WP-TotalPages, Link"),
            new("Access-Control-Allow-Headers", "Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type"),
        ];
        if (!result.Headers.ContainsKey("Link") && request is not null)
        {
            headers.Add(new("Link", $"<{request.BaseUrl}/wp-json/>; rel=\"https://api.w.org/\""));
        }

        headers.AddRange(result.Headers);
        if (allow.Count > 0)
        {
            headers.Add(new("Allow", string.Join(", ", allow)));
        }

        headers.Add(new("Expires", "Wed, 11 Jan 1984 05:00:00 GMT"));
        headers.Add(new("Cache-Control", "no-cache, must-revalidate, max-age=0, no-store, private"));
        return new SandboxResponse(result.Status, headers, Bytes(result.Body)) { BatchItems = result.BatchItems };
    }

    /// <summary>The web server's own pages.</summary>
    public static SandboxResponse Html(int status, string title, bool closes = false)
    {
        var body =
            $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n";
        List<KeyValuePair<string, string>> headers = [new("Server", "nginx/1.22.1"), new("Content-Type", "text/html")];
        if (closes)
        {
            headers.Add(new("Connection", "close"));
        }

        return new SandboxResponse(status, headers, Encoding.UTF8.GetBytes(body));
    }

    private static byte[] Bytes(JsonNode? body) => body is null ? s_null : JsonSerializer.SerializeToUtf8Bytes(body);
}
