using System.CommandLine;
using Tillsync.Core.Mapping;
using Tillsync.Core.Stock;
using Tillsync.Output;

namespace Tillsync.Commands;

/// <summary>Which listing each article has: shown, proposed, and changed by hand.</summary>
internal static class MapCommand
{
    private static readonly Option<MappingState[]> State = ChoiceOption.Create<MappingState>(
        "--state",
        "STATE",
        "Only articles in this state"
    );

    private static readonly Option<bool> Accept = new("--accept")
    {
        Description = "Map what is certain: one listing for one article, and nothing against it.",
    };

    private static readonly Option<bool> OtherSku = new("--other-sku")
    {
        Description = "The listing carries another SKU in the shop and is this article all the same.",
    };

    private static readonly Option<bool> LetGo = new("--let-go")
    {
        Description = "Leave the listing's number as it is. Without it the listing is phased out.",
    };

    private static readonly Argument<string> SkuText = new("sku") { Description = "The article's code as the till writes it." };

    private static readonly Argument<string> ListingText = new("listing")
    {
        Description = "The product's id in the shop; a variation is PARENT/VARIATION or its own id.",
    };

    private static readonly Argument<string[]> Dropped = new("sku")
    {
        Description = "Articles that lose their listing.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Command Create() =>
        new("map", "Which listing each article has.")
        {
            new Command("list", "How every article stands to the shop.") { State, CommandOptions.Rows }.Does(ListAsync),
            new Command("match", "Proposes listings for articles that have none.") { Accept, CommandOptions.Rows }.Does(MatchAsync),
            new Command("set", "Maps an article to a listing.") { SkuText, ListingText, OtherSku }.Does(SetAsync),
            new Command("drop", "Takes articles' listings from them.") { Dropped, LetGo }.Does(DropAsync),
            MapFileCommand.CreateExport(),
            MapFileCommand.CreateImport(),
        };

    private static async Task<int> ListAsync(CommandContext context)
    {
        await using var session = await context.OpenAsync(JournalAccess.Read);
        var rows = await SurveyAsync(session, context);
        var states = context.Arguments.GetValue(State) ?? [];
        var shown = states.Length == 0 ? rows : [.. rows.Where(row => states.Contains(row.State))];
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(MapShaping.Of(session.Name, rows, shown), JsonShapes.Default.MappingListJson);
        }
        else
        {
            MapPrinter.Print(context.Terminal, rows, shown, context.Time, context.Arguments.GetValue(CommandOptions.Rows));
        }

        return ExitCodes.Ok;
    }

    private static async Task<int> MatchAsync(CommandContext context)
    {
        var accepts = context.Arguments.GetValue(Accept);
        await using var session = await context.OpenAsync(accepts ? JournalAccess.Write : JournalAccess.Read);
        var rows = await SurveyAsync(session, context);
        var proposed = rows.Where(row => row.State == MappingState.Review).ToList();
        if (accepts)
        {
            return await ApplyAsync(session, context, CertainMappings.Of(proposed));
        }

        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(MapShaping.Of(session.Name, rows, proposed), JsonShapes.Default.MappingListJson);
        }
        else
        {
            MapPrinter.PrintProposals(context.Terminal, proposed, context.Arguments.GetValue(CommandOptions.Rows));
        }

        return ExitCodes.Ok;
    }

    private static async Task<int> SetAsync(CommandContext context)
    {
        var sku = SkuOf(context.Arguments.GetValue(SkuText));
        var text = context.Arguments.GetValue(ListingText) ?? "";
        if (ListingId.Parse(text.Trim()) is not { } listing)
        {
            throw new UsageException(
                $"listing {text}",
                "That is no id of a listing.",
                "Give 138 for a product, 138/141 or 141 for a variation."
            );
        }

        await using var session = await context.OpenAsync(JournalAccess.Write);
        return await ApplyAsync(
            session,
            context,
            [new MappingChange(sku, listing) { AcceptsOtherSku = context.Arguments.GetValue(OtherSku) }]
        );
    }

    private static async Task<int> DropAsync(CommandContext context)
    {
        var letsGo = context.Arguments.GetValue(LetGo);
        var changes = (context.Arguments.GetValue(Dropped) ?? [])
            .Select(text => new MappingChange(SkuOf(text), null) { LetsGo = letsGo })
            .ToList();
        await using var session = await context.OpenAsync(JournalAccess.Write);
        return await ApplyAsync(session, context, changes);
    }

    /// <summary>Does all of it or nothing; the first problem is the command's error.</summary>
    private static async Task<int> ApplyAsync(StorefrontSession session, CommandContext context, IReadOnlyList<MappingChange> changes)
    {
        var desk = session.MappingDesk(context);
        var preview = await LeaseWait.RunAsync(context, () => desk.ApplyAsync(changes, Operator.Name, context.Stop));
        if (preview.Problems is [var problem, ..])
        {
            throw new UsageException(problem.Subject, problem.Cause, $"{problem.Advice} Nothing has been changed.");
        }

        if (context.Terminal.IsJson)
        {
            var changed = preview.Effects.Select(effect => MapShaping.Of(effect, line: null)).ToList();
            context.Terminal.Json(
                new MappingChangeJson(session.Name, Applied: true, ExitCodes.Ok, changed, []),
                JsonShapes.Default.MappingChangeJson
            );
        }
        else if (preview.Effects.Count == 0)
        {
            context.Terminal.Line("Nothing is certain enough to be mapped without a look. See `tillsync map match`.");
        }
        else
        {
            MapPrinter.PrintChange(context.Terminal, preview, isApplied: true);
        }

        return ExitCodes.Ok;
    }

    internal static Task<IReadOnlyList<MappingRow>> SurveyAsync(StorefrontSession session, CommandContext context)
    {
        var survey = new MappingSurvey(session.Till, session.Catalogue, session.Shop, session.Journal, session.Options, context.Time);
        return survey.TakeAsync(context.Terminal.Counting("Reading listings"), context.Stop);
    }

    private static Sku SkuOf(string? text) =>
        Sku.From(text) ?? throw new UsageException("map", "A SKU is blank.", "Give the article's code as the till writes it.");
}
