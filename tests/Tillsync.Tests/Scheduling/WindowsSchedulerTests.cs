using Tillsync.Scheduling;

namespace Tillsync.Tests.Scheduling;

public sealed class WindowsSchedulerTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Install_WritesTheTaskAndLetsSchtasksAskForThePassword()
    {
        var scheduler = new WindowsScheduler(new ScriptedTools(), "/tmp");

        var steps = await scheduler.InstallStepsAsync(SomeOrders.Timed(), None);

        var file = Assert.IsType<ScheduleStep.WriteFile>(steps[0]);
        Assert.Contains("encoding=\"utf-16\"", file.Text, StringComparison.Ordinal);
        Assert.Equal("utf-16", file.Encoding.WebName);
        var tool = Assert.IsType<ScheduleStep.RunTool>(steps[1]);
        Assert.Equal($"schtasks /Create /TN \"{TaskNames.Default}\" /XML {file.Path} /F /RU till /RP *", tool.Call.ToString());
        Assert.True(tool.Call.IsInteractive);
        Assert.Equal(new ScheduleStep.DeleteFile(file.Path), steps[2]);
    }

    [Fact]
    public async Task Install_AsServiceAccountAsksNothing()
    {
        var scheduler = new WindowsScheduler(new ScriptedTools(), "/tmp");

        var steps = await scheduler.InstallStepsAsync(SomeOrders.Timed() with { User = "SYSTEM" }, None);

        var tool = Assert.IsType<ScheduleStep.RunTool>(steps[1]);
        Assert.DoesNotContain("/RU", tool.Call.Arguments);
        Assert.False(tool.Call.IsInteractive);
    }

    [Fact]
    public async Task InstallOfTheService_StartsItNow_AndAnewWhereItRan()
    {
        var missing = new ScriptedTools().Answer("schtasks /Query", 1, "ERROR: The system cannot find the file specified.");

        var first = await Scheduler(missing).InstallStepsAsync(SomeOrders.Lasting(), None);
        var again = await Scheduler(new ScriptedTools()).InstallStepsAsync(SomeOrders.Lasting(), None);

        Assert.Equal([$"schtasks /Run /TN \"{TaskNames.Default}\""], Commands(first.Skip(3)));
        Assert.Equal([$"schtasks /End /TN \"{TaskNames.Default}\"", $"schtasks /Run /TN \"{TaskNames.Default}\""], Commands(again.Skip(3)));
    }

    [Fact]
    public async Task RemoveOfTheService_EndsIt()
    {
        var tools = new ScriptedTools().Answer("schtasks /Query", 0, TaskXml.Compose(SomeOrders.Lasting()));

        var steps = await Scheduler(tools).RemoveStepsAsync(TaskNames.Default, None);

        Assert.Equal([$"schtasks /End /TN \"{TaskNames.Default}\"", $"schtasks /Delete /TN \"{TaskNames.Default}\" /F"], Commands(steps));
    }

    [Fact]
    public async Task Read_OfWhatWindowsMadeOfIt_IsTheSame()
    {
        var order = SomeOrders.Timed();
        var installed = await ReadAsync(AsWindowsGivesItBack(TaskXml.Compose(order)));

        Assert.Equal(TimeSpan.FromHours(12), installed!.Interval);
        Assert.True(installed.IsEnabled);
        Assert.False(installed.StaysOn);
        Assert.Empty(Scheduler(new ScriptedTools()).Differences(order, installed));
        Assert.Contains(installed.Facts, fact => fact is { Name: "Last result", Text: "267009" });
    }

    [Theory]
    [InlineData("<StartWhenAvailable>true</StartWhenAvailable>", "", "StartWhenAvailable is missing instead of true")]
    [InlineData("/etc/tillsync/tillsync.json", "/old/tillsync.json", "Arguments is run --config /old/tillsync.json")]
    [InlineData("PT2H", "PT72H", "ExecutionTimeLimit is PT72H instead of PT2H")]
    [InlineData(">Password<", ">InteractiveToken<", "LogonType is InteractiveToken instead of Password")]
    public async Task Read_OfATaskThatSomebodyChanged_SaysWhat(string right, string changed, string said)
    {
        var order = SomeOrders.Timed();
        var xml = AsWindowsGivesItBack(TaskXml.Compose(order)).Replace(right, changed, StringComparison.Ordinal);

        var installed = await ReadAsync(xml);

        var difference = Assert.Single(Scheduler(new ScriptedTools()).Differences(order, installed!));
        Assert.Contains(said, difference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OfADisabledTask_SaysSo()
    {
        var xml = TaskXml.Compose(SomeOrders.Timed());
        var settings = xml.IndexOf("<Settings>", StringComparison.Ordinal);
        var disabled =
            xml[..settings] + xml[settings..].Replace("<Enabled>true</Enabled>", "<Enabled>false</Enabled>", StringComparison.Ordinal);

        Assert.False((await ReadAsync(disabled))!.IsEnabled);
    }

    [Fact]
    public async Task Read_OfTheAtStartupTask_StaysOn()
    {
        var installed = await ReadAsync(TaskXml.Compose(SomeOrders.Lasting()));

        Assert.True(installed!.StaysOn);
        // It is looked after every five minutes, which is no interval of runs.
        Assert.Null(installed.Interval);
        Assert.Empty(Scheduler(new ScriptedTools()).Differences(SomeOrders.Lasting(), installed));
    }

    [Fact]
    public async Task NothingInstalled_IsNullAndNothingToRemove()
    {
        var scheduler = Scheduler(new ScriptedTools().Answer("schtasks /Query", 1, "ERROR: The system cannot find the file specified."));

        Assert.Null(await scheduler.ReadAsync(TaskNames.Default, None));
        Assert.Empty(await scheduler.RemoveStepsAsync(TaskNames.Default, None));
    }

    private static List<string> Commands(IEnumerable<ScheduleStep> steps) =>
        [.. steps.OfType<ScheduleStep.RunTool>().Select(step => step.Call.ToString())];

    private static WindowsScheduler Scheduler(IToolRunner tools) => new(tools, "/tmp");

    private static async Task<InstalledSchedule?> ReadAsync(string xml)
    {
        const string list =
            "\r\n\"SHOP1\",\"\\WooCommerce Inventory Sync\",\"11/28/2026 12:05:00 PM\",\"Running\",\"Interactive/Background\",\"11/28/2026 12:05:00 AM\",\"267009\",\"SHOP1\\admin\",\"tillsync.exe\",\"C:\\\",\"\",\"Enabled\",\"Disabled\",\"\",\"till\",\"\"\r\n";
        var tools = new ScriptedTools()
            .Answer("schtasks /Query", 0, xml)
            .Answer($"schtasks /Query /TN \"{TaskNames.Default}\" /V", 0, list);
        return await Scheduler(tools).ReadAsync(TaskNames.Default, None);
    }

    /// <summary>With the account as its id, an author and a date of its own, defaults left out, and durations written otherwise.</summary>
    private static string AsWindowsGivesItBack(string xml) =>
        xml.Replace(">till<", ">S-1-5-21-1-2-3-1001<", StringComparison.Ordinal)
            .Replace(
                "<RegistrationInfo>",
                "<RegistrationInfo><Date>2026-01-01T00:00:00</Date><Author>SHOP1\\admin</Author>",
                StringComparison.Ordinal
            )
            .Replace("<WakeToRun>false</WakeToRun>", "", StringComparison.Ordinal)
            .Replace("<Priority>7</Priority>", "", StringComparison.Ordinal)
            .Replace("<RunLevel>LeastPrivilege</RunLevel>", "", StringComparison.Ordinal)
            .Replace("PT5M", "PT300S", StringComparison.Ordinal);
}
