using System.Text.RegularExpressions;

namespace Tillsync.Tests.Architecture;

public sealed partial class SourceRuleTests
{
    private const int LinesMax = 400;

    /// <summary>
    /// Where everything may be caught, each for one reason: the end of a run that is recorded and goes on as an exception, the last place of
    /// the program where a defect can be told from a documented outcome, and the job whose defect must not end the other storefronts' work. Whatever else seems to need it wants a named exception.
    /// </summary>
    private static readonly string[] CatchesEverything =
    [
        "Tillsync.Core/SyncCycle.cs",
        "Tillsync/Commands/CommandLine.cs",
        "Tillsync/Service/ServiceJob.cs",
    ];

    [Fact]
    public void NoFile_IsLongerThan400Lines() =>
        Assert.DoesNotContain(
            SourceTree.Files.Select(file => (file.Path, Lines: file.Text.Count(letter => letter == '\n'))),
            file => file.Lines > LinesMax
        );

    [Fact]
    public void Everything_IsCaughtInListedPlacesOnly()
    {
        var found = SourceTree
            .Files.SelectMany(file => CatchAll().Matches(SourceTree.CodeOf(file.Text)).Select(_ => file.Path))
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.Equal(CatchesEverything, found);
    }

    [Fact]
    public void NoFile_HasCodeInComments() => Assert.DoesNotContain(SourceTree.Files, file => CommentedCode().IsMatch(file.Text));

    [Fact]
    public void NoFile_HasARegion() =>
        Assert.DoesNotContain(SourceTree.Files, file => file.Text.Contains("#region", StringComparison.Ordinal));

    [Fact]
    public void TheRulesSeeTheSources()
    {
        Assert.True(SourceTree.Files.Count > 50);
        Assert.Matches(CatchAll(), "catch (Exception e)\n{");
        Assert.Matches(CatchAll(), "catch\n{");
        Assert.DoesNotMatch(CatchAll(), "catch (Exception e) when (e is IOException)\n{");
        Assert.DoesNotMatch(CatchAll(), "catch (TillException)\n{");
    }

    [GeneratedRegex(@"catch\s*(\(\s*(System\.)?Exception\b[^)]*\))?\s*\{")]
    private static partial Regex CatchAll();

    [GeneratedRegex(@"^\s*//(?!/).*[;{}]\s*$", RegexOptions.Multiline)]
    private static partial Regex CommentedCode();
}
