using System.ComponentModel;
using System.Diagnostics;

namespace Tillsync.Scheduling;

/// <summary>Starts programs that PATH leads to.</summary>
internal sealed class ToolRunner : IToolRunner
{
    /// <summary>None of these programs does more than write a few files; one that hangs must not hang its caller.</summary>
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(60);

    public bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));

    public async Task<ToolResult> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        using var process = Start(call);
        if (call.IsInteractive)
        {
            await process.WaitForExitAsync(cancellationToken);
            return new ToolResult(process.ExitCode, "");
        }

        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(TimeMax);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(bound.Token);
            var error = process.StandardError.ReadToEndAsync(bound.Token);
            await GiveAsync(process, call.Input);
            await process.WaitForExitAsync(bound.Token);
            return new ToolResult(process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new ScheduleException(call.Program, $"It did not end within {TimeMax.TotalSeconds:0} s.", $"Try it by hand: {call}");
        }
    }

    private static Process Start(ToolCall call)
    {
        var redirects = !call.IsInteractive;
        var start = new ProcessStartInfo(call.Program, call.Arguments)
        {
            RedirectStandardInput = redirects,
            RedirectStandardOutput = redirects,
            RedirectStandardError = redirects,
        };
        // Words and dates of these programs are read or shown here in one form for all machines.
        start.Environment["LC_ALL"] = "C";
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{call.Program} did not start.");
        }
        catch (Win32Exception exception)
        {
            throw new ScheduleException(
                call.Program,
                $"It could not be started: {exception.Message}.",
                "See that it is installed.",
                exception
            );
        }
    }

    private static async Task GiveAsync(Process process, string? input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input ?? "");
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its exit code and words tell why.
        }
    }
}
