using Tillsync.Doctor;

namespace Tillsync.Output;

/// <summary>Prints what each check found.</summary>
internal static class DoctorPrinter
{
    private const int DetailsShownMax = 15;

    public static void Print(Terminal terminal, string storefront, IReadOnlyList<CheckedLink> links)
    {
        terminal.Line($"Storefront {storefront}");
        terminal.Line();
        var width = links.Max(link => link.Name.Length);
        foreach (var link in links)
        {
            var diagnosis = link.Diagnosis;
            terminal.Line($"{Word(diagnosis.Verdict)}  {link.Name.PadRight(width)}  {diagnosis.Text}");
            var indent = new string(' ', width + 10);
            foreach (var detail in diagnosis.Details.Take(DetailsShownMax))
            {
                terminal.Line($"{indent}{detail}");
            }

            if (diagnosis.Details.Count > DetailsShownMax)
            {
                terminal.Line($"{indent}... and {diagnosis.Details.Count - DetailsShownMax} more (--json has all)");
            }

            if (diagnosis.Advice is { } advice)
            {
                terminal.Line($"{indent}-> {advice}");
            }
        }

        terminal.Line();
        terminal.Line(Summary(links));
    }

    private static string Summary(IReadOnlyList<CheckedLink> links)
    {
        int Count(CheckVerdict verdict) => links.Count(link => link.Diagnosis.Verdict == verdict);
        var skipped = Count(CheckVerdict.Skip) is > 0 and var skips ? $", {skips} not looked at" : "";
        return $"{Count(CheckVerdict.Pass)} pass, {Count(CheckVerdict.Warn)} warn, {Count(CheckVerdict.Fail)} fail{skipped}.";
    }

    private static string Word(CheckVerdict verdict) =>
        verdict switch
        {
            CheckVerdict.Pass => "pass  ",
            CheckVerdict.Warn => "WARN  ",
            CheckVerdict.Fail => "FAIL  ",
            CheckVerdict.Skip => "-     ",
            _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
        };
}
