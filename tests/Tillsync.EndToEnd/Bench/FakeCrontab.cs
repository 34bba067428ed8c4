namespace Tillsync.EndToEnd.Bench;

/// <summary>A program of the name crontab, first in PATH, that keeps the table in a file of the bench.</summary>
internal static class FakeCrontab
{
    public static string TableOf(TillBench bench) => bench.PathOf("crontab.txt");

    /// <param name="script">What it does instead, in sh.</param>
    public static async Task PlaceAsync(TillBench bench, string? script = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no crontab.");
        var folder = Directory.CreateDirectory(bench.PathOf("bin"));
        var crontab = Path.Combine(folder.FullName, "crontab");
        var table = TableOf(bench);
        script ??=
            $"case \"$1\" in -l) [ -f '{table}' ] && cat '{table}' || {{ echo 'no crontab for tester' >&2; exit 1; }};; -) cat >'{table}';; esac";
        await File.WriteAllTextAsync(crontab, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(crontab, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        bench.Variables["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
    }
}
