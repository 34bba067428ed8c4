using System.CommandLine;
using Tillsync.Core.Ruling;
using Tillsync.Files;
using Tillsync.Output;

namespace Tillsync.Commands;

/// <summary>Safety stock and selling locations of single articles and of categories.</summary>
internal static class RulesCommand
{
    private static readonly Option<string?> OnlySku = new("--sku") { Description = "The article.", HelpName = "SKU" };

    private static readonly Option<string?> Category = new("--category")
    {
        Description = "The category, by its code in the till (IM_ITEM.CATEG_COD).",
        HelpName = "CODE",
    };

    private static readonly Option<string?> SafetyStock = new("--safety-stock")
    {
        Description = "Units, in the till's stocking unit, that are never offered online; - for none of its own.",
        HelpName = "UNITS",
    };

    private static readonly Option<string?> Locations = new("--locations")
    {
        Description = "The locations that sell it, and no other: LOC_ID codes parted by commas; - for the usual ones.",
        HelpName = "CODES",
    };

    private static readonly Option<bool> All = new("--all") { Description = "Categories without a rule as well." };

    public static Command Create() =>
        new("rules", "Safety stock and selling locations of single articles and categories.")
        {
            new Command("list", "Every rule.") { All, CommandOptions.Rows }.Does(ListAsync),
            new Command("set", "Makes or changes the rule of an article or a category.") { OnlySku, Category, SafetyStock, Locations }.Does(
                SetAsync
            ),
            new Command("drop", "Takes the rule of an article or a category away.") { OnlySku, Category }.Does(DropAsync),
            RulesFileCommand.CreateExport(),
            RulesFileCommand.CreateImport(),
        };

    private static async Task<int> ListAsync(CommandContext context)
    {
        await using var session = await context.OpenAsync(JournalAccess.Read);
        var all = await session.RuleDesk(context).SurveyAsync(context.Stop);
        IReadOnlyList<RuleRow> rows = context.Arguments.GetValue(All) ? all : [.. all.Where(row => row.Rule is not null)];
        var policy = session.Options.Policy;
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(RuleListJson.Of(session.Name, policy, [.. rows.Select(RuleShaping.Of)]), JsonShapes.Default.RuleListJson);
        }
        else
        {
            RulePrinter.Print(context.Terminal, rows, policy, context.Time, context.Arguments.GetValue(CommandOptions.Rows));
        }

        return ExitCodes.Ok;
    }

    private static Task<int> SetAsync(CommandContext context)
    {
        var (change, problem) = RuleText.Read(
            context.Arguments.GetValue(OnlySku) ?? "",
            context.Arguments.GetValue(Category) ?? "",
            context.Arguments.GetValue(SafetyStock) ?? "",
            context.Arguments.GetValue(Locations) ?? ""
        );
        if (problem is not null)
        {
            throw Refused(problem);
        }

        return ApplyAsync(
            context,
            change
                ?? throw new UsageException(
                    "rules set",
                    "It says neither a safety stock nor locations.",
                    "Give --safety-stock UNITS or --locations CODES."
                )
        );
    }

    private static Task<int> DropAsync(CommandContext context)
    {
        var subject =
            RuleText.SubjectOf(context.Arguments.GetValue(OnlySku) ?? "", context.Arguments.GetValue(Category) ?? "")
            ?? throw new UsageException(
                "rules drop",
                "It names neither an article nor a category, or both.",
                "Give --sku SKU or --category CODE."
            );
        return ApplyAsync(context, RuleChange.Drop(subject));
    }

    private static async Task<int> ApplyAsync(CommandContext context, RuleChange change)
    {
        await using var session = await context.OpenAsync(JournalAccess.Write);
        var preview = await session.RuleDesk(context).ApplyAsync([change], Operator.Name, context.Stop);
        if (preview.Problems is [var problem, ..])
        {
            throw Refused(problem);
        }

        if (context.Terminal.IsJson)
        {
            var changed = preview.Effects.Where(effect => !effect.IsNothing).Select(effect => RuleShaping.Of(effect, line: null));
            context.Terminal.Json(
                new RuleChangeJson(session.Name, Applied: true, ExitCodes.Ok, [.. changed], []),
                JsonShapes.Default.RuleChangeJson
            );
            return ExitCodes.Ok;
        }

        foreach (var effect in preview.Effects)
        {
            context.Terminal.Line(RulePrinter.Text(effect, isApplied: true));
        }

        if (preview.Effects.Any(effect => !effect.IsNothing))
        {
            RulePrinter.PrintNext(context.Terminal);
        }

        return ExitCodes.Ok;
    }

    private static UsageException Refused(RuleProblem problem) =>
        new(problem.Subject, problem.Cause, $"{problem.Advice} Nothing has been changed.");
}
