using System.CommandLine;
using Tillsync.Configuration;
using Tillsync.Service;

namespace Tillsync.Commands;

/// <summary>Stays on and keeps every configured storefront right by itself.</summary>
internal static class ServeCommand
{
    public static Command Create() =>
        new Command(
            "serve",
            "Stays on: notices changes within seconds and syncs them, for every storefront or the one that is named. Stops on Ctrl-C or SIGTERM once what is under way is finished and recorded (exit code 0); on the second one at once (130)."
        ).Does(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        var loaded = context.LoadConfiguration();
        IReadOnlyList<StorefrontSettings> storefronts = context.Arguments.GetValue(CommandOptions.Storefront) is null
            ? loaded.Configuration.Storefronts
            : [context.LoadStorefront().Storefront];
        foreach (var warning in loaded.Warnings)
        {
            context.Terminal.Warn(warning);
        }

        using var loggers = ServiceLog.Open(loaded.Configuration.Logs, context.Terminal);
        var logger = loggers.CreateLogger("Tillsync");
        using var metrics = new ServiceMetrics();
        await using var workers = new ServiceWorkers(
            [.. storefronts.Select(storefront => new StorefrontWorker(context, loaded, storefront, metrics, logger))],
            context.Time,
            context.Stop
        );
        foreach (var worker in workers.All)
        {
            metrics.Observe(worker, context.Time);
        }

        await using var host = ServiceHost.Build(loaded.Configuration.Service, workers, loggers);
        await host.StartAsync(loaded.Configuration.Service, context.Stop);
        foreach (var worker in workers.All)
        {
            worker.ListensAt(host.Address);
        }

        var names = string.Join(", ", workers.All.Select(worker => worker.Name));
        Log.Started(logger, StatusCommand.Version(), names, $"{host.Address}/health");
        await SandboxCommand.UntilStoppedAsync(context.Stop);
        Log.Stopping(logger);
        await host.StopAsync(CancellationToken.None);
        foreach (var worker in workers.All)
        {
            await worker.EndAsync();
        }

        if (context.HardStop.IsCancellationRequested)
        {
            Log.StoppedHard(logger);
            return ExitCodes.Cancelled;
        }

        Log.Stopped(logger);
        return ExitCodes.Ok;
    }
}
