using Tillsync.Core.Ruling;
using Tillsync.Core.Stock;
using Tillsync.Output;

namespace Tillsync.Files;

/// <summary>
/// Stock rules as a table for a spreadsheet. Of what is exported, the import reads SKU, Category, Safety stock and Locations; the rest is for people.
/// </summary>
internal static class RuleFile
{
    private static readonly string[] Head =
    [
        "SKU",
        "Category",
        "Safety stock",
        "Locations",
        "Description",
        "Web items",
        "Set by",
        "Set at",
    ];

    public static string Write(IReadOnlyList<RuleRow> rows, TimeProvider time) => CsvText.Of(Head, rows.Select(row => Cells(row, time)));

    /// <summary>What the rows ask for; those that leave safety stock and locations blank ask for nothing.</summary>
    public static (IReadOnlyList<RuleLine> Lines, IReadOnlyList<(int Line, RuleProblem Problem)> Problems) Read(string path)
    {
        var table = CsvTable.Read(path);
        var (sku, category) = RequireOneOf(table, "SKU", "Category");
        var (safety, locations) = RequireOneOf(table, "Safety stock", "Locations");
        var lines = new List<RuleLine>();
        var problems = new List<(int, RuleProblem)>();
        foreach (var row in table.Rows)
        {
            var (change, problem) = RuleText.Read(row[sku], row[category], row[safety], row[locations]);
            if (problem is not null)
            {
                problems.Add((row.Line, problem));
            }
            else if (change is not null)
            {
                lines.Add(new RuleLine(row.Line, change with { IsOneOfMany = true }));
            }
        }

        return (lines, problems);
    }

    /// <summary>Says of a SKU that the till lacks what a spreadsheet has probably made of it.</summary>
    public static RuleProblem Explain(RuleProblem problem, RuleSubject subject) =>
        problem.IsUnknownSku && Spreadsheet.IsAbbreviated(subject.Code)
            ? problem with
            {
                Cause = Spreadsheet.AbbreviatedCause,
                Advice = Spreadsheet.AbbreviatedAdvice,
            }
            : problem;

    /// <summary>One of the two columns may be missing; where both are, the first is asked for.</summary>
    private static (int First, int Second) RequireOneOf(CsvTable table, string first, string second)
    {
        var found = (First: Position(table, first), Second: Position(table, second));
        return found is { First: < 0, Second: < 0 } ? (table.Require(first), -1) : found;
    }

    private static int Position(CsvTable table, string column) => table.Find(column) < 0 ? -1 : table.Require(column);

    private static string[] Cells(RuleRow row, TimeProvider time) =>
        [
            row.Subject.Kind == RuleKind.Sku ? Spreadsheet.Guard(row.Subject.Code) : "",
            row.Subject.Kind == RuleKind.Category ? Spreadsheet.Guard(row.Subject.Code) : "",
            row.Rule?.SafetyStock?.ToString() ?? "",
            Spreadsheet.Guard(RuleText.Of(row.Rule?.Locations)),
            Spreadsheet.Guard(row.Description),
            $"{row.WebItems}",
            Spreadsheet.Guard(row.Rule?.SetBy ?? ""),
            row.Rule is { } rule ? Words.Local(rule.SetAt, time) : "",
        ];
}

/// <param name="Line">Of the file.</param>
internal sealed record RuleLine(int Line, RuleChange Change);
