namespace Tillsync.Configuration;

/// <summary>One of the two halves of a WooCommerce REST API key.</summary>
/// <param name="other">How the other half begins, which is often pasted in its place.</param>
internal sealed class ApiKeyRule(string prefix, string other) : SettingRule<Secret>
{
    private const int LengthMax = 200;

    public string Prefix => prefix;

    public override string Allowed => $"the key as WooCommerce shows it ({prefix}…), at most {LengthMax} letters, digits and '_'";

    public override RuleResult Read(RawSetting raw)
    {
        if (raw.Kind is not (RawKind.Text or RawKind.Variable))
        {
            return Refuse("The value is not in quotes.");
        }

        var text = raw.Text.Trim();
        return text.StartsWith(other, StringComparison.Ordinal)
                ? Refuse($"The value begins with {other}: ConsumerKey and ConsumerSecret are swapped.")
            : text.Length > LengthMax || text.Any(character => !char.IsAsciiLetterOrDigit(character) && character != '_')
                ? Refuse("The value is not a key.")
            : Accept(new Secret(text));
    }
}
