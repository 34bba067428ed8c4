namespace Tillsync.Scheduling;

/// <summary>What is to be started by itself, and how often.</summary>
/// <param name="TaskName">As people see it; files are named after its <see cref="TaskNames.SlugOf"/>.</param>
/// <param name="Interval">Between two starts, in whole minutes; null for a program that stays on, started with the machine.</param>
/// <param name="User">The account that it runs as.</param>
/// <param name="FirstAt">Local time of the first start, where the scheduler wants one.</param>
internal sealed record ScheduleOrder(string TaskName, ScheduledProgram Program, TimeSpan? Interval, string User, DateTimeOffset FirstAt)
{
    /// <summary>
    /// No run of a shop of ordinary size comes near it; one that does is ended as by Ctrl-C, and the next goes on. Null: no limit.
    /// </summary>
    public TimeSpan? TimeLimit => Interval is null ? null : TimeSpan.FromHours(2);

    /// <summary>How long it may take to end once it is told to: a request that is under way is finished and recorded.</summary>
    public TimeSpan StopTime { get; init; } = TimeSpan.FromMinutes(2);
}

/// <summary>A command line without a shell.</summary>
/// <param name="Path">Absolute path of the executable.</param>
/// <param name="Folder">Absolute; the folder that it starts in.</param>
/// <param name="Variables">Environment that it needs besides what a scheduler gives.</param>
internal sealed record ScheduledProgram(
    string Path,
    IReadOnlyList<string> Arguments,
    string Folder,
    IReadOnlyDictionary<string, string> Variables
)
{
    private const string RuntimeVariable = "DOTNET_ROOT";

    /// <summary>This very program with other arguments, found again without the variables of this session.</summary>
    public static ScheduledProgram This(IReadOnlyList<string> arguments, string folder)
    {
        var path = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no executable.");
        var isHost = System.IO.Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        IReadOnlyList<string> whole = isHost ? [typeof(ScheduledProgram).Assembly.Location, .. arguments] : arguments;
        var variables = new Dictionary<string, string>();
        if (Environment.GetEnvironmentVariable(RuntimeVariable) is { Length: > 0 } runtime)
        {
            variables[RuntimeVariable] = runtime;
        }

        return new ScheduledProgram(path, whole, folder, variables);
    }
}
