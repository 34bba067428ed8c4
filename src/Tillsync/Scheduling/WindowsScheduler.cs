using System.Text;

namespace Tillsync.Scheduling;

/// <summary>The Windows Task Scheduler, by way of <c>schtasks</c>.</summary>
internal sealed class WindowsScheduler(IToolRunner tools, string temporaryFolder) : IScheduler
{
    private const string Tool = "schtasks";
    private const string AsAdministrator = "Run the command in a console that was started as administrator.";

    /// <summary>Columns of the long list. Their names are in the language of the machine, their places are not.</summary>
    private static readonly (int Column, string Name)[] Columns =
    [
        (2, "Next run"),
        (3, "Status"),
        (5, "Last run"),
        (6, "Last result"),
        (14, "Runs as"),
    ];

    public string Kind => "Windows Task Scheduler";

    public string? Note => null;

    public Task<IReadOnlyList<ScheduleStep>> InstallStepsAsync(ScheduleOrder order, CancellationToken cancellationToken)
    {
        var file = Path.Combine(temporaryFolder, $"tillsync-{TaskNames.SlugOf(order.TaskName)}.xml");
        List<string> arguments = ["/Create", "/TN", order.TaskName, "/XML", file, "/F"];
        // Whoever is to run without being logged on has to give a password, which schtasks asks for itself: it never passes through here.
        var asks = !TaskXml.IsServiceAccount(order.User);
        if (asks)
        {
            arguments.AddRange(["/RU", order.User, "/RP", "*"]);
        }

        IReadOnlyList<ScheduleStep> steps =
        [
            new ScheduleStep.WriteFile(file, TaskXml.Compose(order), Encoding.Unicode),
            new ScheduleStep.RunTool(new ToolCall(Tool, arguments, IsInteractive: asks), AsAdministrator),
            new ScheduleStep.DeleteFile(file),
        ];
        return Task.FromResult(steps);
    }

    public async Task<IReadOnlyList<ScheduleStep>> RemoveStepsAsync(string taskName, CancellationToken cancellationToken) =>
        await XmlOfAsync(taskName, cancellationToken) is null
            ? []
            : [new ScheduleStep.RunTool(new ToolCall(Tool, ["/Delete", "/TN", taskName, "/F"]), AsAdministrator)];

    public async Task<InstalledSchedule?> ReadAsync(string taskName, CancellationToken cancellationToken)
    {
        if (await XmlOfAsync(taskName, cancellationToken) is not { } xml)
        {
            return null;
        }

        var list = await tools.RunAsync(new ToolCall(Tool, ["/Query", "/TN", taskName, "/V", "/FO", "CSV", "/NH"]), cancellationToken);
        return new InstalledSchedule(
            new Dictionary<string, string> { [taskName] = xml },
            TaskXmlReading.IntervalOf(xml),
            TaskXmlReading.StartsAtBoot(xml),
            TaskXmlReading.IsEnabled(xml),
            list.ExitCode == 0 ? FactsOf(list.Output) : []
        );
    }

    public IReadOnlyList<string> Differences(ScheduleOrder order, InstalledSchedule installed) =>
        TaskXmlReading.Differences(TaskXml.Compose(order), installed.Texts.Values.First());

    private async Task<string?> XmlOfAsync(string taskName, CancellationToken cancellationToken)
    {
        var result = await tools.RunAsync(new ToolCall(Tool, ["/Query", "/TN", taskName, "/XML"]), cancellationToken);
        return result.ExitCode == 0 ? result.Output : null;
    }

    private static IReadOnlyList<ScheduleFact> FactsOf(string csv)
    {
        var line = csv.Split('\n').FirstOrDefault(text => text.StartsWith('"')) ?? "";
        var cells = line.Trim().Trim('"').Split("\",\"");
        return
        [
            .. Columns.Where(column => column.Column < cells.Length).Select(column => new ScheduleFact(column.Name, cells[column.Column])),
        ];
    }
}
