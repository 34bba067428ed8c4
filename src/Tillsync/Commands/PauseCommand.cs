using System.CommandLine;
using Tillsync.Core.Recording;
using Tillsync.Output;
using Tillsync.Service;

namespace Tillsync.Commands;

/// <summary>Tells the service, wherever it runs, to leave a storefront alone or to go on.</summary>
internal static class PauseCommand
{
    public static IReadOnlyList<Command> CreateAll() =>
        [
            new Command("pause", "serve and run go on looking at the storefront and say what they would do, but write nothing.").Does(
                context => RunAsync(context, PauseKind.Paused)
            ),
            new Command("stop", "serve and run do nothing at all for the storefront.").Does(context =>
                RunAsync(context, PauseKind.Stopped)
            ),
            new Command("resume", "Ends a pause or stop.").Does(context => RunAsync(context, null)),
        ];

    private static async Task<int> RunAsync(CommandContext context, PauseKind? kind)
    {
        await using var session = await context.OpenAsync(JournalAccess.Write);
        var pause = kind is { } wanted ? new Pause(wanted, context.Time.GetUtcNow(), Operator.Name) : null;
        var before = await session.Journal.ReadPauseAsync(context.Stop);
        if (before?.Kind == kind)
        {
            // Who paused it first, and since when, stays.
            pause = before;
        }
        else
        {
            await session.Journal.SavePauseAsync(pause, context.Stop);
        }

        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(PauseShaping.Of(session.Name, pause), ServiceShapes.Default.PauseJson);
            return ExitCodes.Ok;
        }

        context.Terminal.Line(
            pause is null
                ? $"Storefront {session.Name} is not paused."
                : $"Storefront {session.Name} is {PausePrinter.Describe(pause, context.Time)}."
        );
        return ExitCodes.Ok;
    }
}
