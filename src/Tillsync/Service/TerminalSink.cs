using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Tillsync.Output;

namespace Tillsync.Service;

/// <summary>The service's events on the screen, in local time as the run logs have them.</summary>
internal sealed class TerminalSink(Terminal terminal) : ILogEventSink
{
    private static readonly JsonLineFormatter Json = new();

    public void Emit(LogEvent logEvent)
    {
        if (terminal.IsJson)
        {
            using var line = new StringWriter(CultureInfo.InvariantCulture);
            Json.Format(logEvent, line);
            terminal.JsonLine(line.ToString().TrimEnd());
            return;
        }

        var at = logEvent.Timestamp.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var mark =
            logEvent.Level >= LogEventLevel.Error ? "ERROR "
            : logEvent.Level == LogEventLevel.Warning ? "WARNING "
            : "";
        terminal.Line($"[{at}] {mark}{JsonLineFormatter.TextOf(logEvent)}");
        if (logEvent.Exception is { } exception)
        {
            terminal.Error(exception.ToString());
        }
    }
}
