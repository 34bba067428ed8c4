using System.Globalization;
using System.Text.Json;
using Tillsync.Adapters.WooCommerce.Http;
using Tillsync.Core;

namespace Tillsync.Adapters.WooCommerce.Errors;

/// <summary>
/// Turns answers and faults into errors that name the URL, the cause and the next move. The cases are those of the recordings 01 and 12
/// and of the public complaints about firewalls, caches and hosts.
/// </summary>
internal sealed class ShopErrors(ShopOptions options, ShopAddress address, TimeProvider time)
{
    private const string KeysPage = "WooCommerce > Settings > Advanced > REST API";
    private const string TryLater = "Nothing needs to be done unless it lasts; the next run tries again.";

    private readonly PageReader _pages = new(options);
    private readonly PlainText _text = new(options);

    public ShopException From(ShopAnswer answer)
    {
        var finding = Find(answer);
        return Exception(answer.Request, finding);
    }

    /// <summary>The cause alone, for an outcome that is unknown.</summary>
    public string CauseOf(ShopAnswer answer) => Find(answer).Cause;

    public ShopException From(ShopRequest request, ShopFault fault) => Exception(request, Find(fault), fault);

    public string CauseOf(ShopFault fault) => Find(fault).Cause;

    public ShopException TimedOut(ShopRequest request, Exception inner) =>
        Exception(request, new("The shop did not answer in time.", "Raise the time-out, or see why the shop's server is slow."), inner);

    /// <summary>The JSON is sound but not what this request is answered with.</summary>
    public ShopException Unexpected(ShopRequest request, JsonException inner) =>
        Exception(
            request,
            new(
                $"The answer is JSON, but not of the expected shape ({_text.From(inner.Message)}).",
                "A plugin of the shop changes the API's answers; find it by switching off plugins, newest first."
            ),
            inner
        );

    /// <summary>The shop asked for a longer pause than a run waits.</summary>
    public ShopException Paused(ShopRequest request, TimeSpan wait) =>
        Exception(request, new($"The shop asks to be left alone for {Seconds(wait)}; nothing was sent.", TryLater));

    public ShopException PagesRepeat(ShopRequest request) =>
        Exception(
            request,
            new("The shop answers the same page again and again.", "A cache or plugin drops the query; exclude /wp-json/ from caching.")
        );

    public ShopException NotWordPress(ShopRequest request) =>
        Exception(request, new("What answers there is not a WordPress REST API.", "Check the shop's URL and its folder."));

    public ShopException NoWooCommerce(ShopRequest request) =>
        Exception(request, new("WordPress answers, but WooCommerce is not active (no wc/v3).", "Activate WooCommerce on this site."));

    private ShopException Exception(ShopRequest request, Finding finding, Exception? inner = null) =>
        new($"{request.Method.Method} {address.Endpoint(request.Path).AbsoluteUri}", finding.Cause, finding.Advice, inner);

    private Finding Find(ShopFault fault) =>
        fault.Cause switch
        {
            FaultCause.NameNotFound => new(
                $"The name {address.Root.Host} is not known.",
                "Check the shop's URL, and whether this machine reaches the internet and its name server."
            ),
            FaultCause.NotConnected => new(
                $"No connection to {address.Root.Authority} could be made ({_text.From(fault.Message)}).",
                "The server is down, or a firewall or the port in the URL is in the way."
            ),
            FaultCause.Tls => TlsFinding(fault),
            FaultCause.NotHttp => new("What answers there does not speak HTTP.", "Check scheme and port of the shop's URL."),
            FaultCause.TooLarge => new("The answer is larger than any shop's.", "Lower the page size, or see what answers at this URL."),
            FaultCause.Cancelled => new("It was cancelled while the request was under way.", TryLater),
            _ => new(
                $"The connection broke before the answer was complete ({_text.From(fault.Message)}).",
                address.Root.Scheme == Uri.UriSchemeHttp
                    ? $"{TryLater} If it lasts, check whether the shop's URL must begin with https."
                    : TryLater
            ),
        };

    private Finding TlsFinding(ShopFault fault)
    {
        var reason = _text.From(fault.GetBaseException().Message);
        return reason.Contains("certificate", StringComparison.OrdinalIgnoreCase)
            ? new(
                $"The shop's certificate is not trusted ({reason}).",
                "Renew or repair the certificate; for a shop in your own network whose certificate you know, set AllowUntrustedCertificate."
            )
            : new($"No secure connection could be made ({reason}).", "Check whether the shop answers https at this port.");
    }

    private Finding Find(ShopAnswer answer)
    {
        if (answer.IsRedirect)
        {
            return Redirects.Find(answer, address);
        }

        return answer.Status switch
        {
            401 => Unauthorised(answer),
            403 => Forbidden(answer),
            404 or 410 => NotFound(answer),
            413 => new("The request is too large for the shop's server (413).", "Lower the batch size."),
            414 => new("The URL is too long for the shop's server (414).", "Lower the page size."),
            429 => new($"The shop or its host allows no more requests for now (429{Pause(answer)}).", "Run less often, or ask the host."),
            503 => Unavailable(answer),
            >= 500 => ServerError(answer),
            _ => Other(answer),
        };
    }

    private Finding Unauthorised(ShopAnswer answer) =>
        answer.Error switch
        {
            null when answer.Headers.AsksForPassword => new(
                "The web server itself asks for a password, as staging sites do; the shop's keys do not open it (401).",
                "Take the directory protection off /wp-json/."
            ),
            null => _pages.Find(answer),
            { Code: "woocommerce_rest_authentication_error" } error => KeysRefused(answer, _text.From(error.Message)),
            { Code: { } code } when code.StartsWith("woocommerce_rest_cannot_", StringComparison.Ordinal) => new(
                "The shop saw no key that it knows: the consumer key is wrong or was deleted, or the sign-in does not reach WordPress (401).",
                $"Compare the consumer key with {KeysPage}; if it is right, have the host pass the Authorization header on to PHP and have"
                    + " WordPress know that it is reached by https."
            ),
            var error => new(
                $"The shop demands another sign-in: “{_text.From(error.Message)}” ({_text.From(error.Code)}, 401).",
                "A security plugin guards the API; let it pass /wp-json/wc/v3/."
            ),
        };

