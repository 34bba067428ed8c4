using System.CommandLine;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Output;

namespace Tillsync.Commands;

/// <summary>Articles that could not be brought to their number.</summary>
internal static class ParkedCommand
{
    private static readonly Argument<string[]> Retried = new("sku")
    {
        Description = "Articles to try again. Default: all that are parked.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Argument<string[]> Dropped = new("sku")
    {
        Description = "Articles to forget.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Command Create() =>
        new("parked", "Articles that could not be brought to their number.")
        {
            new Command("list", "What is parked, why, and when it is tried again.") { CommandOptions.Rows }.Does(ListAsync),
            new Command("retry", "Has the next sync try parked articles.") { Retried }.Does(context =>
                ChangeAsync(context, Retried, (parking, skus) => parking.RetryAsync(skus, context.Stop), ParkedPrinter.PrintRetried)
            ),
            new Command("drop", "Forgets that articles are parked.") { Dropped }.Does(context =>
                ChangeAsync(context, Dropped, (parking, skus) => parking.DropAsync(skus, context.Stop), ParkedPrinter.PrintDropped)
            ),
        };

    private static async Task<int> ListAsync(CommandContext context)
    {
        await using var session = await context.OpenAsync(JournalAccess.Read);
        var parked = (await session.Journal.ReadParkedAsync(context.Stop)).OrderBy(item => item.Sku).ToList();
        var open = await session.Journal.ReadOpenIntentsAsync(context.Stop);
        if (context.Terminal.IsJson)
        {
            var list = new ParkedListJson(
                session.Name,
                [.. parked.Select(JsonShaping.Of)],
                [.. open.Select(intent => new InDoubtJson(JsonShaping.Of(intent), ParkedPrinter.InDoubt))]
            );
            context.Terminal.Json(list, JsonShapes.Default.ParkedListJson);
        }
        else
        {
            ParkedPrinter.Print(context.Terminal, parked, open, context.Time, context.Arguments.GetValue(CommandOptions.Rows));
        }

        return ExitCodes.Ok;
    }

    private static async Task<int> ChangeAsync(
        CommandContext context,
        Argument<string[]> argument,
        Func<Parking, IReadOnlyList<Sku>, Task<IReadOnlyList<ParkedItem>>> change,
        Action<Terminal, IReadOnlyList<ParkedItem>> print
    )
    {
        var skus = Skus(context.Arguments.GetValue(argument) ?? []);
        await using var session = await context.OpenAsync(JournalAccess.Write);
        var parking = new Parking(session.Journal, session.Ports(context.HardStop).Holder, context.Time);
        var changed = await LeaseWait.RunAsync(context, () => change(parking, skus));
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(
                new ParkedChangeJson(session.Name, [.. changed.Select(JsonShaping.Of)]),
                JsonShapes.Default.ParkedChangeJson
            );
        }
        else
        {
            print(context.Terminal, changed);
        }

        return ExitCodes.Ok;
    }

    private static IReadOnlyList<Sku> Skus(IReadOnlyList<string> texts) =>
        [
            .. texts.Select(text =>
                Sku.From(text) ?? throw new UsageException("parked", "A SKU is blank.", "Give the article's code as the till writes it.")
            ),
        ];
}
