using System.Diagnostics;
using System.Text;

namespace Tillsync.EndToEnd.Bench;

/// <summary>The built executable in a process of its own.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    /// <summary>No run of these tests takes longer, on a busy machine either; without a bound a hanging program would hang the build.</summary>
    private static readonly TimeSpan TimeMax = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly string _command;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly Task _read;

    private RunningProgram(Process process, string command)
    {
        _process = process;
        _command = command;
        _read = Task.WhenAll(ReadAsync(process.StandardOutput, _output), ReadAsync(process.StandardError, _error));
    }

    /// <summary>Beside the test assembly: the project reference puts it there, in the same configuration.</summary>
    public static string Executable { get; } =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "tillsync.exe" : "tillsync");

    public bool HasExited => _process.HasExited;

    public int ProcessId => _process.Id;

    /// <summary>What was printed on standard error until now.</summary>
    public string ErrorSoFar => TextOf(_error);

    /// <summary>What was printed on standard output until now.</summary>
    public string OutputSoFar => TextOf(_output);

    public static RunningProgram Start(string folder, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> variables)
    {
        // Whoever starts these tests in the background has Ctrl-C ignored, and would hand that down to the program.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", Executable] : [Executable];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (
            var name in start.Environment.Keys.Where(name => name.StartsWith("TILLSYNC_", StringComparison.OrdinalIgnoreCase)).ToList()
        )
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{Executable} did not start.");
        process.StandardInput.Close();
        return new RunningProgram(process, string.Join(' ', arguments));
    }

    /// <summary>kill -9: nothing of the program runs any more, no handler and no finally.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Ctrl-C.</summary>
    public Task InterruptAsync() => SignalAsync("INT");

    /// <summary>What a service manager sends.</summary>
    public Task TerminateAsync() => SignalAsync("TERM");

    public async Task<Ran> EndAsync()
    {
        using var bound = new CancellationTokenSource(TimeMax);
        try
        {
            await _process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            Assert.Fail($"`tillsync {_command}` did not end within {TimeMax}.");
        }

        await _read;
        return new Ran(_command, _process.ExitCode, OutputSoFar, ErrorSoFar, _watch.Elapsed);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static async Task ReadAsync(StreamReader stream, StringBuilder text)
    {
        var buffer = new char[4096];
        while (await stream.ReadAsync(buffer) is > 0 and var read)
        {
            lock (text)
            {
                text.Append(buffer, 0, read);
            }
        }
    }

    private static string TextOf(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
