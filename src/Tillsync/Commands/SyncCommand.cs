using System.CommandLine;
using Tillsync.Core;
using Tillsync.Core.Stock;
using Tillsync.Output;

namespace Tillsync.Commands;

internal static class SyncCommand
{
    private static readonly Option<bool> Apply = new("--apply")
    {
        Description = "Write to the shop. Without it nothing is written anywhere.",
    };

    private static readonly Option<string?> OnlySku = new("--sku")
    {
        Description = "One article only; never counts as the last sync.",
        HelpName = "SKU",
    };

    private static readonly Option<string?> Plan = new("--plan")
    {
        Description = "Carry out this very plan and no other; approves one that the guard holds.",
        HelpName = "CHECKSUM",
    };

    private static readonly Option<bool> Full = new("--full") { Description = "Read every listing, also those that should be right." };

    public static Command Create() =>
        new Command(
            "sync",
            "Shows what would change; with --apply, makes it so. Exits with 4 as long as an article that it is about is parked, dry runs included."
        )
        {
            Apply,
            OnlySku,
            Plan,
            Full,
            CommandOptions.Rows,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        var request = RequestOf(context.Arguments);
        await using var session = await context.OpenAsync(request.Applies ? JournalAccess.Write : JournalAccess.Read);
        var report = await SyncRunner.RunAsync(session, request, context);
        if (request is { Applies: true, IsWhole: true })
        {
            // Whoever types this sees for himself what fails; what he puts right ends an alert.
            var (loaded, storefront) = context.LoadStorefront();
            await Composition.AlertDeskOf(loaded, storefront, context.Time, context.Terminal.Warn).SucceedAsync(report);
        }

        var code = SyncRunner.CodeOf(report);
        if (request.Only is { } sku && report.Plan is { Unread: 0 } && report.Counts.Considered == 0)
        {
            throw new UsageException(
                $"--sku {sku}",
                "The till has no such web item, and no listing is kept for it.",
                $"See `tillsync why {sku.Typed}`."
            );
        }

        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(JsonShaping.Of(report, request, session.Name, code), JsonShapes.Default.SyncJson);
        }
        else
        {
            SyncPrinter.Print(context.Terminal, report, request, context.Time, context.Arguments.GetValue(CommandOptions.Rows));
        }

        return code;
    }

    private static SyncRequest RequestOf(ParseResult arguments)
    {
        var applies = arguments.GetValue(Apply);
        var approved = arguments.GetValue(Plan);
        if (approved is not null && !applies)
        {
            throw new UsageException("--plan", "A plan can only be carried out with --apply.", "Add --apply, or leave --plan out.");
        }

        if (approved is not null && string.IsNullOrWhiteSpace(approved))
        {
            throw new UsageException("--plan", "The checksum is blank.", "Give the one that `tillsync sync` prints.");
        }

        var text = arguments.GetValue(OnlySku);
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            throw new UsageException("--sku", "The SKU is blank.", "Give the article's code as the till writes it.");
        }

        var verification = arguments.GetValue(Full) ? Verification.Always : Verification.WhenCheap;
        return new SyncRequest(applies, "Started by hand", Sku.From(text), approved?.Trim().ToLowerInvariant(), verification)
        {
            By = Operator.Name,
        };
    }
}
