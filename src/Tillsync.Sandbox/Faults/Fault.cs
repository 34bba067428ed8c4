using System.Text;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox;

/// <summary>Something that goes wrong with one request. Made by the factory methods; queued with <see cref="FaultInjector"/>.</summary>
public sealed record Fault
{
    private Fault() { }

    /// <summary>Nothing goes wrong.</summary>
    public static Fault None { get; } = new();

    internal TimeSpan DelayBefore { get; private init; }

    internal TimeSpan DelayAfter { get; private init; }

    /// <summary>Answers in place of the shop; the request is not handled.</summary>
    internal Func<SandboxRequest, SandboxResponse>? Instead { get; private init; }

    /// <summary>Replaces the shop's answer; the request was handled.</summary>
    internal Func<SandboxResponse, SandboxResponse>? Rewrite { get; private init; }

    internal Action<ShopModel>? RunBefore { get; private init; }

    internal Action<ShopModel>? RunAfter { get; private init; }

    internal Action<ShopModel>? RunWhileSaving { get; private init; }

    internal Action<ShopModel, int, long>? RunBeforeItem { get; private init; }

    /// <summary>A slow shop: waits before the request is handled, or after it and before the answer.</summary>
    public static Fault Slow(TimeSpan before = default, TimeSpan after = default) => new() { DelayBefore = before, DelayAfter = after };

    /// <summary>Any status with any body, instead of handling the request or after it was handled.</summary>
    public static Fault Status(
        int status,
        string body,
        string contentType = "text/html",
        bool isApplied = false,
        TimeSpan? retryAfter = null
    ) => Replace(isApplied, FaultPages.Page(status, body, contentType, retryAfter));

    /// <summary>429 with Retry-After. The recorded stores have no rate limit; hosts in front of them do.</summary>
    public static Fault TooManyRequests(TimeSpan retryAfter) =>
        Status(429, "<html><head><title>429 Too Many Requests</title></head></html>", retryAfter: retryAfter);

    /// <summary>502 of the web server while PHP is away (recording 12).</summary>
    public static Fault BadGateway(bool isApplied = false) => Replace(isApplied, ResponseWriter.Html(502, "502 Bad Gateway"));

    /// <summary>504 of the web server; the write is usually done by then (recording 12).</summary>
    public static Fault GatewayTimeout(bool isApplied = true) => Replace(isApplied, ResponseWriter.Html(504, "504 Gateway Time-out"));

    /// <summary>503 with Retry-After: 600 while the shop updates itself (recording 12).</summary>
    public static Fault Maintenance() => Replace(isApplied: false, FaultPages.Maintenance());

    /// <summary>500 of WordPress while its database is away (recording 12).</summary>
    public static Fault DatabaseDown() => Replace(isApplied: false, FaultPages.DatabaseDown());

    /// <summary>500 of PHP.</summary>
    public static Fault InternalError(bool isApplied = false) => Replace(isApplied, FaultPages.Fatal());

    /// <summary>The connection ends without an answer, before the request was handled or after.</summary>
    public static Fault Drop(bool isApplied) => Replace(isApplied, new SandboxResponse(0, [], default) { IsDropped = true });

    /// <summary>Only the first bytes of the answer arrive.</summary>
    public static Fault Truncate(int bytes) =>
        new() { Rewrite = response => response with { Body = response.Body[..Math.Min(bytes, response.Body.Length)] } };

    /// <summary>A plugin prints HTML in front of the JSON (recording 12).</summary>
    public static Fault Noise(string html = "<br />\n<b>Warning</b>: Undefined variable in plugin.php on line 1<br />\n") =>
        new() { Rewrite = response => response with { Body = (byte[])[.. Encoding.UTF8.GetBytes(html), .. response.Body.Span] } };

    /// <summary>200 with an HTML page: a login page in between, or a cached page.</summary>
    public static Fault HtmlPage(bool isApplied = false, string title = "Log In") =>
        Status(
            200,
            $"<!DOCTYPE html><html><head><title>{title}</title></head><body>{title}</body></html>",
            "text/html; charset=UTF-8",
            isApplied
        );

    /// <summary>A redirect to another address.</summary>
    public static Fault Redirect(Uri target, int status = 301)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Replace(
            isApplied: false,
            new SandboxResponse(status, [new("Location", target.ToString()), new("Content-Type", "text/html")], default)
        );
    }

    /// <summary>A batch ends with 500 at an item; the items before it stay written (recording 12).</summary>
    /// <param name="item">Position in the request, from 0.</param>
    public static Fault BatchDies(int item) =>
        new() { RunBeforeItem = (_, position, _) => _ = position == item ? throw RestError.Fatal() : position };

    /// <summary>A batch refuses the items with these ids and writes the others.</summary>
    public static Fault RefuseItems(params long[] ids) =>
        new() { RunBeforeItem = (_, _, id) => _ = ids.Contains(id) ? throw FaultPages.Refusal() : id };

    /// <summary>Something else happens in the shop right before the request is handled.</summary>
    public static Fault Before(Action<ShopModel> action) => new() { RunBefore = action };

    /// <summary>Something else happens in the shop right after the request was handled.</summary>
    public static Fault After(Action<ShopModel> action) => new() { RunAfter = action };

    /// <summary>Something else happens before an item of a batch is handled.</summary>
    /// <param name="item">Position in the request, from 0.</param>
    /// <param name="action">What happens.</param>
    public static Fault BeforeItem(int item, Action<ShopModel> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return new()
        {
            RunBeforeItem = (model, position, _) =>
            {
                if (position == item)
                {
                    action(model);
                }
            },
        };
    }

    /// <summary>Something else happens between the shop's read and its save of a product: the window in which inventory_delta loses sales (recording 11).</summary>
    public static Fault WhileSaving(Action<ShopModel> action) => new() { RunWhileSaving = action };

    private static Fault Replace(bool isApplied, SandboxResponse response) =>
        isApplied ? new() { Rewrite = done => response with { BatchItems = done.BatchItems } } : new() { Instead = _ => response };
}
