namespace Tillsync.Sandbox.Tests.Traces;

/// <summary>Steps where the stand-in is known to answer otherwise than the store, each with the reason. Empty: there is none.</summary>
internal static class KnownDifferences
{
    /// <summary>Key: trace and step, such as "wc-11.0.1-seed004 step 12".</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>();

    public static bool Covers(TraceDifference difference) => Reasons.ContainsKey($"{difference.Trace} step {difference.Step}");
}
