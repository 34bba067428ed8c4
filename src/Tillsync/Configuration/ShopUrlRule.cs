namespace Tillsync.Configuration;

/// <summary>A shop's address. What is refused is not repeated: it may hold a user name and a password.</summary>
internal sealed class ShopUrlRule : SettingRule<Uri>
{
    public override string Allowed => "http:// or https:// and the shop's address, without user name, query or fragment";

    public override RuleResult Read(RawSetting raw)
    {
        if (TextRule.NotText(raw) is { } problem)
        {
            return Refuse(problem);
        }

        if (
            !Uri.TryCreate(raw.Text.Trim(), UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            || url.Host.Length == 0
        )
        {
            return Refuse($"{raw.Shown} is not the address of a shop.");
        }

        return url.UserInfo.Length > 0
                ? Refuse("The address has a user name or password in it; the keys go into ConsumerKey and ConsumerSecret.")
            : url.Query.Length > 0 || url.Fragment.Length > 0 ? Refuse("The address has a '?' or '#' part.")
            : url.AbsolutePath.Contains("/wp-json", StringComparison.OrdinalIgnoreCase)
                ? Refuse("The address ends in /wp-json: leave that out, it is added by itself.")
            : Accept(url);
    }
}
