using System.Globalization;
using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Output;

/// <summary>Values in the words and formats that people and machines are shown.</summary>
internal static class Words
{
    /// <summary>Local time, as operators read clocks.</summary>
    public static string Local(DateTimeOffset instant, TimeProvider time) =>
        TimeZoneInfo.ConvertTime(instant, time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Age(TimeSpan age) =>
        age switch
        {
            { TotalSeconds: < 0 } => "in the future",
            { TotalMinutes: < 2 } => Invariant($"{age.TotalSeconds:0} seconds ago"),
            { TotalHours: < 2 } => Invariant($"{age.TotalMinutes:0} minutes ago"),
            { TotalHours: < 48 } => Invariant($"{age.TotalHours:0.0} hours ago"),
            _ => Invariant($"{age.TotalDays:0.0} days ago"),
        };

    public static string Result(RunResult result) =>
        result switch
        {
            RunResult.Running => "running",
            RunResult.Succeeded => "succeeded",
            RunResult.SucceededWithParked => "done, with items parked",
            RunResult.Held => "held by the guard",
            RunResult.Failed => "failed",
            RunResult.Cancelled => "cancelled",
            RunResult.Interrupted => "interrupted",
            _ => throw new ArgumentOutOfRangeException(nameof(result)),
        };

    /// <summary>The same for the name that the JSON shapes give a result.</summary>
    public static string Result(string name) => Result(Enum.Parse<RunResult>(name, ignoreCase: true));

    /// <summary>The arithmetic behind a number in one line, or why there is none.</summary>
    public static string Because(Decision decision) => DecisionText.Arithmetic(decision);

    /// <summary>What about web orders wants somebody's look, one sentence each; nothing when all is well.</summary>
    public static IEnumerable<string> Standing(OrderStanding standing)
    {
        foreach (var line in standing.Unmatched)
        {
            yield return $"A web order holds {line.Taken} x {line.Sku?.Text ?? "(no SKU)"}, which matches no article of the till.";
        }

        if (standing.Backlog is { Orders: > 0, OldestAt: { } oldest } backlog)
        {
            yield return $"Backlog: {backlog.Orders} web orders have reserved {backlog.Units} units for too long (Stock:BacklogDays), the oldest since {oldest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}; "
                + "the till does not know them. `tillsync why SKU` tells which and why.";
        }

        foreach (var text in standing.Contradictions)
        {
            yield return text;
        }
    }

    public static string Units(decimal units) => new Core.Stock.Quantity(units).ToString();

    public static string Change(PlannedWrite write) => NumberChange(write) + Sight(write);

    /// <summary>What becomes of the listing besides, after a comma; empty where nothing does.</summary>
    public static string Sight(PlannedWrite write) =>
        write.Appearance is { } appearance
            ? $", {Appearance(appearance)}{(write.IsHalfWay ? ", then out of sight in the new way" : "")}"
            : "";

    private static string Appearance(AppearanceChange change) =>
        (change.Field, change.Hides) switch
        {
            (AppearanceField.Visibility, true) => "hide",
            (AppearanceField.Status, true) => "make a draft",
            (AppearanceField.Visibility, false) => $"show again ({change.To})",
            _ => $"{change.To} again",
        };

    private static string NumberChange(PlannedWrite write) =>
        write switch
        {
            { TakesOver: true } => "take over",
            { Delta: { } delta } => delta.Units > 0 ? $"+{delta}" : delta.ToString(),
            _ => "set",
        };

    /// <summary>Null when the shop did not say.</summary>
    public static bool? CanWrite(WriteAccess permission) =>
        permission switch
        {
            WriteAccess.Granted => true,
            WriteAccess.Refused => false,
            _ => null,
        };

    /// <summary>Why the keys may not write, or why nobody knows; null where they may.</summary>
    public static string? Problem(WriteAccess permission) =>
        permission switch
        {
            WriteAccess.Refused refused => $"{refused.Cause} {refused.Advice}",
            WriteAccess.Unknown unknown => unknown.Cause,
            _ => null,
        };

    public static string Keys(bool? canWrite, string? problem) =>
        canWrite switch
        {
            true => "The keys may read and write.",
            false => $"The keys may NOT write: {problem}",
            null => $"Whether the keys may write is not known: {problem}",
        };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
