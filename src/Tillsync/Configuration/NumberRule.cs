using System.Globalization;

namespace Tillsync.Configuration;

/// <summary>An exact number, fractions allowed.</summary>
internal sealed class NumberRule(decimal min, decimal max) : SettingRule<decimal>
{
    public decimal Min => min;

    public decimal Max => max;

    public override string Allowed => string.Create(CultureInfo.InvariantCulture, $"{min} to {max}");

    public override RuleResult Read(RawSetting raw)
    {
        var result = ReadNumber(raw);
        return result is null ? Refuse($"{raw.Shown} is not a number.")
            : result < min || result > max ? Refuse($"{raw.Shown} is out of range.")
            : Accept(result.Value);
    }

    /// <summary>Null when the text is no number, or one that no decimal can hold.</summary>
    public static decimal? ReadNumber(RawSetting raw) =>
        raw.Kind is RawKind.Number or RawKind.Text or RawKind.Variable
        && decimal.TryParse(raw.Text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
