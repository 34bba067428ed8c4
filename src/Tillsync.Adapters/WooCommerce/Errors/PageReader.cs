using System.Globalization;
using Tillsync.Adapters.WooCommerce.Http;

namespace Tillsync.Adapters.WooCommerce.Errors;

/// <summary>Tells what a page is that came in place of JSON, and whom to ask.</summary>
internal sealed class PageReader(ShopOptions options)
{
    // What the pages of firewalls say of themselves.
    private static readonly (string Mark, string Name)[] Firewalls =
    [
        ("wordfence", "Wordfence"),
        ("mod_security", "ModSecurity"),
        ("modsecurity", "ModSecurity"),
        ("not acceptable", "ModSecurity"),
        ("sucuri", "Sucuri"),
        ("imunify360", "Imunify360"),
        ("bitninja", "BitNinja"),
        ("cloudflare", "Cloudflare"),
    ];

    private static readonly string[] ChallengeMarks = ["just a moment", "captcha", "checking your browser", "enable javascript"];

    private readonly PlainText _text = new(options);

    /// <summary>A page with a status that says no.</summary>
    public Finding Blocked(ShopAnswer answer)
    {
        var page = answer.Excerpt;
        var found = Firewalls.FirstOrDefault(firewall => Has(page, firewall.Mark) || Has(answer.Headers.Server, firewall.Mark));
        var name = found.Name ?? "A firewall";
        return new(
            $"{name} stands before the shop and answered with a page{Title(page)} ({Status(answer)}).",
            $"Let it pass this machine's address and the user agent “{options.UserAgent}” for /wp-json/wc/v3/."
        );
    }

    public Finding Find(ShopAnswer answer)
    {
        var page = answer.Excerpt;
        if (answer.Headers.CachedBy is { } cache)
        {
            return new(
                $"A cache answered with a stored page{Title(page)} ({_text.From(cache)}, {Status(answer)}).",
                "Exclude /wp-json/ from the host's, CDN's or plugin's cache."
            );
        }

        if (Has(page, "sent to HTTPS port"))
        {
            return new("The port speaks https, and was asked by http.", "Write https:// in the shop's URL.");
        }

        if (ChallengeMarks.Any(mark => Has(page, mark)) || answer.Status is 401 or 405 or 406 or 415)
        {
            return Blocked(answer);
        }

        if (Has(page, "wp-login") || Has(page, "type=\"password\"") || Has(page, "type='password'"))
        {
            return new(
                $"A login page came in place of the API{Title(page)} ({Status(answer)}).",
                "A network or plugin wants a sign-in first; let /wp-json/wc/v3/ pass, and check this machine's own internet access."
            );
        }

        if (Has(page, "maintenance") || Has(page, "coming soon"))
        {
            return new(
                $"A maintenance page came in place of the API{Title(page)} ({Status(answer)}).",
                "Switch the plugin's or host's maintenance mode off, or let it pass /wp-json/."
            );
        }

        return new(
            $"A page came in place of the API{Title(page)} ({Status(answer)}).",
            "Check the shop's URL; if it is right, a plugin, firewall or host answers for WordPress."
        );
    }

    private string Title(string page) => _text.TitleOf(page) is { } title ? $" “{title}”" : "";

    private static bool Has(string page, string mark) => page.Contains(mark, StringComparison.OrdinalIgnoreCase);

    private static string Status(ShopAnswer answer) => answer.Status.ToString(CultureInfo.InvariantCulture);
}
