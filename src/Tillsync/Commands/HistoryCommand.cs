using System.CommandLine;
using Tillsync.Core.Recording;
using Tillsync.Output;

namespace Tillsync.Commands;

internal static class HistoryCommand
{
    private const int LastDefault = 20;

    private static readonly Option<int?> Last = NumberOption.Create<int>(
        "--last",
        "N",
        $"How many runs. Default: {LastDefault}.",
        number => number is >= 1 and <= 10_000,
        "a whole number from 1 to 10000"
    );

    private static readonly Option<long?> Run = NumberOption.Create<long>(
        "--run",
        "ID",
        "The writes of one run.",
        number => number >= 1,
        "the number of a run, as `tillsync history` lists them"
    );

    public static Command Create() =>
        new Command("history", "Recent runs: why, what was done, what went wrong.") { Last, Run, CommandOptions.Rows }.Does(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        var last = context.Arguments.GetValue(Last) ?? LastDefault;
        await using var session = await context.OpenAsync(JournalAccess.Read);
        var runs = await session.Journal.ReadRunsAsync(context.Arguments.GetValue(Run) is null ? last : int.MaxValue, context.Stop);
        IReadOnlyList<Intent>? writes = null;
        IReadOnlyList<Creation>? creations = null;
        IReadOnlyList<StagedWebOrder>? staged = null;
        if (context.Arguments.GetValue(Run) is { } id)
        {
            runs = [.. runs.Where(run => run.RunId == id)];
            writes = await session.Journal.ReadRunIntentsAsync(id, context.Stop);
            creations = [.. (await session.Journal.ReadCreationsAsync(context.Stop)).Where(creation => creation.RunId == id)];
            staged = [.. (await session.Journal.ReadStagingAsync(context.Stop)).Orders.Where(order => order.RunId == id)];
            if (runs.Count == 0)
            {
                throw new UsageException($"--run {id}", "The journal has no such run.", "See `tillsync history`.");
            }
        }

        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(
                new HistoryJson(
                    session.Name,
                    [.. runs.Select(JsonShaping.Of)],
                    writes?.Select(JsonShaping.Of).ToList(),
                    creations?.Select(CreationShaping.Of).ToList(),
                    staged?.Select(StagingShaping.Of).ToList()
                ),
                JsonShapes.Default.HistoryJson
            );
        }
        else
        {
            Print(context, runs, writes, creations);
            PrintStaged(context, staged ?? []);
        }

        return ExitCodes.Ok;
    }

    private static void Print(
        CommandContext context,
        IReadOnlyList<RunRecord> runs,
        IReadOnlyList<Intent>? writes,
        IReadOnlyList<Creation>? creations
    )
    {
        var most = context.Arguments.GetValue(CommandOptions.Rows);
        if (runs.Count == 0)
        {
            context.Terminal.Line("No runs yet.");
            return;
        }

        context.Terminal.Table(
            ["Run", "Started", "Scope", "Result", "Updated", "Skipped", "Errors", "Requests", "Reason"],
            [.. runs.Select(run => Row(run, context.Time))],
            most
        );
        foreach (var run in runs.Where(run => run.End?.Error is not null).Take(5))
        {
            context.Terminal.Line($"  run {run.RunId}: {run.End!.Error}");
        }

        if (writes is { Count: > 0 })
        {
            context.Terminal.Table(["SKU", "Listing", "From", "To", "Outcome", "Because"], [.. writes.Select(Row)], most);
        }

        if (creations is { Count: > 0 })
        {
            context.Terminal.Table(["SKU", "New product", "Name", "Stock", "Outcome", "Because"], [.. creations.Select(Row)], most);
        }
    }

    /// <summary>The journal keeps an order's last state, so that each is named by the run that changed it last.</summary>
    private static void PrintStaged(CommandContext context, IReadOnlyList<StagedWebOrder> staged)
    {
        if (staged.Count > 0)
        {
            context.Terminal.Table(
                ["Web order", "Row", "State", "Shop status", "Since"],
                [
                    .. staged.Select(order =>
                        new[]
                        {
                            order.Number,
                            $"{order.StagingId}",
                            JsonShaping.Name(order.State),
                            order.Status ?? "",
                            Words.Local(order.ChangedAt, context.Time),
                        }
                    ),
                ],
                context.Arguments.GetValue(CommandOptions.Rows)
            );
        }
    }

    private static string[] Row(RunRecord run, TimeProvider time)
    {
        var counts = run.End?.Counts ?? RunCounts.None;
        return
        [
            $"{run.RunId}",
            Words.Local(run.Start.StartedAt, time),
            run.Start.Scope,
            Words.Result(run.End?.Result ?? RunResult.Running),
            $"{counts.Updated}",
            $"{counts.Skipped}",
            $"{counts.Refused + counts.Unknown}",
            $"{counts.ReadRequests} + {counts.WriteRequests}",
            run.Start.Reason,
        ];
    }

    private static string[] Row(Creation creation) =>
        [
            creation.Sku.Text,
            creation.Listing?.ToString() ?? "none",
            creation.Name,
            creation.Quantity.ToString(),
            creation.Detail is { } detail ? $"{JsonShaping.Name(creation.State)}: {detail}" : JsonShaping.Name(creation.State),
            creation.Inputs,
        ];

    private static string[] Row(Intent intent) =>
        [
            intent.Sku.Text,
            intent.Listing.ToString(),
            intent.From?.ToString() ?? "none",
            intent.To.ToString(),
            intent.Detail is { } detail ? $"{JsonShaping.Name(intent.State)}: {detail}" : JsonShaping.Name(intent.State),
            intent.Inputs,
        ];
}
