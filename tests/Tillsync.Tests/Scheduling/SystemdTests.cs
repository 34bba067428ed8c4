using System.Diagnostics;
using Tillsync.Scheduling;

namespace Tillsync.Tests.Scheduling;

public sealed class SystemdTests : IDisposable
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tillsync-units-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Units_PassSystemdsOwnVerification(bool isTimed, bool isSystem)
    {
        Assert.SkipUnless(new ToolRunner().Has("systemd-analyze"), "This machine has no systemd-analyze.");
        var awkward = new ScheduledProgram(
            "/bin/true",
            ["run", "--config", "/srv/50% off/$HOME \"shop\"/it's.json"],
            "/tmp",
            new Dictionary<string, string> { ["DOTNET_ROOT"] = "/opt/my dotnet" }
        );
        var order = (isTimed ? SomeOrders.Timed() : SomeOrders.Lasting()) with { Program = awkward, User = "root" };
        var steps = await Scheduler(new ScriptedTools(), isSystem).InstallStepsAsync(order, None);
        await new StepRunner(new ScriptedTools()).RunAsync(steps, None);

        using var verify = Process.Start(
            new ProcessStartInfo("systemd-analyze", ["verify", .. Directory.GetFiles(_folder.FullName)]) { RedirectStandardError = true }
        )!;
        var said = await verify.StandardError.ReadToEndAsync(None);
        await verify.WaitForExitAsync(None);

        Assert.Equal(0, verify.ExitCode);
        Assert.DoesNotContain(_folder.FullName, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_WritesVerifiesAndEnables()
    {
        var steps = await Scheduler(new ScriptedTools()).InstallStepsAsync(SomeOrders.Timed(), None);

        var (service, timer) = (PathOf("service"), PathOf("timer"));
        Assert.Equal([service, timer], steps.OfType<ScheduleStep.WriteFile>().Select(file => file.Path));
        Assert.Equal(
            [
                $"systemd-analyze verify {service} {timer}",
                "systemctl daemon-reload",
                "systemctl enable --now woocommerce-inventory-sync.timer",
            ],
            Commands(steps)
        );
    }

    [Fact]
    public async Task Install_ForAUserUsesTheirManagerAndLetsItLinger()
    {
        var steps = await Scheduler(new ScriptedTools(), isSystem: false).InstallStepsAsync(SomeOrders.Timed(), None);

        Assert.All(
            Commands(steps).Where(command => command.StartsWith("systemctl", StringComparison.Ordinal)),
            command => Assert.StartsWith("systemctl --user ", command, StringComparison.Ordinal)
        );
        Assert.Equal("loginctl enable-linger till", Commands(steps).Last());
        Assert.DoesNotContain("User=", steps.OfType<ScheduleStep.WriteFile>().First().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_WithoutVerifier_LeavesItOut()
    {
        var steps = await Scheduler(new ScriptedTools { HasVerifier = false }).InstallStepsAsync(SomeOrders.Timed(), None);

        Assert.DoesNotContain(Commands(steps), command => command.StartsWith("systemd-analyze", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FromTimedToLasting_TheTimerGoes()
    {
        await InstallAsync(SomeOrders.Timed());

        var steps = await InstallAsync(SomeOrders.Lasting());

        Assert.Equal("systemctl disable --now woocommerce-inventory-sync.timer", Commands(steps)[0]);
        Assert.Equal([PathOf("service")], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public async Task FromLastingToTimed_TheServiceIsStartedByTheTimerOnly()
    {
        await InstallAsync(SomeOrders.Lasting());

        var steps = await InstallAsync(SomeOrders.Timed());

        Assert.Equal("systemctl disable --now woocommerce-inventory-sync.service", Commands(steps)[0]);
        Assert.DoesNotContain("[Install]", await File.ReadAllTextAsync(PathOf("service"), None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadBack_IsWhatWasInstalled()
    {
        await InstallAsync(SomeOrders.Timed(6));
        var tools = new ScriptedTools().Answer(
            "systemctl show",
            0,
            "ActiveState=active\nLastTriggerUSec=Sat 2026-11-28 12:00:00 UTC\nResult=\n"
        );

        var installed = await Scheduler(tools).ReadAsync(TaskNames.Default, None);

        Assert.Equal(TimeSpan.FromHours(6), installed!.Interval);
        Assert.True(installed.IsEnabled);
        Assert.Empty(Scheduler(tools).Differences(SomeOrders.Timed(6), installed));
        Assert.Contains(installed.Facts, fact => fact.Text == "Sat 2026-11-28 12:00:00 UTC");
    }

    [Fact]
    public async Task ReadBack_SeesAnotherProgramAMissingTimerAndThatItIsDisabled()
    {
        await InstallAsync(SomeOrders.Timed());
        var service = await File.ReadAllTextAsync(PathOf("service"), None);
        await File.WriteAllTextAsync(PathOf("service"), service.Replace("/etc/tillsync", "/old", StringComparison.Ordinal), None);
        File.Delete(PathOf("timer"));
        var tools = new ScriptedTools().Answer("systemctl is-enabled", 1, "disabled");

        var installed = await Scheduler(tools).ReadAsync(TaskNames.Default, None);

        Assert.False(installed!.IsEnabled);
        var differences = Scheduler(tools).Differences(SomeOrders.Timed(), installed);
        Assert.Contains(
            differences,
            difference => difference.Contains("missing: ExecStart=/bin/true run --config /etc/tillsync", StringComparison.Ordinal)
        );
        Assert.Contains($"{PathOf("timer")} is missing.", differences);
    }

    [Fact]
    public async Task Remove_TakesBothFilesAway()
    {
        await InstallAsync(SomeOrders.Timed());
        var scheduler = Scheduler(new ScriptedTools());

        await new StepRunner(new ScriptedTools()).RunAsync(await scheduler.RemoveStepsAsync(TaskNames.Default, None), None);

        Assert.Empty(Directory.GetFiles(_folder.FullName));
        Assert.Null(await scheduler.ReadAsync(TaskNames.Default, None));
        Assert.Empty(await scheduler.RemoveStepsAsync(TaskNames.Default, None));
    }

    private SystemdScheduler Scheduler(IToolRunner tools, bool isSystem = true) => new(tools, _folder.FullName, isSystem);

    private string PathOf(string extension) => Path.Combine(_folder.FullName, $"woocommerce-inventory-sync.{extension}");

    private async Task<IReadOnlyList<ScheduleStep>> InstallAsync(ScheduleOrder order)
    {
        var steps = await Scheduler(new ScriptedTools()).InstallStepsAsync(order, None);
        await new StepRunner(new ScriptedTools()).RunAsync(steps, None);
        return steps;
    }

    private static List<string> Commands(IReadOnlyList<ScheduleStep> steps) =>
        [.. steps.OfType<ScheduleStep.RunTool>().Select(step => step.Call.ToString())];
}