    /// <summary>The shop has one code for all of these, and its message may be in the site's language.</summary>
    private Finding KeysRefused(ShopAnswer answer, string message)
    {
        bool Says(string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
        if (Says("write permission"))
        {
            return new("The keys may read but not write (401).", $"Set the key's permission to Read/Write under {KeysPage}.");
        }

        if (Says("read permission"))
        {
            return new("The keys may write but not read (401).", $"Set the key's permission to Read/Write under {KeysPage}.");
        }

        if (Says("timestamp"))
        {
            return new($"The shop refuses the signature's time: {ClockSkew(answer)} (401).", "Set this machine's clock.");
        }

        if (Says("key is invalid"))
        {
            return new("The consumer key is wrong or was deleted (401).", $"Compare it with {KeysPage}.");
        }

        if (Says("secret is invalid"))
        {
            return new("The consumer secret is wrong (401).", $"Create a new key under {KeysPage} and enter both parts.");
        }

        return Says("signature")
            ? new(
                "The shop refuses the signature (401).",
                "The consumer secret is wrong, or the URL differs from the site address in WordPress > Settings > General; https avoids signatures."
            )
            : new($"The shop refuses the keys: “{message}” (401).", $"Check key, secret and permission (Read/Write) under {KeysPage}.");
    }

    private string ClockSkew(ShopAnswer answer) =>
        answer.Headers.Date is { } shopTime
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"this machine's clock differs from the shop's by {Seconds((time.GetUtcNow() - shopTime).Duration())}"
            )
            : "this machine's clock differs too much from the shop's";

    private Finding Forbidden(ShopAnswer answer) =>
        answer.Error is { } error
            ? new(
                $"The shop forbids this: “{_text.From(error.Message)}” ({_text.From(error.Code)}, 403).",
                $"Make a key for a shop manager or administrator under {KeysPage}; a security plugin may also guard the API."
            )
            : _pages.Blocked(answer);

    private Finding NotFound(ShopAnswer answer) =>
        answer.Error switch
        {
            { Code: "rest_no_route" } => new(
                "WordPress answers, but knows no such route (404).",
                "Activate WooCommerce 8.9 or later, and check that the URL is the shop's."
            ),
            { } error => Refused(answer, error.Code, error.Message),
            null => new(
                "There is no WordPress REST API at this address (404, a page).",
                "Check the shop's URL and its folder; in WordPress > Settings > Permalinks anything but “Plain” must be chosen."
            ),
        };

    private Finding Unavailable(ShopAnswer answer)
    {
        var text = answer.Error is { } error ? _text.From(error.Message) : "";
        return text.Contains("maintenance", StringComparison.OrdinalIgnoreCase)
            ? new($"The shop is in maintenance: an update is being installed (503{Pause(answer)}).", TryLater)
            : new($"The shop's server is overloaded or closed for now (503{Pause(answer)}).", TryLater);
    }

    private Finding ServerError(ShopAnswer answer)
    {
        var message = _text.From(answer.Error?.Message);
        if (message.Contains("database", StringComparison.OrdinalIgnoreCase))
        {
            return new("The shop's database does not answer (500).", "Ask the host; the next run tries again.");
        }

        return answer.Status switch
        {
            502 => new("The shop's PHP does not answer its web server (502).", TryLater),
            504 => new("The shop took too long for its own web server (504).", "Lower the batch size if it happens again."),
            >= 520 => new($"The shop's CDN does not reach the shop ({Status(answer)}).", TryLater),
            _ when answer.Error is { } error => new(
                $"The shop failed: “{message}” ({_text.From(error.Code)}, {Status(answer)}).",
                "A plugin or theme breaks the API; see WooCommerce > Status > Logs (fatal-errors)."
            ),
            _ => new($"The shop's server failed ({Status(answer)}).", "See the web server's error log; the next run tries again."),
        };
    }

    private Finding Other(ShopAnswer answer)
    {
        if (answer.IsCached)
        {
            return new(
                $"The answer comes from a cache ({_text.From(answer.Headers.CachedBy)}), so its numbers may be old.",
                "Exclude /wp-json/ from the host's, CDN's or plugin's cache."
            );
        }

        if (answer.Error is { } error)
        {
            return Refused(answer, error.Code, error.Message);
        }

        return answer.Body.Form switch
        {
            BodyForm.Empty => new($"The answer is empty ({Status(answer)}).", "PHP stops without a word; see the web server's error log."),
            BodyForm.Broken => new($"The answer breaks off or is no valid JSON ({Status(answer)}).", TryLater),
            BodyForm.Json => new($"The answer is JSON, but not the shop's ({Status(answer)}).", "Check the shop's URL."),
            _ => _pages.Find(answer),
        };
    }

    private Finding Refused(ShopAnswer answer, string? code, string? message) =>
        new($"The shop refuses: “{_text.From(message)}” ({_text.From(code)}, {Status(answer)}).", "See what the shop's message names.");

    private static string Pause(ShopAnswer answer) => answer.Headers.RetryAfter is { } wait ? $", come back in {Seconds(wait)}" : "";

    private static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(span.TotalSeconds):0} s");

    private static string Status(ShopAnswer answer) => answer.Status.ToString(CultureInfo.InvariantCulture);
}
