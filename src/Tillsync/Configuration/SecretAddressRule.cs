namespace Tillsync.Configuration;

/// <summary>A web address that lets whoever knows it in, so that it is never repeated in a message.</summary>
/// <param name="owner">Whose address it is.</param>
internal sealed class SecretAddressRule(string owner) : SettingRule<Secret>
{
    public override string Allowed => $"http:// or https:// and the address of {owner}";

    public override RuleResult Read(RawSetting raw) =>
        raw.Kind is not (RawKind.Text or RawKind.Variable) ? Refuse("The value is not in quotes.")
        : Uri.TryCreate(raw.Text.Trim(), UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Host.Length: > 0 }
            ? Accept(new Secret(raw.Text.Trim()))
        : Refuse("The value is no such address.");
}
