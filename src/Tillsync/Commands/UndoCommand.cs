using System.CommandLine;
using Tillsync.Core;
using Tillsync.Output;

namespace Tillsync.Commands;

/// <summary>Takes a run back, as far as nobody has touched since what it wrote.</summary>
internal static class UndoCommand
{
    private static readonly Argument<long> Run = new("run") { Description = "The run, as `tillsync history` numbers it." };

    private static readonly Option<bool> Apply = new("--apply")
    {
        Description = "Write to the shop. Without it nothing is written anywhere.",
    };

    private static readonly Option<string?> Plan = new("--plan")
    {
        Description = "Carry out this very plan and no other; approves one that the guard holds.",
        HelpName = "CHECKSUM",
    };

    public static Command Create() =>
        new Command("undo", "Shows how a run would be taken back; with --apply, takes it back.")
        {
            Run,
            Apply,
            Plan,
            CommandOptions.Rows,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        var request = RequestOf(context.Arguments);
        await using var session = await context.OpenAsync(request.Applies ? JournalAccess.Write : JournalAccess.Read);
        var report = await SyncRunner.RunAsync(session, request, context);
        var code = SyncRunner.CodeOf(report);
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(PlanShaping.OfUndo(report, request, session.Name, code), JsonShapes.Default.UndoJson);
        }
        else
        {
            UndoPrinter.Print(context.Terminal, report, request, context.Time, context.Arguments.GetValue(CommandOptions.Rows));
        }

        return code;
    }

    private static SyncRequest RequestOf(ParseResult arguments)
    {
        var applies = arguments.GetValue(Apply);
        var approved = arguments.GetValue(Plan);
        if (approved is not null && (!applies || string.IsNullOrWhiteSpace(approved)))
        {
            throw new UsageException("--plan", "It takes a checksum, and --apply beside it.", "See `tillsync undo --help`.");
        }

        var run = arguments.GetValue(Run);
        return new SyncRequest(applies, $"Undo of run {run}, by hand", null, approved?.Trim().ToLowerInvariant(), Verification.WhenDue)
        {
            Undoes = run,
            By = Operator.Name,
        };
    }
}
