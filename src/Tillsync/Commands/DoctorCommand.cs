using System.CommandLine;
using Tillsync.Adapters.Journal;
using Tillsync.Core;
using Tillsync.Doctor;
using Tillsync.Doctor.Checks;
using Tillsync.Output;

namespace Tillsync.Commands;

/// <summary>Walks every link between the till and the shop.</summary>
internal static class DoctorCommand
{
    private static readonly Option<bool> AcceptColumns = new("--accept-columns")
    {
        Description = "The till's columns are right as they are now: hold later looks against them.",
    };

    public static Command Create() =>
        new Command(
            "doctor",
            "Looks at every link between the till and the shop, and says what is wrong and what to do. 0: all is well; 4: warnings; 3: something fails."
        )
        {
            AcceptColumns,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        var (loaded, storefront) = context.LoadStorefront();
        using var scene = new DoctorScene(context, loaded, storefront);
        var runner = new DoctorRunner(scene, context.Time, DoctorRunner.LimitDefault);
        var links = await runner.RunAsync(DoctorChecks.All, context.Stop);
        var code = CodeOf(links);
        var isAsked = context.Arguments.GetValue(AcceptColumns);
        var problem =
            CanRemember(links) ? await RememberColumnsAsync(context, scene, isAsked)
            : isAsked ? "The columns are not known, so they are not remembered."
            : null;
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(DoctorShaping.Of(storefront.Name, context.Time.GetUtcNow(), links, code), JsonShapes.Default.DoctorJson);
        }
        else
        {
            DoctorPrinter.Print(context.Terminal, storefront.Name, links);
        }

        if (problem is not null)
        {
            context.Terminal.Warn(problem);
        }

        return code;
    }

    public static int CodeOf(IReadOnlyList<CheckedLink> links) =>
        links.Any(link => link.Diagnosis.Verdict == CheckVerdict.Fail) ? ExitCodes.Failed
        : links.Any(link => link.Diagnosis.Verdict is CheckVerdict.Warn or CheckVerdict.Skip) ? ExitCodes.Parked
        : ExitCodes.Ok;

    /// <summary>What the check did not get in its time is not waited for again.</summary>
    private static bool CanRemember(IReadOnlyList<CheckedLink> links) =>
        links.Any(link => link is { Name: TillColumnsCheck.CheckName, Diagnosis.Verdict: CheckVerdict.Pass or CheckVerdict.Warn });

    /// <summary>The first look is remembered by itself, later ones when somebody says so. Without a journal there is nothing to keep it in.</summary>
    /// <returns>Why it could not be done although it was asked for.</returns>
    private static async Task<string?> RememberColumnsAsync(CommandContext context, DoctorScene scene, bool isAsked)
    {
        try
        {
            var facts = await scene.Journal.GetAsync(context.Stop);
            if (!isAsked && facts.Columns is not null)
            {
                return null;
            }

            var till = await scene.InspectAsync(context.Stop);
            var types = till.Columns.ToDictionary(column => (column.Table, column.Column), column => column.Type);
            await using var notes = await Composition.OpenNotesAsync(context, scene.Loaded, scene.Storefront, JournalAccess.Write);
            await notes.SaveColumnsAsync(new KnownColumns(context.Time.GetUtcNow(), types), context.Stop);
            return null;
        }
        catch (TillsyncException exception)
        {
            return isAsked ? $"The columns are not remembered. {exception.Message}" : null;
        }
    }
}
