namespace Tillsync.Scheduling;

/// <summary>The crontab of one user.</summary>
/// <param name="user">Null for the one who runs this.</param>
internal sealed class CronScheduler(IToolRunner tools, string? user) : IScheduler
{
    public const string Tool = "crontab";

    private const string Advice = "See `man crontab`; the account may have to be allowed in /etc/cron.allow.";

    private const string OthersStay = "(all other lines stay as they are)";

    public string Kind => "cron";

    public string? Note { get; init; }

    public string ServiceNote =>
        "cron starts the service with the machine only, and not again when it has ended. Start it now with: tillsync serve";

    public async Task<IReadOnlyList<ScheduleStep>> InstallStepsAsync(ScheduleOrder order, CancellationToken cancellationToken) =>
        [Write(CronTable.With(await TableAsync(cancellationToken), order), $"{CronTable.Entry(order)}{OthersStay}")];

    public async Task<IReadOnlyList<ScheduleStep>> RemoveStepsAsync(string taskName, CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        return CronTable.EntryOf(table, taskName) is { } entry
            ? [Write(CronTable.Without(table, taskName), $"without:\n{entry}{OthersStay}")]
            : [];
    }

    public async Task<InstalledSchedule?> ReadAsync(string taskName, CancellationToken cancellationToken)
    {
        if (CronTable.EntryOf(await TableAsync(cancellationToken), taskName) is not { } entry)
        {
            return null;
        }

        var interval = CronTable.IntervalOf(entry);
        return new InstalledSchedule(new Dictionary<string, string> { [Tool] = entry }, interval, interval is null, true, []);
    }

    public IReadOnlyList<string> Differences(ScheduleOrder order, InstalledSchedule installed) =>
        [.. TextDifferences.Of(Tool, CronTable.Entry(order), installed.Texts[Tool])];

    private async Task<string> TableAsync(CancellationToken cancellationToken)
    {
        var result = await tools.RunAsync(new ToolCall(Tool, [.. OfUser, "-l"]), cancellationToken);
        // A user without a crontab is told so, with a code that is not 0.
        return result.ExitCode == 0 ? result.Output
            : result.Output.Contains("no crontab", StringComparison.OrdinalIgnoreCase) ? ""
            : throw new ScheduleException(Tool, result.Output.ReplaceLineEndings(" ").Trim(), Advice);
    }

    private ScheduleStep.RunTool Write(string table, string shown) =>
        new(new ToolCall(Tool, [.. OfUser, "-"], table), Advice, Shown: shown);

    private string[] OfUser => user is null ? [] : ["-u", user];
}
