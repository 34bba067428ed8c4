using System.CommandLine;
using Tillsync.Core.Mapping;
using Tillsync.Files;
using Tillsync.Output;

namespace Tillsync.Commands;

/// <summary>Mappings out into a table for a spreadsheet, and back.</summary>
internal static class MapFileCommand
{
    private static readonly Argument<string> Exported = new("file") { Description = "The CSV file to write." };

    private static readonly Argument<string> Imported = new("file")
    {
        Description = "The CSV file to read: columns SKU and Listing, and Shop SKU where another SKU is right.",
    };

    private static readonly Option<bool> Force = new("--force") { Description = "Replace the file if it is there." };

    private static readonly Option<bool> Apply = new("--apply") { Description = "Make the changes. Without it they are only shown." };

    public static Command CreateExport() =>
        new Command("export", "Writes how every article stands to the shop as CSV.") { Exported, Force }.Does(ExportAsync);

    public static Command CreateImport() =>
        new Command("import", "Reads mappings from CSV: all of them or none.") { Imported, Apply, CommandOptions.Rows }.Does(ImportAsync);

    private static async Task<int> ExportAsync(CommandContext context)
    {
        var path = context.Arguments.GetValue(Exported) ?? "";
        await using var session = await context.OpenAsync(JournalAccess.Read);
        var rows = await MapCommand.SurveyAsync(session, context);
        CsvText.Save(path, MappingFile.Write(rows, context.Time), context.Arguments.GetValue(Force));
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(new MappingExportJson(session.Name, path, rows.Count), JsonShapes.Default.MappingExportJson);
        }
        else
        {
            context.Terminal.Line($"{rows.Count} rows written to {path}. Fill in the column Listing, then: tillsync map import {path}");
        }

        return ExitCodes.Ok;
    }

    private static async Task<int> ImportAsync(CommandContext context)
    {
        var path = context.Arguments.GetValue(Imported) ?? "";
        var (lines, found) = MappingFile.Read(path);
        var applies = context.Arguments.GetValue(Apply) && found.Count == 0;
        await using var session = await context.OpenAsync(applies ? JournalAccess.Write : JournalAccess.Read);
        var desk = session.MappingDesk(context);
        IReadOnlyList<MappingChange> changes = [.. lines.Select(line => line.Change)];
        var preview = applies
            ? await LeaseWait.RunAsync(context, () => desk.ApplyAsync(changes, Operator.Name, context.Stop))
            : await desk.PreviewAsync(changes, context.Stop);
        var problems = found
            .Concat(preview.Problems.Select(problem => (lines[problem.Index].Line, MappingFile.Explain(problem, lines))))
            .OrderBy(problem => problem.Item1)
            .ToList();
        var effects = preview
            .Effects.Where(effect => !effect.IsNothing)
            .Select(effect => (lines[effect.Index].Line, Effect: effect))
            .ToList();
        var isApplied = applies && problems.Count == 0;
        var code = problems.Count == 0 ? ExitCodes.Ok : ExitCodes.Usage;
        if (context.Terminal.IsJson)
        {
            var shape = new MappingChangeJson(
                session.Name,
                isApplied,
                code,
                [.. effects.Select(effect => MapShaping.Of(effect.Effect, effect.Line))],
                [
                    .. problems.Select(problem => new MappingProblemJson(
                        problem.Item2.Subject,
                        problem.Item2.Cause,
                        problem.Item2.Advice,
                        problem.Item1
                    )),
                ]
            );
            context.Terminal.Json(shape, JsonShapes.Default.MappingChangeJson);
            return code;
        }

        if (problems.Count > 0)
        {
            context.Terminal.Error($"error: {path}: {problems.Count} of its lines cannot be followed.");
            foreach (var (line, problem) in problems)
            {
                context.Terminal.Error($"  line {line}: {problem.Subject}: {problem.Cause} {problem.Advice}");
            }

            context.Terminal.Error("  -> Correct them and import it again. Nothing has been changed.");
            return code;
        }

        Print(context, effects, preview.Effects.Count - effects.Count, isApplied);
        return code;
    }

    private static void Print(CommandContext context, List<(int Line, MappingEffect Effect)> effects, int same, bool isApplied)
    {
        if (effects.Count > 0)
        {
            context.Terminal.Table(
                ["Line", "SKU", "From", "To", "What"],
                [
                    .. effects.Select(effect =>
                        (string[])
                            [
                                $"{effect.Line}",
                                effect.Effect.Sku.Text,
                                effect.Effect.From?.ToString() ?? "",
                                effect.Effect.To?.ToString() ?? "",
                                MapPrinter.Text(effect.Effect, isApplied),
                            ]
                    ),
                ],
                context.Arguments.GetValue(CommandOptions.Rows)
            );
        }

        context.Terminal.Line(
            isApplied
                ? $"{effects.Count} mappings changed, {same} are as they were."
                : $"{effects.Count} mappings would change, {same} are as they were. Make the changes with --apply."
        );
    }
}
