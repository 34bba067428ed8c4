using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Tillsync.Configuration;
using Tillsync.Output;

namespace Tillsync.Service;

/// <summary>
/// The service's log: one file a day beside the run logs, <c>tillsync_service_yyyyMMdd.jsonl</c>, with a JSON object on each line; and the same
/// events on the screen, for people or with <c>--json</c> as the same lines.
/// </summary>
internal static class ServiceLog
{
    private const string FileName = "tillsync_service_.jsonl";

    /// <summary>A day that writes more than this goes on in further files, so that one can always be opened.</summary>
    private const long FileSizeMax = 100 * 1024 * 1024;

    /// <exception cref="ConfigurationException">The folder cannot be written.</exception>
    public static ILoggerFactory Open(LogSettings settings, Terminal terminal)
    {
        RequireWritable(settings.Folder);
        var logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            // A start that fails is the command's error, in its own words.
            .MinimumLevel.Override("Microsoft.Extensions.Hosting", LogEventLevel.Fatal)
            .WriteTo.File(
                new JsonLineFormatter(),
                Path.Combine(settings.Folder, FileName),
                rollingInterval: RollingInterval.Day,
                rollOnFileSizeLimit: true,
                fileSizeLimitBytes: FileSizeMax,
                retainedFileCountLimit: null,
                retainedFileTimeLimit: TimeSpan.FromDays(settings.RetentionDays)
            )
            .WriteTo.Sink(new TerminalSink(terminal))
            .CreateLogger();
        return new SerilogLoggerFactory(logger, dispose: true);
    }

    private static void RequireWritable(string folder)
    {
        var probe = Path.Combine(folder, $".tillsync-{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                $"Logs:Folder {folder}",
                $"It cannot be written: {exception.Message}",
                "Grant the right to write there, or name another folder."
            );
        }
    }
}
