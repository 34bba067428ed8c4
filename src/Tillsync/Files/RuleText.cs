using System.Globalization;
using System.Text.RegularExpressions;
using Tillsync.Core.Ruling;
using Tillsync.Core.Stock;

namespace Tillsync.Files;

/// <summary>Reads a stock rule as people write it, in a cell of a table or on the command line.</summary>
internal static partial class RuleText
{
    /// <summary>In the place of a safety stock or of locations: the rule is to say nothing of it any more.</summary>
    public const string Clear = "-";

    /// <summary>As far as Stock:SafetyStock goes.</summary>
    private const decimal UnitsMax = 1_000_000;

    /// <summary>Of LOC_ID.</summary>
    private const int LocationLengthMax = 10;

    private static readonly char[] Separators = [',', ';', '|'];

    /// <summary>The locations as one cell. A bar parts them, because a spreadsheet takes <c>01,02</c> for a number.</summary>
    public static string Of(IReadOnlyList<string>? locations) => locations is null ? "" : string.Join('|', locations);

    /// <summary>One article or category, and what its rule is to say. Blank texts leave what there is.</summary>
    /// <returns>The change or the problem, never both; neither where nothing is asked for.</returns>
    public static (RuleChange? Change, RuleProblem? Problem) Read(string sku, string category, string safetyStock, string locations)
    {
        if (string.IsNullOrWhiteSpace(safetyStock) && string.IsNullOrWhiteSpace(locations))
        {
            return (null, null);
        }

        if (SubjectOf(sku, category) is not { } subject)
        {
            return (null, Problem("Rule", "It names neither an article nor a category, or both.", "Give a SKU or a category code."));
        }

        var change = new RuleChange(subject)
        {
            ClearsSafetyStock = safetyStock.Trim() == Clear,
            ClearsLocations = locations.Trim() == Clear,
        };
        if (!change.ClearsSafetyStock && !string.IsNullOrWhiteSpace(safetyStock))
        {
            if (ProblemOfUnits(safetyStock.Trim()) is { } problem)
            {
                return (null, problem with { Subject = $"{subject}" });
            }

            change = change with { SafetyStock = new Quantity(UnitsOf(safetyStock)) };
        }

        if (!change.ClearsLocations && !string.IsNullOrWhiteSpace(locations))
        {
            var codes = locations.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (codes.Length == 0 || Array.Find(codes, code => code.Length > LocationLengthMax) is not null)
            {
                return (null, Problem($"{subject}", $"'{locations}' is no list of locations.", "Give LOC_ID codes, such as 01|02."));
            }

            change = change with { Locations = [.. codes.Distinct(StringComparer.OrdinalIgnoreCase)] };
        }

        return (change, null);
    }

    public static RuleSubject? SubjectOf(string sku, string category) =>
        (Sku.From(sku), string.IsNullOrWhiteSpace(category)) switch
        {
            ({ } article, true) => RuleSubject.Of(article),
            (null, false) => RuleSubject.OfCategory(category),
            _ => null,
        };

    private static RuleProblem? ProblemOfUnits(string text)
    {
        if (!Number().IsMatch(text) || UnitsOf(text) > UnitsMax)
        {
            return Problem(
                "",
                $"'{text}' is no safety stock.",
                $"Give a number of units from 0 to {UnitsMax.ToString(CultureInfo.InvariantCulture)}, with at most four decimals; - takes it away."
            );
        }

        return Thousands().IsMatch(text)
            ? Problem("", $"'{text}' can be read in two ways, with decimals and with thousands.", "Write it without the separator.")
            : null;
    }

    private static decimal UnitsOf(string text) =>
        decimal.Parse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static RuleProblem Problem(string subject, string cause, string advice) => new(0, subject, cause, advice);

    [GeneratedRegex(@"^[0-9]{1,9}([.,][0-9]{1,4})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"^[1-9][0-9]{0,2}[.,][0-9]{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();
}
