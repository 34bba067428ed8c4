using System.Text.RegularExpressions;

namespace Tillsync.Tests.Architecture;

/// <summary>A step knows the words of stock and the steps before it. Only SyncCycle and its like know all of them.</summary>
public sealed partial class StepTests
{
    private static readonly string[] Steps =
    [
        "Stock",
        "Detecting",
        "Deciding",
        "Planning",
        "Applying",
        "Recording",
        "Mapping",
        "Ruling",
        "Staging",
    ];

    /// <summary>
    /// Files that use a later step's types. Most of it is what the journal remembers, which the pure steps compare with. The list may
    /// only get shorter: a line that is no longer needed fails the test as well.
    /// </summary>
    private static readonly string[] Exceptions =
    [
        "Detecting/ChangeDetector.cs -> Deciding",
        "Detecting/ChangeDetector.cs -> Recording",
        "Detecting/ItemChanges.cs -> Deciding",
        "Detecting/ItemChanges.cs -> Recording",
        "Detecting/Mappings.cs -> Deciding",
        "Detecting/Mappings.cs -> Recording",
        "Detecting/MomentReader.cs -> Planning",
        "Detecting/MomentReader.cs -> Recording",
        "Detecting/StockMoment.cs -> Deciding",
        "Detecting/StockMoment.cs -> Recording",
        "Planning/PlanGuard.cs -> Recording",
        "Planning/ReadScope.cs -> Recording",
    ];

    [Fact]
    public void AStep_UsesOnlyStepsBeforeIt() =>
        Assert.Equal(
            Exceptions,
            SourceTree
                .Files.Where(file => file.Path.StartsWith("Tillsync.Core/", StringComparison.Ordinal))
                .SelectMany(LaterStepsOf)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void EveryFolderOfTheCore_IsAStep() =>
        Assert.Equal(
            Steps.Order(StringComparer.Ordinal),
            SourceTree
                .Files.Select(file => file.Path.Split('/'))
                .Where(parts => parts[0] == "Tillsync.Core" && parts.Length > 2)
                .Select(parts => parts[1])
                .Distinct()
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void AFilesNamespace_IsItsFolder() =>
        Assert.All(
            SourceTree.Files.Where(file => file.Path.StartsWith("Tillsync.Core/", StringComparison.Ordinal)),
            file =>
            {
                var expected = string.Join('.', file.Path.Split('/')[..^1]);
                Assert.Contains($"namespace {expected};", file.Text, StringComparison.Ordinal);
            }
        );

    private static IEnumerable<string> LaterStepsOf((string Path, string Text) file)
    {
        var parts = file.Path.Split('/');
        var step = Array.IndexOf(Steps, parts[1]);
        if (step < 0)
        {
            return [];
        }

        var code = SourceTree.CodeOf(file.Text);
        return StepName()
            .Matches(code)
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Where(name => Array.IndexOf(Steps, name) > step)
            .Select(name => $"{parts[1]}/{string.Join('/', parts[2..])} -> {name}");
    }

    /// <summary>A using of a step, or a type that is qualified by one.</summary>
    [GeneratedRegex(
        @"(?:using Tillsync\.Core\.|(?<![\w.])(?:Tillsync\.|Core\.)*)(Stock|Detecting|Deciding|Planning|Applying|Recording|Mapping|Ruling|Staging)(?=;|\.[A-Z])"
    )]
    private static partial Regex StepName();
}
