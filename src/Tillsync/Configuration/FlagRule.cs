namespace Tillsync.Configuration;

internal sealed class FlagRule : SettingRule<bool>
{
    public static readonly FlagRule Instance = new();

    public override string Allowed => "true or false";

    public override RuleResult Read(RawSetting raw) =>
        raw.Kind is RawKind.Flag or RawKind.Text or RawKind.Variable && bool.TryParse(raw.Text, out var flag)
            ? Accept(flag)
            : Refuse($"{raw.Shown} is neither true nor false.");
}
