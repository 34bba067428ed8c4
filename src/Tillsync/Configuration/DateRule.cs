using System.Globalization;

namespace Tillsync.Configuration;

/// <summary>A day, in the one form that reads alike everywhere.</summary>
internal sealed class DateRule : SettingRule<DateOnly>
{
    private const string Format = "yyyy-MM-dd";

    public static readonly DateRule Instance = new();

    public override string Allowed => "a day such as 2026-01-31";

    public override RuleResult Read(RawSetting raw) =>
        raw.Kind is RawKind.Text or RawKind.Variable
        && DateOnly.TryParseExact(raw.Text.Trim(), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Accept(day)
            : Refuse($"{raw.Shown} is no such day.");
}
