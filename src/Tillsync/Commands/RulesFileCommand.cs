using System.CommandLine;
using Tillsync.Core.Ruling;
using Tillsync.Files;
using Tillsync.Output;

namespace Tillsync.Commands;

/// <summary>Stock rules out into a table for a spreadsheet, and back.</summary>
internal static class RulesFileCommand
{
    private static readonly Argument<string> Exported = new("file") { Description = "The CSV file to write." };

    private static readonly Argument<string> Imported = new("file")
    {
        Description = "The CSV file to read: columns SKU or Category, and Safety stock or Locations.",
    };

    private static readonly Option<bool> Force = new("--force") { Description = "Replace the file if it is there." };

    private static readonly Option<bool> Apply = new("--apply") { Description = "Make the changes. Without it they are only shown." };

    public static Command CreateExport() =>
        new Command("export", "Writes every rule, and every category without one, as CSV.") { Exported, Force }.Does(ExportAsync);

    public static Command CreateImport() =>
        new Command("import", "Reads rules from CSV: all of them or none.") { Imported, Apply, CommandOptions.Rows }.Does(ImportAsync);

    private static async Task<int> ExportAsync(CommandContext context)
    {
        var path = context.Arguments.GetValue(Exported) ?? "";
        await using var session = await context.OpenAsync(JournalAccess.Read);
        var rows = await session.RuleDesk(context).SurveyAsync(context.Stop);
        CsvText.Save(path, RuleFile.Write(rows, context.Time), context.Arguments.GetValue(Force));
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(new RuleExportJson(session.Name, path, rows.Count), JsonShapes.Default.RuleExportJson);
        }
        else
        {
            context.Terminal.Line(
                $"{rows.Count} rows written to {path}. Fill in Safety stock and Locations, add lines for articles, then: tillsync rules import {path}"
            );
        }

        return ExitCodes.Ok;
    }

    private static async Task<int> ImportAsync(CommandContext context)
    {
        var path = context.Arguments.GetValue(Imported) ?? "";
        var (lines, found) = RuleFile.Read(path);
        var applies = context.Arguments.GetValue(Apply) && found.Count == 0;
        await using var session = await context.OpenAsync(applies ? JournalAccess.Write : JournalAccess.Read);
        var desk = session.RuleDesk(context);
        IReadOnlyList<RuleChange> changes = [.. lines.Select(line => line.Change)];
        var preview = applies
            ? await desk.ApplyAsync(changes, Operator.Name, context.Stop)
            : await desk.PreviewAsync(changes, Operator.Name, context.Stop);
        List<(int Line, RuleProblem Problem)> problems =
        [
            .. found
                .Concat(
                    preview.Problems.Select(problem =>
                        (lines[problem.Index].Line, RuleFile.Explain(problem, lines[problem.Index].Change.Subject))
                    )
                )
                .OrderBy(problem => problem.Item1),
        ];
        List<(int Line, RuleEffect Effect)> effects =
        [
            .. preview.Effects.Where(effect => !effect.IsNothing).Select(effect => (lines[effect.Index].Line, effect)),
        ];
        var isApplied = applies && problems.Count == 0;
        var code = problems.Count == 0 ? ExitCodes.Ok : ExitCodes.Usage;
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(Shape(session.Name, isApplied, code, effects, problems), JsonShapes.Default.RuleChangeJson);
        }
        else if (problems.Count > 0)
        {
            PrintProblems(context.Terminal, path, problems);
        }
        else
        {
            Print(context, effects, preview.Effects.Count - effects.Count, isApplied);
        }

        return code;
    }

    private static RuleChangeJson Shape(
        string storefront,
        bool isApplied,
        int code,
        List<(int Line, RuleEffect Effect)> effects,
        List<(int Line, RuleProblem Problem)> problems
    ) =>
        new(
            storefront,
            isApplied,
            code,
            [.. effects.Select(effect => RuleShaping.Of(effect.Effect, effect.Line))],
            [
                .. problems.Select(problem => new RuleProblemJson(
                    problem.Problem.Subject,
                    problem.Problem.Cause,
                    problem.Problem.Advice,
                    problem.Line
                )),
            ]
        );

    private static void PrintProblems(Terminal terminal, string path, List<(int Line, RuleProblem Problem)> problems)
    {
        terminal.Error($"error: {path}: {problems.Count} of its lines cannot be followed.");
        foreach (var (line, problem) in problems)
        {
            terminal.Error($"  line {line}: {problem.Subject}: {problem.Cause} {problem.Advice}");
        }

        terminal.Error("  -> Correct them and import it again. Nothing has been changed.");
    }

    private static void Print(CommandContext context, List<(int Line, RuleEffect Effect)> effects, int same, bool isApplied)
    {
        if (effects.Count > 0)
        {
            context.Terminal.Table(
                ["Line", "What"],
                [.. effects.Select(effect => (string[])[$"{effect.Line}", RulePrinter.Text(effect.Effect, isApplied)])],
                context.Arguments.GetValue(CommandOptions.Rows)
            );
        }

        context.Terminal.Line(
            isApplied
                ? $"{effects.Count} rules changed, {same} are as they were."
                : $"{effects.Count} rules would change, {same} are as they were. Make the changes with --apply."
        );
        if (isApplied && effects.Count > 0)
        {
            RulePrinter.PrintNext(context.Terminal);
        }
    }
}
