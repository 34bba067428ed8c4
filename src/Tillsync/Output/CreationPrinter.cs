using System.Globalization;
using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Planning;

namespace Tillsync.Output;

/// <summary>Prints products that were made as drafts, or would be.</summary>
internal static class CreationPrinter
{
    public static void Print(Terminal terminal, SyncReport report, SyncRequest request, int? most)
    {
        var applied = request.Applies && report.Creations.Count > 0;
        if (applied)
        {
            terminal.Line();
            terminal.Line($"New products ({report.Creations.Count}):");
            terminal.Table(
                ["SKU", "Name", "Price", "Stock", "Picture", "Outcome"],
                [.. report.Creations.Select(result => (string[])[.. Row(result.Creation), Outcome(result.Outcome)])],
                most
            );
        }
        else if (report.Plan.Creations.Count > 0)
        {
            terminal.Line();
            terminal.Line($"New products that would be made as drafts ({report.Plan.Creations.Count}):");
            terminal.Table(["SKU", "Name", "Price", "Stock", "Picture"], [.. report.Plan.Creations.Select(Row)], most);
        }
    }

    /// <summary>Why articles without a listing stay without one, where they could have been made.</summary>
    public static IEnumerable<IReadOnlyList<string>> Problems(SyncReport report) =>
        report
            .Plan.NotCreated.Select(item => new[] { item.Sku.Text, item.Code, item.Reason })
            .Concat(
                report
                    .Creations.Where(result => result.Outcome is CreateOutcome.Refused)
                    .Select(result => (Result: result, Refused: (CreateOutcome.Refused)result.Outcome))
                    .Select(pair => new[] { pair.Result.Creation.Sku.Text, pair.Refused.Code, pair.Refused.Reason })
            );

    public static string Outcome(CreateOutcome outcome) =>
        outcome switch
        {
            CreateOutcome.Created created => $"made as draft {created.Listing.Id}",
            CreateOutcome.Refused refused => $"refused: {refused.Code}",
            _ => "in doubt",
        };

    private static string[] Row(PlannedCreation creation) =>
        [
            creation.Sku.Text,
            creation.Sheet.Name,
            creation.Sheet.Price?.ToString("0.00##", CultureInfo.InvariantCulture) ?? "none",
            creation.Quantity.ToString(),
            creation.Image?.AbsoluteUri ?? "",
        ];
}
