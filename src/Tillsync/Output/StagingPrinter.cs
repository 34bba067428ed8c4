using Tillsync.Core;
using Tillsync.Core.Staging;

namespace Tillsync.Output;

/// <summary>Tells what was done about web orders on their way into the till. Orders are named by number; nothing of a customer is shown.</summary>
internal static class StagingPrinter
{
    public static void Print(Terminal terminal, StagingReport? report)
    {
        if (report is null)
        {
            return;
        }

        if (report.Orders.Count > 0)
        {
            terminal.Line();
            terminal.Line($"Web orders for the till ({report.Orders.Count}):");
            foreach (var result in report.Orders)
            {
                terminal.Line($"  {Describe(result)}");
            }
        }

        foreach (var problem in Problems(report))
        {
            terminal.Warn(problem);
        }
    }

    public static string Describe(StagingResult result)
    {
        var row = result.StagingId is { } id ? $", row {id}" : "";
        return $"web order {result.Number}: {Word(result)} ({result.Because}{row})";
    }

    /// <summary>What wants a person's look, one sentence each.</summary>
    public static IEnumerable<string> Problems(StagingReport report)
    {
        if (report.Failure is { } failure)
        {
            yield return $"Web orders are not staged, and tried again later. {failure}";
        }

        foreach (var entry in report.Problems.Where(entry => report.Failure is null || entry.Detail != report.Failure))
        {
            yield return entry.Detail ?? $"Web order {entry.Number}: {entry.Problem}.";
        }
    }

    private static string Word(StagingResult result) =>
        (result.Effect, result.Action) switch
        {
            (StagingEffect.Inserted, _) => "staged",
            (StagingEffect.Updated, _) => "changed",
            (StagingEffect.Withdrawn, _) => "withdrawn",
            (StagingEffect.None, _) => "right already",
            (null, StagingAction.Stage) => "to be staged",
            (null, StagingAction.Change) => "to be changed",
            _ => "to be withdrawn",
        };
}
