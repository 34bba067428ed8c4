using System.Text.RegularExpressions;

namespace Tillsync.Tests.Architecture;

/// <summary>The repository's own source files, so that rules about them are tests.</summary>
internal static partial class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Path below src with forward slashes, and the text.</summary>
    public static IReadOnlyList<(string Path, string Text)> Files { get; } =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(Path.Combine(Root, "src"), file).Replace('\\', '/'), File: file))
            .Where(entry => !entry.Path.Split('/').Any(part => part is "obj" or "bin"))
            .OrderBy(entry => entry.Path, StringComparer.Ordinal)
            .Select(entry => (entry.Path, File.ReadAllText(entry.File))),
    ];

    /// <summary>Code without comments, directives and what stands between quotes.</summary>
    public static string CodeOf(string text) => Comment().Replace(Literal().Replace(text, "\"\""), "");

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/|(?<=\n)[ \t]*#[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("\"(\\\\.|[^\"\\\\\n])*\"")]
    private static partial Regex Literal();

    /// <summary>The build's own paths are not asked: a deterministic build replaces them.</summary>
    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Tillsync.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException($"No Tillsync.slnx above {AppContext.BaseDirectory}.");
    }
}
