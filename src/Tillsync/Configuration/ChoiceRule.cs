namespace Tillsync.Configuration;

/// <summary>One of a few words, in any case.</summary>
internal sealed class ChoiceRule<T> : SettingRule<T>
    where T : struct, Enum
{
    private static readonly string[] Names = Enum.GetNames<T>();

    public override string Allowed => Names.Length == 1 ? Names[0] : $"{string.Join(", ", Names[..^1])} or {Names[^1]}";

    public override RuleResult Read(RawSetting raw)
    {
        var text = raw.Text.Trim();
        var index = Array.FindIndex(Names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            return Accept(Enum.GetValues<T>()[index]);
        }

        var nearest = NearestName.Of(text, Names);
        return Refuse(nearest is null ? $"{raw.Shown} is not known." : $"{raw.Shown} is not known. Did you mean {nearest}?");
    }
}
