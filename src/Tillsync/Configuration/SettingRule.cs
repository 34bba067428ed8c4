namespace Tillsync.Configuration;

/// <summary>What values a key takes: reads one from text, and says in words what is allowed.</summary>
internal abstract class SettingRule
{
    /// <summary>What is allowed, for messages, the written file and the documentation.</summary>
    public abstract string Allowed { get; }

    /// <summary>The value, or what is wrong with it. Never called for null, or for text that is blank.</summary>
    public abstract RuleResult Read(RawSetting raw);

    protected RuleResult Refuse(string problem) => RuleResult.Refused($"{problem} Allowed: {Allowed}.");
}

/// <summary>A rule whose values are of one type.</summary>
internal abstract class SettingRule<T> : SettingRule
    where T : notnull
{
    protected static RuleResult Accept(T value) => RuleResult.Accepted(value);
}

/// <summary>Either a value or a problem.</summary>
internal readonly record struct RuleResult(object? Value, string? Problem)
{
    public static RuleResult Accepted(object value) => new(value, null);

    public static RuleResult Refused(string problem) => new(null, problem);
}
