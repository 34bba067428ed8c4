using Tillsync.Core.Mapping;
using Tillsync.Core.Stock;
using Tillsync.Output;

namespace Tillsync.Files;

/// <summary>Mappings as a table for a spreadsheet. Of what is exported, the import reads SKU, Listing and Shop SKU; the rest is for people.</summary>
internal static class MappingFile
{
    /// <summary>In the column Listing: take the listing from the article.</summary>
    private const string Drop = "-";

    private static readonly string[] Head =
    [
        "SKU",
        "Listing",
        "Shop SKU",
        "State",
        "Description",
        "Name in the shop",
        "By",
        "Confirmed",
        "Note",
        "Proposed listing",
        "Proposed shop SKU",
    ];

    public static string Write(IReadOnlyList<MappingRow> rows, TimeProvider time) => CsvText.Of(Head, rows.Select(row => Cells(row, time)));

    /// <summary>What the rows ask for; those that leave Listing blank ask for nothing.</summary>
    public static (IReadOnlyList<MappingLine> Lines, IReadOnlyList<(int Line, MappingProblem Problem)> Problems) Read(string path)
    {
        var table = CsvTable.Read(path);
        var (sku, listing) = (table.Require("SKU"), table.Require("Listing"));
        var shopSku = table.Find("Shop SKU");
        var lines = new List<MappingLine>();
        var problems = new List<(int, MappingProblem)>();
        foreach (var row in table.Rows.Where(row => row[listing].Length > 0))
        {
            if (Sku.From(row[sku]) is not { } article)
            {
                problems.Add((row.Line, new MappingProblem(0, "SKU", "It is blank.", "Give the article's code as the till writes it.")));
            }
            else if (row[listing] == Drop)
            {
                lines.Add(new MappingLine(row.Line, new MappingChange(article, null) { IsOneOfMany = true }));
            }
            else if (ListingId.Parse(row[listing]) is not { } id)
            {
                problems.Add((row.Line, new MappingProblem(0, $"Listing {row[listing]}", "That is no id of a listing.", Ids)));
            }
            else
            {
                lines.Add(
                    new MappingLine(row.Line, new MappingChange(article, id) { AcceptedSku = Sku.From(row[shopSku]), IsOneOfMany = true })
                );
            }
        }

        return (lines, problems);
    }

    /// <summary>Says of a SKU that the till lacks what a spreadsheet has probably made of it, and of two lines for one listing which they are.</summary>
    public static MappingProblem Explain(MappingProblem problem, IReadOnlyList<MappingLine> lines)
    {
        var change = lines[problem.Index].Change;
        if (problem.Rival is { } rival)
        {
            var other = lines[rival];
            return problem with
            {
                Cause = $"Line {other.Line} names listing {change.Listing} for '{other.Change.Sku}' as well.",
                Advice = "One listing can follow one article only: correct one of the two lines, or leave its Listing blank.",
            };
        }

        return problem.Code == MappingProblem.UnknownSku && Spreadsheet.IsAbbreviated(change.Sku.Text)
            ? problem with
            {
                Cause = Spreadsheet.AbbreviatedCause,
                Advice = Spreadsheet.AbbreviatedAdvice,
            }
            : problem;
    }

    private const string Ids =
        "Give 138 for a product, 138/141 or 141 for a variation, - to drop the mapping, or nothing to leave it alone.";

    private static string[] Cells(MappingRow row, TimeProvider time)
    {
        var proposal = row.Proposals.Count > 0 ? row.Proposals[0] : null;
        return
        [
            Spreadsheet.Guard(row.Sku.Text),
            row.State == MappingState.Ready ? Spreadsheet.Guard(row.Listing?.ToString() ?? "") : "",
            Spreadsheet.Guard(row.ShopSku?.Text ?? ""),
            JsonShaping.Name(row.State),
            Spreadsheet.Guard(row.Description),
            Spreadsheet.Guard(row.ListingName),
            MapPrinter.Origin(row.Origin),
            row.ConfirmedAt is { } at ? Words.Local(at, time) : "",
            row.Code.Length > 0 ? $"{row.Code}: {row.Reason}" : row.Reason,
            Spreadsheet.Guard(proposal?.Listing.Id.ToString() ?? ""),
            Spreadsheet.Guard(proposal?.Listing.Sku?.Text ?? ""),
        ];
    }
}

/// <param name="Line">Of the file.</param>
internal sealed record MappingLine(int Line, MappingChange Change);
