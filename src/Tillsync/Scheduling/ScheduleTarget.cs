using Tillsync.Commands;
using Tillsync.Configuration;

namespace Tillsync.Scheduling;

/// <summary>Which task of which storefront a command is about, and the scheduler that has it.</summary>
/// <param name="Warnings">What works now and will not when the scheduler starts it.</param>
internal sealed record ScheduleTarget(
    string Storefront,
    string TaskName,
    string User,
    ScheduledProgram Program,
    IScheduler Scheduler,
    IToolRunner Tools,
    DateTimeOffset FirstAt,
    IReadOnlyList<string> Warnings
)
{
    public ScheduleOrder Order(TimeSpan interval) => new(TaskName, Program, interval, User, FirstAt);

    /// <param name="taskName">Null for the default.</param>
    /// <param name="user">Null for the one who gives the command.</param>
    /// <param name="scheduler">Null for the best that the machine has.</param>
    /// <param name="onlyShows">Nothing is going to be done, so that the scheduler may also be another machine's.</param>
    public static ScheduleTarget Of(CommandContext context, string? taskName, string? user, string? scheduler, bool onlyShows)
    {
        var (loaded, storefront) = context.LoadStorefront();
        var isOnly = loaded.Configuration.Storefronts.Count == 1;
        var name = taskName ?? (isOnly ? TaskNames.Default : $"{TaskNames.Default} - {storefront.Name}");
        if (!TaskNames.IsAllowed(name))
        {
            throw taskName is null
                ? new UsageException($"Storefront {storefront.Name}", "Its name cannot be part of a task's name.", "Give --task-name.")
                : new UsageException($"--task-name {name}", "No task can be called that.", $"Allowed: {TaskNames.Allowed}.");
        }

        List<string> arguments = ["run", "--config", loaded.Path];
        if (!isOnly)
        {
            arguments.AddRange(["--storefront", storefront.Name]);
        }

        var tools = new ToolRunner();
        return new ScheduleTarget(
            storefront.Name,
            name,
            UserOf(user),
            ScheduledProgram.This(arguments, Path.GetDirectoryName(loaded.Path)!),
            Schedulers.Of(SchedulerName(scheduler, tools, onlyShows), tools, user),
            tools,
            NextFullMinutes(context.Time.GetLocalNow()),
            [.. WarningsOf(loaded)]
        );
    }

    private static string SchedulerName(string? name, IToolRunner tools, bool onlyShows)
    {
        if (name is null)
        {
            return Schedulers.Best(tools)
                ?? throw new ScheduleException(
                    "Scheduler",
                    "This machine runs neither systemd nor cron.",
                    "Install cron, or have whatever starts programs here start `tillsync run --config FILE` every 12 hours or more often."
                );
        }

        var known = Schedulers.Names.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        return known is null
                ? throw new UsageException($"--scheduler {name}", "No such scheduler.", $"Use {string.Join(", ", Schedulers.Names)}.")
            : onlyShows || Schedulers.IsHere(known, tools) ? known
            : throw new UsageException(
                $"--scheduler {name}",
                "It does not run on this machine.",
                "With --dry-run you see what would be done where it does; leave --scheduler out for this machine's own."
            );
    }

    private static string UserOf(string? user)
    {
        if (user is null)
        {
            return OperatingSystem.IsWindows() ? $"{Environment.UserDomainName}\\{Environment.UserName}"
                : Environment.IsPrivilegedProcess && Environment.GetEnvironmentVariable("SUDO_USER") is { Length: > 0 } caller ? caller
                : Environment.UserName;
        }

        if (
            user.Any(character => char.IsControl(character) || (!OperatingSystem.IsWindows() && char.IsWhiteSpace(character)))
            || user.Length == 0
        )
        {
            throw new UsageException($"--user {user}", "No account has such a name.", "Give the name as the machine knows it.");
        }

        return Environment.IsPrivilegedProcess || OperatingSystem.IsWindows() || user == Environment.UserName
            ? user
            : throw new UsageException(
                $"--user {user}",
                "Only an administrator can have programs run as another account.",
                "Run the command as root, or leave --user out."
            );
    }

    /// <summary>Soon, so that the first run shows whether it works, but not before the task is there.</summary>
    private static DateTimeOffset NextFullMinutes(DateTimeOffset now) =>
        now.AddSeconds(-now.Second).AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)).AddMinutes(5);

    /// <summary>A scheduler gives a program none of the variables of this session.</summary>
    private static IEnumerable<string> WarningsOf(LoadedConfiguration loaded)
    {
        var names = loaded
            .Settings.SelectMany(setting => setting.Origin is ConfigurationOrigin.Several several ? several.Origins : [setting.Origin])
            .OfType<ConfigurationOrigin.Variable>()
            .Select(variable => variable.Name)
            .Distinct()
            .ToList();
        if (names.Count > 0)
        {
            yield return $"The scheduled run will not see the variables of this session: {string.Join(", ", names)}. "
                + $"Put them into {loaded.Path}, or set them for the account that it runs as.";
        }
    }
}
