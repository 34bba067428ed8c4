namespace Tillsync.Scheduling;

/// <summary>Which scheduler it is.</summary>
internal static class Schedulers
{
    public const string Windows = "windows";
    public const string Systemd = "systemd";
    public const string Cron = "cron";

    /// <summary>The words for them on the command line.</summary>
    public static readonly string[] Names = [Windows, Systemd, Cron];

    /// <summary>There exactly while systemd is what started the machine.</summary>
    private const string SystemdIsRunning = "/run/systemd/system";

    /// <summary>The best that this machine has; null when it has none.</summary>
    public static string? Best(IToolRunner tools) =>
        OperatingSystem.IsWindows() ? Windows
        : Directory.Exists(SystemdIsRunning) ? Systemd
        : tools.Has(CronScheduler.Tool) ? Cron
        : null;

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="user">Whose crontab, where it is cron; null for one's own.</param>
    public static IScheduler Of(string name, IToolRunner tools, string? user) =>
        name switch
        {
            Windows => new WindowsScheduler(tools, Path.GetTempPath()),
            Systemd => new SystemdScheduler(
                tools,
                SystemdScheduler.FolderOf(Environment.IsPrivilegedProcess),
                Environment.IsPrivilegedProcess
            ),
            Cron => new CronScheduler(tools, user)
            {
                Note = OperatingSystem.IsLinux() && !Directory.Exists(SystemdIsRunning) ? NoSystemd : null,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

    /// <summary>Whether what it makes would be carried out here.</summary>
    public static bool IsHere(string name, IToolRunner tools) =>
        name switch
        {
            Windows => OperatingSystem.IsWindows(),
            Systemd => Directory.Exists(SystemdIsRunning),
            _ => tools.Has(CronScheduler.Tool),
        };

    private const string NoSystemd =
        "systemd does not run here, so cron has to do: it starts nothing that was missed and restarts nothing that failed.";
}
