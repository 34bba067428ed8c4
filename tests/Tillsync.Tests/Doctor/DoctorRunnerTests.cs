using Tillsync.Commands;
using Tillsync.Core;
using Tillsync.Doctor;

namespace Tillsync.Tests.Doctor;

public sealed class DoctorRunnerTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    [Fact]
    public async Task OneThatHangsAndOneThatFails_HideNoOther()
    {
        IDoctorCheck[] checks =
        [
            new Check(
                "hangs",
                async _ =>
                {
                    // Not even told to stop: it does not listen.
                    await new TaskCompletionSource().Task;
                    return Diagnosis.Pass("never");
                }
            ),
            new Check(
                "blocks",
                _ =>
                {
                    new ManualResetEventSlim().Wait(TimeSpan.FromMinutes(1), CancellationToken.None);
                    return Task.FromResult(Diagnosis.Pass("never"));
                }
            ),
            new Check("is broken", _ => throw new InvalidOperationException("a defect")),
            new Check("needs the till", _ => throw new TillException("till", "It is gone.", "Find it.")),
            new Check("is well", _ => Task.FromResult(Diagnosis.Pass("well"))),
        ];

        var links = await new DoctorRunner(null!, TimeProvider.System, TimeSpan.FromMilliseconds(300)).RunAsync(checks, None);

        Assert.Equal(["hangs", "blocks", "is broken", "needs the till", "is well"], links.Select(link => link.Name));
        Assert.Equal(
            [CheckVerdict.Fail, CheckVerdict.Fail, CheckVerdict.Fail, CheckVerdict.Skip, CheckVerdict.Pass],
            links.Select(link => link.Diagnosis.Verdict)
        );
        Assert.Contains("did not end within", links[0].Diagnosis.Text, StringComparison.Ordinal);
        Assert.Contains("a defect", links[2].Diagnosis.Text, StringComparison.Ordinal);
        Assert.Equal("Not looked at, because of till: It is gone.", links[3].Diagnosis.Text);
    }

    [Fact]
    public async Task Cancelled_EndsAtOnce()
    {
        using var stop = new CancellationTokenSource();
        var check = new Check(
            "hangs",
            async token =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return Diagnosis.Pass("never");
            }
        );
        var run = new DoctorRunner(null!, TimeProvider.System, TimeSpan.FromMinutes(5)).RunAsync([check], stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Theory]
    [InlineData("Pass Pass", 0)]
    [InlineData("Pass Warn", 4)]
    [InlineData("Pass Skip", 4)]
    [InlineData("Warn Fail", 3)]
    public void ExitCode_IsThatOfTheWorst(string verdicts, int code)
    {
        var links = verdicts
            .Split(' ')
            .Select(Enum.Parse<CheckVerdict>)
            .Select(verdict => new CheckedLink("x", new Diagnosis(verdict, "", null, []), TimeSpan.Zero))
            .ToList();

        Assert.Equal(code, DoctorCommand.CodeOf(links));
    }

    [Fact]
    public void Checks_HaveNamesOfTheirOwn() =>
        Assert.Equal(DoctorChecks.All.Count, DoctorChecks.All.Select(check => check.Name).Distinct().Count());

    private sealed class Check(string name, Func<CancellationToken, Task<Diagnosis>> run) : IDoctorCheck
    {
        public string Name => name;

        public Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken) => run(cancellationToken);
    }
}
