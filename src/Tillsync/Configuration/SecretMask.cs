namespace Tillsync.Configuration;

/// <summary>What may be shown of a secret.</summary>
internal static class SecretMask
{
    private const string Hidden = "…";

    /// <summary>A key shorter than this shows nothing, since four characters would be much of it.</summary>
    private const int LengthMinToShowEnd = 16;

    private static readonly string[] HiddenParts = ["password", "pwd", "secret", "token", "key"];

    public static string Of(Secret secret, Secrecy secrecy) =>
        secrecy == Secrecy.ConnectionString ? ConnectionString(secret.Reveal()) : ApiKey(secret.Reveal());

    private static string ApiKey(string text) => text.Length < LengthMinToShowEnd ? Hidden : Hidden + text[^4..];

    private static string ConnectionString(string text)
    {
        if (ConnectionStringRule.Parse(text) is not { } parts)
        {
            return Hidden;
        }

        string[] hidden =
        [
            .. parts.Keys.Cast<string>().Where(name => HiddenParts.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase))),
        ];
        foreach (var name in hidden)
        {
            parts[name] = Hidden;
        }

        return hidden.Length == 0 ? text : parts.ConnectionString;
    }
}
