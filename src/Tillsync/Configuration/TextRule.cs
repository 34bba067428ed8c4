namespace Tillsync.Configuration;

/// <summary>A text on one line; outer blanks do not count.</summary>
/// <param name="lengthMax">In UTF-16 units.</param>
internal sealed class TextRule(int lengthMax, string what = "text", bool isAscii = false) : SettingRule<string>
{
    public int LengthMax => lengthMax;

    /// <summary>Only visible ASCII characters and blanks, as in an HTTP header.</summary>
    public bool IsAscii => isAscii;

    public override string Allowed => $"{what} of 1 to {lengthMax} {(isAscii ? "ASCII characters" : "characters")}";

    public override RuleResult Read(RawSetting raw)
    {
        if (NotText(raw) is { } problem)
        {
            return Refuse(problem);
        }

        var text = raw.Text.Trim();
        return text.Length > lengthMax ? Refuse($"{raw.Shown} is too long.")
            : isAscii && text.Any(character => !char.IsAscii(character)) ? Refuse($"{raw.Shown} has characters that are not ASCII.")
            : Accept(text);
    }

    /// <summary>Why this is not one line of text; null when it is.</summary>
    public static string? NotText(RawSetting raw) =>
        raw.Kind is not (RawKind.Text or RawKind.Variable) ? NotQuoted(raw)
        : raw.Text.Trim().Any(char.IsControl)
            ? "There is a line break, tab or other control character in it; in JSON a backslash is written twice."
        : null;

    private static string NotQuoted(RawSetting raw) =>
        raw.Shown == raw.Text
            ? $"{raw.Text} is not text: write it in quotes, exactly as it should read (01 is not 1)."
            : "The value is not in quotes.";
}
