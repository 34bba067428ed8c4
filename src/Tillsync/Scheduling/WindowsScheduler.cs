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

    public string? ServiceNote => null;

    public async Task<IReadOnlyList<ScheduleStep>> InstallStepsAsync(ScheduleOrder order, CancellationToken cancellationToken)
    {
        var file = Path.Combine(temporaryFolder, $"tillsync-{TaskNames.SlugOf(order.TaskName)}.xml");
        List<string> arguments = ["/Create", "/TN", order.TaskName, "/XML", file, "/F"];
        // Whoever is to run without being logged on has to give a password, which schtasks asks for itself: it never passes through here.
        var asks = !TaskXml.IsServiceAccount(order.User);
        if (asks)
        {
            arguments.AddRange(["/RU", order.User, "/RP", "*"]);
        }

        return
        [
            new ScheduleStep.WriteFile(file, TaskXml.Compose(order), Encoding.Unicode),
            new ScheduleStep.RunTool(new ToolCall(Tool, arguments, IsInteractive: asks), AsAdministrator),
            new ScheduleStep.DeleteFile(file),
            .. await StartStepsAsync(order, cancellationToken),
        ];
    }

    public async Task<IReadOnlyList<ScheduleStep>> RemoveStepsAsync(string taskName, CancellationToken cancellationToken) =>
        await XmlOfAsync(taskName, cancellationToken) is not { } xml
            ? []
            :
            [
                .. TaskXmlReading.StartsAtBoot(xml) ? [End(taskName)] : (ScheduleStep[])[],
                new ScheduleStep.RunTool(new ToolCall(Tool, ["/Delete", "/TN", taskName, "/F"]), AsAdministrator),
            ];

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

    /// <summary>What stays on is started now and not only with the machine; one that runs already goes on with what the task said before.</summary>
    private async Task<IReadOnlyList<ScheduleStep>> StartStepsAsync(ScheduleOrder order, CancellationToken cancellationToken)
    {
        if (order.Interval is not null)
        {
            return [];
        }

        var isThere = tools.Has(Tool) && await XmlOfAsync(order.TaskName, cancellationToken) is not null;
        var run = new ScheduleStep.RunTool(new ToolCall(Tool, ["/Run", "/TN", order.TaskName]), AsAdministrator);
        return isThere ? [End(order.TaskName), run] : [run];
    }

    /// <summary>Ended hard; what was in doubt is looked at by the next start.</summary>
    private static ScheduleStep.RunTool End(string taskName) =>
        new(new ToolCall(Tool, ["/End", "/TN", taskName]), "It did not run.", MayFail: true);

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
