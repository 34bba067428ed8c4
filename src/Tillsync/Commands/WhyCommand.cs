using System.CommandLine;
using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Output;

namespace Tillsync.Commands;

internal static class WhyCommand
{
    private static readonly Argument<string> SkuText = new("sku") { Description = "The article's code as the till writes it." };

    public static Command Create() => new Command("why", "Why does this article show this number?") { SkuText }.Does(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        if (Sku.From(context.Arguments.GetValue(SkuText)) is not { } sku)
        {
            throw new UsageException("why", "The SKU is blank.", "Give the article's code as the till writes it.");
        }

        await using var session = await context.OpenAsync(JournalAccess.Read);
        var explainer = new Explainer(session.Till, session.Shop, session.Journal, session.Options, context.Time);
        var explanation =
            await explainer.ExplainAsync(sku, context.Stop) ?? throw Unknown(sku, await explainer.FindUnitAsync(sku, context.Stop));
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(WhyPrinter.Shape(explanation, session.Name), JsonShapes.Default.WhyJson);
        }
        else
        {
            WhyPrinter.Print(context.Terminal, explanation, context.Time);
        }

        return ExitCodes.Ok;
    }

    private static UsageException Unknown(Sku sku, TillItem? inUnit) =>
        inUnit is { Unit: { } unit }
            ? new UsageException(
                $"SKU {sku}",
                $"{unit.Name} is a unit of {inUnit.StockSku}, and no listing is mapped to it.",
                $"Map one with `tillsync map set {sku.Typed} LISTING`, or see `tillsync why {inUnit.StockSku.Typed}`."
            )
            : new UsageException($"SKU {sku}", "Neither the till nor the journal knows it.", "Check the spelling in the till (ITEM_NO).");
}
