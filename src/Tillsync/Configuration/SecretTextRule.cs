namespace Tillsync.Configuration;

/// <summary>A password: any text on one line, never repeated in a message.</summary>
internal sealed class SecretTextRule(int lengthMax) : SettingRule<Secret>
{
    public override string Allowed => $"text of 1 to {lengthMax} characters";

    public override RuleResult Read(RawSetting raw) =>
        raw.Kind is not (RawKind.Text or RawKind.Variable) ? Refuse("The value is not in quotes.")
        : raw.Text.Any(char.IsControl) ? Refuse("There is a line break, tab or other control character in it.")
        : raw.Text.Length > lengthMax ? Refuse("The value is too long.")
        : Accept(new Secret(raw.Text));
}
