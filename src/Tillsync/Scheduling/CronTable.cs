using System.Globalization;
using Tillsync.Commands;

namespace Tillsync.Scheduling;

/// <summary>
/// Entries in somebody's crontab, between a line that begins them and one that ends them; all other lines are left as they are.
/// </summary>
internal static class CronTable
{
    private const int MinutesInDay = 24 * 60;

    /// <summary>The table with the entry of this order in place of the one that had its name.</summary>
    public static string With(string table, ScheduleOrder order) => Without(table, order.TaskName) + Entry(order);

    public static string Without(string table, string taskName)
    {
        var (begin, end) = Markers(taskName);
        var kept = new List<string>();
        var isInside = false;
        foreach (var line in LinesOf(table))
        {
            isInside = isInside || line == begin;
            if (!isInside)
            {
                kept.Add(line);
            }

            isInside = isInside && line != end;
        }

        return string.Concat(kept.Select(line => line + "\n"));
    }

    /// <summary>The entry of this name, markers included; null when there is none.</summary>
    public static string? EntryOf(string table, string taskName)
    {
        var (begin, end) = Markers(taskName);
        var lines = LinesOf(table).SkipWhile(line => line != begin).ToList();
        var last = lines.IndexOf(end);
        return lines.Count == 0 || last < 0 ? null : string.Concat(lines.Take(last + 1).Select(line => line + "\n"));
    }

    public static string Entry(ScheduleOrder order)
    {
        var (begin, end) = Markers(order.TaskName);
        var variables = order.Program.Variables.Select(variable => $"{variable.Key}={Quoting.ForCron(variable.Value)} ");
        var words = new[] { order.Program.Path }.Concat(order.Program.Arguments).Select(Quoting.ForCron);
        // What a run says stands in its log file; what goes wrong before there is one is on standard error, which cron mails.
        return $"{begin}\n{Times(order.Interval)} {string.Concat(variables)}{string.Join(' ', words)} >/dev/null\n{end}\n";
    }

    /// <summary>Null for a program that stays on.</summary>
    public static TimeSpan? IntervalOf(string entry)
    {
        var times = LinesOf(entry).FirstOrDefault(line => !line.StartsWith('#'))?.Split(' ').Take(3).ToArray();
        return times switch
        {
            ["@reboot", ..] => null,
            ["*", ..] => TimeSpan.FromMinutes(1),
            [var minutes, "*", ..] when Step(minutes) is { } step => TimeSpan.FromMinutes(step),
            ["0", "*", ..] => TimeSpan.FromHours(1),
            ["0", var hours, ..] when Step(hours) is { } step => TimeSpan.FromHours(step),
            ["0", "0", "*"] => TimeSpan.FromDays(1),
            _ => null,
        };
    }

    /// <summary>Times of the day or hour: cron knows no intervals, so only those that go up in an hour or a day can be had.</summary>
    /// <exception cref="UsageException">This interval does not.</exception>
    public static string Times(TimeSpan? interval)
    {
        if (interval is not { } span)
        {
            return "@reboot";
        }

        var minutes = (int)span.TotalMinutes;
        return minutes switch
        {
            1 => "* * * * *",
            60 => "0 * * * *",
            MinutesInDay => "0 0 * * *",
            < 60 when 60 % minutes == 0 => Invariant($"*/{minutes} * * * *"),
            < MinutesInDay when minutes % 60 == 0 && MinutesInDay % minutes == 0 => Invariant($"0 */{minutes / 60} * * *"),
            _ => throw new UsageException(
                "--interval-hours",
                "cron can only repeat what goes up in an hour or in a day.",
                "Take 24, 12, 8, 6, 4, 3, 2, 1, 0.5, 0.25 or 0.1; a run that finds nothing to do costs next to nothing."
            ),
        };
    }

    private static int? Step(string text) =>
        text.StartsWith("*/", StringComparison.Ordinal)
        && int.TryParse(text[2..], NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            ? step
            : null;

    private static (string Begin, string End) Markers(string taskName) => ($"# BEGIN Tillsync: {taskName}", $"# END Tillsync: {taskName}");

    private static string[] LinesOf(string table) => table.Length == 0 ? [] : (table.EndsWith('\n') ? table[..^1] : table).Split('\n');

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
