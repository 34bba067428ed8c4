using Tillsync.Commands;
using Tillsync.Configuration;

namespace Tillsync.Scheduling;

/// <summary>Which task of which storefront a command is about, and the scheduler that has it.</summary>
/// <param name="Storefront">Null: of all of them.</param>
/// <param name="Run">What is started from time to time; null where a task is of all storefronts, since each has runs of its own.</param>
/// <param name="Serve">What is started with the machine.</param>
/// <param name="StopTime">How long what is under way may take to end once it is told to.</param>
/// <param name="Warnings">What works now and will not when the scheduler starts it.</param>
internal sealed record ScheduleTarget(
    string? Storefront,
    string TaskName,
    string User,
    ScheduledProgram? Run,
    ScheduledProgram Serve,
    IScheduler Scheduler,
    IToolRunner Tools,
    DateTimeOffset FirstAt,
    TimeSpan StopTime,
    IReadOnlyList<string> Warnings
)
{
    /// <summary>Beyond the longest request that writes: its outcome is still to be recorded.</summary>
    private static readonly TimeSpan StopMargin = TimeSpan.FromMinutes(1);

    public string Storefronts => Storefront is { } name ? $"storefront {name}" : "all storefronts";

    /// <param name="interval">Null for the program that stays on.</param>
    public ScheduleOrder Order(TimeSpan? interval) =>
        new(TaskName, interval is null ? Serve : Run ?? Serve, interval, User, FirstAt) { StopTime = StopTime };

    /// <param name="choice">What the command line says of the task.</param>
    /// <param name="onlyShows">Nothing is going to be done, so that the scheduler may also be another machine's.</param>
    public static ScheduleTarget Of(CommandContext context, ScheduleChoice choice, bool onlyShows)
    {
        var loaded = context.LoadConfiguration();
        var all = loaded.Configuration.Storefronts;
        var storefront = choice.OfAll && all.Count > 1 ? null : context.LoadStorefront().Storefront;
        var name = NameOf(choice.TaskName, storefront is not null && all.Count > 1 ? storefront.Name : null);
        string[] about =
        [
            "--config",
            loaded.Path,
            .. storefront is not null && all.Count > 1 ? ["--storefront", storefront.Name] : (string[])[],
        ];
        var folder = Path.GetDirectoryName(loaded.Path)!;
        var tools = new ToolRunner();
        return new ScheduleTarget(
            storefront?.Name,
            name,
            UserOf(choice.User),
            storefront is null ? null : ScheduledProgram.This(["run", .. about], folder),
            ScheduledProgram.This(["serve", .. about], folder),
            Schedulers.Of(SchedulerName(choice.Scheduler, tools, onlyShows), tools, choice.User),
            tools,
            NextFullMinutes(context.Time.GetLocalNow()),
            (storefront is null ? all.Max(one => one.Shop.WriteTimeout) : storefront.Shop.WriteTimeout) + StopMargin,
            [.. WarningsOf(loaded)]
        );
    }

    /// <param name="storefront">Null where the name need not tell.</param>
    private static string NameOf(string? taskName, string? storefront)
    {
        var name = taskName ?? (storefront is null ? TaskNames.Default : $"{TaskNames.Default} - {storefront}");
        return TaskNames.IsAllowed(name) ? name
            : taskName is null
                ? throw new UsageException($"Storefront {storefront}", "Its name cannot be part of a task's name.", "Give --task-name.")
            : throw new UsageException($"--task-name {name}", "No task can be called that.", $"Allowed: {TaskNames.Allowed}.");
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
