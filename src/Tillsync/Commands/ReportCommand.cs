using System.CommandLine;
using Tillsync.Core;
using Tillsync.Core.Stock;
using Tillsync.Files;
using Tillsync.Output;

namespace Tillsync.Commands;

/// <summary>Where every article stands, for a screen, a spreadsheet or a machine.</summary>
internal static class ReportCommand
{
    private const string StandardOutput = "-";

    private static readonly Option<ProductState[]> State = ChoiceOption.Create<ProductState>(
        "--state",
        "STATE",
        "Only articles in this state"
    );

    private static readonly Option<string?> Csv = new("--csv")
    {
        Description = "Write the report to this CSV file instead; - for standard output.",
        HelpName = "FILE",
    };

    private static readonly Option<bool> Force = new("--force") { Description = "Replace the file if it is there." };

    public static Command Create() =>
        new("report", "Where every article stands.")
        {
            new Command("products", "Every web item once, with its state, stock, listing and last change.")
            {
                State,
                Csv,
                Force,
                CommandOptions.Rows,
            }.Does(ProductsAsync),
            new Command("lint", "What in the till keeps web items from being sold, and what each status code means.")
            {
                CommandOptions.Rows,
            }.Does(LintAsync),
        };

    private static async Task<int> ProductsAsync(CommandContext context)
    {
        await using var session = await context.OpenAsync(JournalAccess.Read);
        var all = await new ProductReport(session.Till, session.Journal, session.Options).TakeAsync(context.Stop);
        var states = context.Arguments.GetValue(State) ?? [];
        var shown = states.Length == 0 ? all : [.. all.Where(row => states.Contains(row.State))];
        if (context.Arguments.GetValue(Csv) is { } path)
        {
            Save(context, path, ReportPrinter.Csv(shown, context.Time), shown.Count);
        }

        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(ReportPrinter.Shape(session.Name, all, shown), JsonShapes.Default.ProductReportJson);
        }
        else if (context.Arguments.GetValue(Csv) is null)
        {
            ReportPrinter.Print(context.Terminal, all, shown, context.Time, context.Arguments.GetValue(CommandOptions.Rows));
        }

        return ExitCodes.Ok;
    }

    private static void Save(CommandContext context, string path, string text, int rows)
    {
        if (path == StandardOutput)
        {
            context.Terminal.Line(text.TrimEnd());
            return;
        }

        CsvText.Save(path, text, context.Arguments.GetValue(Force));
        context.Terminal.Line($"{rows} articles written to {path}.");
    }

    private static async Task<int> LintAsync(CommandContext context)
    {
        await using var session = await context.OpenAsync(JournalAccess.Read);
        var reading = await session.Till.ReadAsync(context.Stop);
        var policy = session.Options.Policy.With(new StockRules(await session.Journal.ReadRulesAsync(context.Stop)));
        var kept = (await session.Journal.ReadListingsAsync(context.Stop)).Where(record => record.EndedAt is null);
        var findings = StockLint.Of(reading, policy, kept.Select(record => record.Sku));
        var statuses = StockLint.StatusesOf(reading, policy);
        if (context.Terminal.IsJson)
        {
            var lint = new LintJson(
                session.Name,
                [
                    .. findings.Select(finding => new LintFindingJson(
                        finding.Code,
                        finding.Effect,
                        finding.Advice,
                        [.. finding.Items.Select(item => new LintItemJson(item.Sku?.Text, item.Detail))]
                    )),
                ],
                [.. statuses.Select(use => StatusWords.Shape(use, policy))]
            );
            context.Terminal.Json(lint, JsonShapes.Default.LintJson);
        }
        else
        {
            ReportPrinter.Print(context.Terminal, findings, statuses, policy, context.Arguments.GetValue(CommandOptions.Rows));
        }

        return ExitCodes.Ok;
    }
}
