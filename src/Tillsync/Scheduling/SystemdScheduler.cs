using System.Text;

namespace Tillsync.Scheduling;

/// <summary>systemd: units of the system for root, of the user's own manager for everybody else.</summary>
internal sealed class SystemdScheduler(IToolRunner tools, string folder, bool isSystem) : IScheduler
{
    private const string Tool = "systemctl";
    private const string Verifier = "systemd-analyze";
    private const string LookAtIt = "See `systemctl status` and `journalctl -xe`.";

    private static readonly UTF8Encoding Utf8 = new(false);

    private static readonly (string Property, string Name)[] Properties =
    [
        ("ActiveState", "State"),
        ("LastTriggerUSec", "Last started"),
        ("NextElapseUSecRealtime", "Next start"),
        ("NextElapseUSecMonotonic", "Next start, time since boot"),
        ("ExecMainStartTimestamp", "Last run"),
        ("ExecMainStatus", "Last exit code"),
        ("Result", "Last result"),
    ];

    public string Kind => isSystem ? "systemd" : "systemd (user)";

    public string? Note => null;

    public string? ServiceNote => null;

    /// <summary>Where the units of this process's user belong.</summary>
    public static string FolderOf(bool isSystem) =>
        isSystem
            ? "/etc/systemd/system"
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "systemd",
                "user"
            );

    public Task<IReadOnlyList<ScheduleStep>> InstallStepsAsync(ScheduleOrder order, CancellationToken cancellationToken)
    {
        var (service, timer) = PathsOf(order.TaskName);
        var isTimed = order.Interval is not null;
        var starts = isTimed ? timer : service;
        List<ScheduleStep> steps = [];
        if (!isTimed && File.Exists(timer))
        {
            // It ran from time to time before; from now on it stays on.
            steps.AddRange([Ctl("disable", "--now", Path.GetFileName(timer)), new ScheduleStep.DeleteFile(timer)]);
        }

        if (isTimed && File.Exists(service) && !File.Exists(timer))
        {
            steps.Add(Ctl("disable", "--now", Path.GetFileName(service)));
        }

        steps.Add(new ScheduleStep.WriteFile(service, SystemdUnits.Service(order, isSystem), Utf8));
        if (isTimed)
        {
            steps.Add(new ScheduleStep.WriteFile(timer, SystemdUnits.Timer(order), Utf8));
        }

        if (tools.Has(Verifier))
        {
            List<string> verify = isSystem ? ["verify"] : ["--user", "verify"];
            verify.AddRange(isTimed ? [service, timer] : [service]);
            steps.Add(new ScheduleStep.RunTool(new ToolCall(Verifier, verify), "The files are written, but not enabled."));
        }

        steps.Add(Ctl("daemon-reload"));
        steps.Add(Ctl("enable", "--now", Path.GetFileName(starts)));
        if (!isTimed)
        {
            // One that runs already goes on with what the files said before.
            steps.Add(Ctl("restart", Path.GetFileName(service)));
        }

        if (!isSystem)
        {
            steps.Add(
                new ScheduleStep.RunTool(
                    new ToolCall("loginctl", ["enable-linger", order.User]),
                    "Without it nothing runs while this user is logged out; an administrator can grant it.",
                    MayFail: true
                )
            );
        }

        return Task.FromResult<IReadOnlyList<ScheduleStep>>(steps);
    }

    public Task<IReadOnlyList<ScheduleStep>> RemoveStepsAsync(string taskName, CancellationToken cancellationToken)
    {
        var (service, timer) = PathsOf(taskName);
        string[] there = [.. new[] { timer, service }.Where(File.Exists)];
        IReadOnlyList<ScheduleStep> steps =
            there.Length == 0
                ? []
                :
                [
                    Ctl("disable", "--now", Path.GetFileName(there[0])),
                    .. there.Select(path => new ScheduleStep.DeleteFile(path)),
                    Ctl("daemon-reload"),
                ];
        return Task.FromResult(steps);
    }

    public async Task<InstalledSchedule?> ReadAsync(string taskName, CancellationToken cancellationToken)
    {
        var (service, timer) = PathsOf(taskName);
        var texts = new[] { service, timer }.Where(File.Exists).ToDictionary(path => path, File.ReadAllText);
        if (texts.Count == 0)
        {
            return null;
        }

        var starts = Path.GetFileName(texts.ContainsKey(timer) ? timer : service);
        var enabled = await tools.RunAsync(new ToolCall(Tool, Scoped("is-enabled", starts)), cancellationToken);
        return new InstalledSchedule(
            texts,
            texts.TryGetValue(timer, out var text) ? SystemdUnits.IntervalOf(text) : null,
            !texts.ContainsKey(timer),
            enabled.ExitCode == 0,
            await FactsAsync([starts, Path.GetFileName(service)], cancellationToken)
        );
    }

    public IReadOnlyList<string> Differences(ScheduleOrder order, InstalledSchedule installed)
    {
        var (service, timer) = PathsOf(order.TaskName);
        var meant = new Dictionary<string, string> { [service] = SystemdUnits.Service(order, isSystem) };
        if (order.Interval is not null)
        {
            meant[timer] = SystemdUnits.Timer(order);
        }

        return [.. meant.SelectMany(file => TextDifferences.Of(file.Key, file.Value, installed.Texts.GetValueOrDefault(file.Key)))];
    }

    private async Task<IReadOnlyList<ScheduleFact>> FactsAsync(IEnumerable<string> units, CancellationToken cancellationToken)
    {
        var facts = new List<ScheduleFact>();
        foreach (var unit in units.Distinct())
        {
            var wanted = string.Join(',', Properties.Select(property => property.Property));
            var result = await tools.RunAsync(new ToolCall(Tool, Scoped("show", unit, $"--property={wanted}")), cancellationToken);
            foreach (var line in result.Output.Split('\n'))
            {
                var parts = line.Split('=', 2);
                var name = Properties.FirstOrDefault(property => property.Property == parts[0]).Name;
                if (result.ExitCode == 0 && name is not null && parts is [_, { Length: > 0 } value] && value is not ("n/a" or "0"))
                {
                    facts.Add(new ScheduleFact($"{unit}: {name}", value));
                }
            }
        }

        return facts;
    }

    private (string Service, string Timer) PathsOf(string taskName)
    {
        var slug = TaskNames.SlugOf(taskName);
        return (Path.Combine(folder, $"{slug}.service"), Path.Combine(folder, $"{slug}.timer"));
    }

    private ScheduleStep.RunTool Ctl(params string[] arguments) => new(new ToolCall(Tool, Scoped(arguments)), LookAtIt);

    private string[] Scoped(params string[] arguments) => isSystem ? arguments : ["--user", .. arguments];
}
