using System.Globalization;

namespace Tillsync.Configuration;

internal sealed class WholeNumberRule(int min, int max) : SettingRule<int>
{
    public int Min => min;

    public int Max => max;

    public override string Allowed => string.Create(CultureInfo.InvariantCulture, $"whole number, {min} to {max}");

    public override RuleResult Read(RawSetting raw)
    {
        var number = NumberRule.ReadNumber(raw);
        return number is null ? Refuse($"{raw.Shown} is not a number.")
            : number != decimal.Truncate(number.Value) ? Refuse($"{raw.Shown} is not a whole number.")
            : number < min || number > max ? Refuse($"{raw.Shown} is out of range.")
            : Accept((int)number.Value);
    }
}
