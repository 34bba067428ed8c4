namespace Tillsync.Configuration;

/// <summary>An http or https address without sign-in or fragment.</summary>
/// <param name="owner">Whose address it is, e.g. "an OpenTelemetry collector".</param>
internal sealed class HttpAddressRule(string owner) : SettingRule<Uri>
{
    public override string Allowed => $"http:// or https:// and the address of {owner}, without user name or fragment";

    public override RuleResult Read(RawSetting raw) =>
        Uri.TryCreate(raw.Text.Trim(), UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address is { UserInfo.Length: 0, Fragment.Length: 0 }
            ? Accept(address)
            : Refuse($"{raw.Shown} is no such address.");
}
