namespace Tillsync.Doctor;

/// <summary>What a check found out.</summary>
/// <param name="Text">One sentence: how it is, or what is wrong.</param>
/// <param name="Advice">The next move; null where none is needed.</param>
/// <param name="Details">What it was seen from, one line each.</param>
internal sealed record Diagnosis(CheckVerdict Verdict, string Text, string? Advice, IReadOnlyList<string> Details)
{
    public static Diagnosis Pass(string text, IEnumerable<string>? details = null) =>
        new(CheckVerdict.Pass, text, null, [.. details ?? []]);

    public static Diagnosis Warn(string text, string advice, IEnumerable<string>? details = null) =>
        new(CheckVerdict.Warn, text, advice, [.. details ?? []]);

    public static Diagnosis Fail(string text, string advice, IEnumerable<string>? details = null) =>
        new(CheckVerdict.Fail, text, advice, [.. details ?? []]);

    public static Diagnosis Skip(string text) => new(CheckVerdict.Skip, text, null, []);
}

internal enum CheckVerdict
{
    Pass,

    /// <summary>It works, or partly; somebody should look.</summary>
    Warn,

    /// <summary>It does not work.</summary>
    Fail,

    /// <summary>Not looked at, because something that it needs has failed; that has a verdict of its own.</summary>
    Skip,
}
