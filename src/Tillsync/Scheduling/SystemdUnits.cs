using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tillsync.Scheduling;

/// <summary>The unit files that carry out an order.</summary>
internal static partial class SystemdUnits
{
    private const string Heading = "# Written by `tillsync schedule install`; `tillsync schedule show` tells when it differs.";

    /// <param name="isSystem">For the system's own manager; else for that of one user.</param>
    public static string Service(ScheduleOrder order, bool isSystem)
    {
        var text = new StringBuilder();
        text.Append(Heading).Append("\n[Unit]\n");
        text.Append("Description=").Append(Plain(order.TaskName)).Append(" (Tillsync)\n");
        if (isSystem)
        {
            text.Append("Wants=network-online.target\nAfter=network-online.target\n");
        }

        // A run that fails is tried again three times; a program that stays on is never given up.
        text.Append(order.Interval is null ? "StartLimitIntervalSec=0\n" : "StartLimitIntervalSec=1h\nStartLimitBurst=4\n");
        text.Append("\n[Service]\n");
        text.Append(order.Interval is null ? "Type=exec\n" : "Type=oneshot\n");
        if (isSystem)
        {
            text.Append("User=").Append(Plain(order.User)).Append('\n');
        }

        text.Append("WorkingDirectory=").Append(Plain(order.Program.Folder)).Append('\n');
        foreach (var (name, value) in order.Program.Variables)
        {
            text.Append("Environment=").Append(Quoting.ForSystemd($"{name}={value}")).Append('\n');
        }

        text.Append("ExecStart=").AppendJoin(' ', Words(order.Program)).Append('\n');
        text.Append(order.Interval is null ? Lasting : Timed(order.TimeLimit));
        text.Append("TimeoutStopSec=").Append(Seconds(order.StopTime)).Append("s\nNoNewPrivileges=yes\n");
        if (order.Interval is null)
        {
            text.Append("\n[Install]\nWantedBy=").Append(isSystem ? "multi-user.target" : "default.target").Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Counts from the machine's start and from the last run, so that a run that was missed is made up for.</summary>
    public static string Timer(ScheduleOrder order) =>
        $"""
            {Heading}
            [Unit]
            Description={Plain(order.TaskName)} (Tillsync), the clock

            [Timer]
            OnBootSec=5min
            OnUnitActiveSec={Seconds(order.Interval!.Value)}s
            AccuracySec=1min

            [Install]
            WantedBy=timers.target

            """.ReplaceLineEndings("\n");

    /// <summary>Null when the text has none.</summary>
    public static TimeSpan? IntervalOf(string timer) =>
        Interval().Match(timer) is { Success: true } match
        && int.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    // 4: done, with items parked. A stop, a wrong configuration, a held plan and another run's lease are not cured by trying again.
    private static string Timed(TimeSpan? limit) =>
        $"TimeoutStartSec={Seconds(limit ?? TimeSpan.Zero)}s\nSuccessExitStatus=4\nRestart=on-failure\nRestartSec=5min\nRestartPreventExitStatus=2 5 6 130\n";

    private const string Lasting = "Restart=always\nRestartSec=10s\nRestartPreventExitStatus=2\n";

    private static IEnumerable<string> Words(ScheduledProgram program) =>
        [Quoting.ForSystemd(program.Path), .. program.Arguments.Select(Quoting.ForSystemd)];

    /// <summary>The rest of a line; only % means something in it.</summary>
    private static string Plain(string text) => text.Replace("%", "%%", StringComparison.Ordinal);

    private static string Seconds(TimeSpan span) => ((long)span.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^OnUnitActiveSec=(\d+)s\s*$", RegexOptions.Multiline)]
    private static partial Regex Interval();
}
