using System.Text.Json;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Tillsync.Service;
using Log = Tillsync.Service.Log;

namespace Tillsync.Tests.Service;

public sealed class JsonLineFormatterTests
{
    [Fact]
    public void AnEvent_IsOneLine_WithIdNameTextAndWhatItIsAbout()
    {
        var line = Written(logger => Log.Synced(logger, "main \"1\"\n2", 7, "succeeded", 3, 0, 0, 1, 12, 0.25));

        Assert.DoesNotContain('\n', line);
        var json = JsonDocument.Parse(line).RootElement;
        Assert.Equal(4001, json.GetProperty("id").GetInt32());
        Assert.Equal("Synced", json.GetProperty("event").GetString());
        Assert.Equal("information", json.GetProperty("level").GetString());
        Assert.Equal("main \"1\"\n2", json.GetProperty("storefront").GetString());
        Assert.Equal(3, json.GetProperty("updated").GetInt32());
        Assert.Equal(0.25, json.GetProperty("seconds").GetDouble());
        Assert.StartsWith(
            "main \"1\"\n2: run 7 succeeded: 3 updated, 0 refused",
            json.GetProperty("text").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ADefect_CarriesItsException()
    {
        var line = Written(logger => Log.Defect(logger, "main", "probe", 60, new InvalidOperationException("Out of order.")));

        Assert.Contains(
            "Out of order.",
            JsonDocument.Parse(line).RootElement.GetProperty("exception").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void EveryEvent_HasAnIdOfItsOwn()
    {
        var ids = typeof(Log)
            .GetMethods()
            .SelectMany(method => method.GetCustomAttributes(typeof(LoggerMessageAttribute), false).Cast<LoggerMessageAttribute>())
            .Select(attribute => attribute.EventId)
            .ToList();

        Assert.NotEmpty(ids);
        Assert.Distinct(ids);
    }

    private static string Written(Action<Microsoft.Extensions.Logging.ILogger> write)
    {
        var sink = new Lines();
        using var logger = new LoggerConfiguration().WriteTo.Sink(sink).CreateLogger();
        using var factory = new SerilogLoggerFactory(logger);
        write(factory.CreateLogger("Tillsync"));
        return Assert.Single(sink.Written);
    }

    private sealed class Lines : ILogEventSink
    {
        public List<string> Written { get; } = [];

        public void Emit(LogEvent logEvent)
        {
            using var text = new StringWriter();
            new JsonLineFormatter().Format(logEvent, text);
            Written.Add(text.ToString().TrimEnd('\r', '\n'));
        }
    }
}
