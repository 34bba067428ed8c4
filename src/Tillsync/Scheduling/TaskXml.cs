using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Tillsync.Scheduling;

/// <summary>
/// A task as the Windows Task Scheduler reads it (version 1.2 of its schema, Windows Vista and later): runs whether anybody is logged on
/// or not, makes up for a missed start, restarts after a failure, never twice at once.
/// </summary>
internal static class TaskXml
{
    public static readonly XNamespace Namespace = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    private const string PrincipalId = "Author";

    /// <summary>Three times, so that a till that is restarted is not given up; the next start comes in any case.</summary>
    private const int RunRestarts = 3;

    /// <summary>The most that the schema allows: a program that stays on has no next start.</summary>
    private const int ServiceRestarts = 255;

    /// <summary>How soon a program that is to stay on is started again after it ended.</summary>
    private static readonly TimeSpan ServiceLookInterval = TimeSpan.FromMinutes(5);

    /// <summary>Below normal, which is the scheduler's own default for tasks.</summary>
    private const int Priority = 7;

    /// <summary>Accounts without a password, by the names that people use, with the ids that every Windows knows whatever its language.</summary>
    private static readonly Dictionary<string, string> ServiceAccounts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SYSTEM"] = "S-1-5-18",
        ["NT AUTHORITY\\SYSTEM"] = "S-1-5-18",
        ["LOCAL SERVICE"] = "S-1-5-19",
        ["NT AUTHORITY\\LOCAL SERVICE"] = "S-1-5-19",
        ["NETWORK SERVICE"] = "S-1-5-20",
        ["NT AUTHORITY\\NETWORK SERVICE"] = "S-1-5-20",
    };

    public static bool IsServiceAccount(string user) => ServiceAccounts.ContainsKey(user);

    /// <summary>The whole document, with the declaration that UTF-16 wants.</summary>
    public static string Compose(ScheduleOrder order)
    {
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\r\n" };
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = XmlWriter.Create(text, settings))
        {
            Document(order).Save(writer);
        }

        return text.ToString();
    }

    private static XDocument Document(ScheduleOrder order) =>
        new(
            new XElement(
                Namespace + "Task",
                new XAttribute("version", "1.2"),
                Of("RegistrationInfo", Of("Description", Description(order)), Of("URI", $"\\{order.TaskName}")),
                Of("Triggers", Trigger(order)),
                Of("Principals", Principal(order.User)),
                Settings(order),
                Actions(order.Program)
            )
        );

    private static string Description(ScheduleOrder order) =>
        order.Interval is null
            ? "Keeps the shop's stock true to the till. Installed by Tillsync."
            : "Checks whether the shop's stock needs a sync, and syncs it then. Installed by Tillsync.";

    private static XElement Trigger(ScheduleOrder order) =>
        order.Interval is { } interval
            ? Of(
                "TimeTrigger",
                Of("Enabled", "true"),
                // Without an offset it is local time, so that it stays the same hour when clocks change.
                Of("StartBoundary", order.FirstAt.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)),
                // Without a Duration it goes on for ever.
                Of("Repetition", Of("Interval", Duration(interval)), Of("StopAtDurationEnd", "false"))
            )
            : Of(
                "BootTrigger",
                Of("Enabled", "true"),
                // Nothing happens while it runs (IgnoreNew); one that has ended, whatever its exit code, is there again soon.
                Of("Repetition", Of("Interval", Duration(ServiceLookInterval)), Of("StopAtDurationEnd", "false")),
                Of("Delay", Duration(TimeSpan.FromMinutes(1)))
            );

    private static XElement Principal(string user) =>
        ServiceAccounts.TryGetValue(user, out var id)
            ? Of("Principal", new XAttribute("id", PrincipalId), Of("UserId", id), Of("RunLevel", "LeastPrivilege"))
            : Of(
                "Principal",
                new XAttribute("id", PrincipalId),
                Of("UserId", user),
                // Not S4U, which has no access to the network.
                Of("LogonType", "Password"),
                Of("RunLevel", "LeastPrivilege")
            );

    private static XElement Settings(ScheduleOrder order) =>
        Of(
            "Settings",
            Of("MultipleInstancesPolicy", "IgnoreNew"),
            Of("DisallowStartIfOnBatteries", "false"),
            Of("StopIfGoingOnBatteries", "false"),
            Of("AllowHardTerminate", "true"),
            Of("StartWhenAvailable", "true"),
            Of("RunOnlyIfNetworkAvailable", "false"),
            Of("AllowStartOnDemand", "true"),
            Of("Enabled", "true"),
            Of("Hidden", "false"),
            Of("RunOnlyIfIdle", "false"),
            Of("WakeToRun", "false"),
            Of("ExecutionTimeLimit", Duration(order.TimeLimit ?? TimeSpan.Zero)),
            Of("Priority", Priority.ToString(CultureInfo.InvariantCulture)),
            Of(
                "RestartOnFailure",
                Of("Interval", Duration(TimeSpan.FromMinutes(order.Interval is null ? 1 : 5))),
                Of("Count", (order.Interval is null ? ServiceRestarts : RunRestarts).ToString(CultureInfo.InvariantCulture))
            )
        );

    private static XElement Actions(ScheduledProgram program) =>
        Of(
            "Actions",
            new XAttribute("Context", PrincipalId),
            Of(
                "Exec",
                Of("Command", program.Path),
                Of("Arguments", Quoting.ForWindows(program.Arguments)),
                Of("WorkingDirectory", program.Folder)
            )
        );

    /// <summary>ISO 8601, e.g. PT12H; no time at all, which means no limit, is PT0S.</summary>
    private static string Duration(TimeSpan span) => XmlConvert.ToString(span);

    private static XElement Of(string name, params object[] content) => new(Namespace + name, content);
}
