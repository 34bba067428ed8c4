namespace Tillsync.Scheduling;

/// <summary>In which lines a file is not what was meant.</summary>
internal static class TextDifferences
{
    public static IEnumerable<string> Of(string name, string meant, string? found)
    {
        if (found is null)
        {
            return [$"{name} is missing."];
        }

        var (wanted, there) = (Lines(meant), Lines(found));
        return
        [
            .. wanted.Except(there).Select(line => $"{name}: missing: {line}"),
            .. there.Except(wanted).Select(line => $"{name}: not expected: {line}"),
        ];
    }

    /// <summary>Comments and empty lines mean nothing.</summary>
    private static List<string> Lines(string text) =>
        [.. text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
}
