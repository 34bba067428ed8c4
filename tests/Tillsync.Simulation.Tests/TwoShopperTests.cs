using System.Globalization;
using Tillsync.Simulation.Mutants;

namespace Tillsync.Simulation.Tests;

public sealed class TwoShopperTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void TwoShoppersDuringEightSyncs_AreGivenNoUnitTwice(int seed)
    {
        var result = TwoShoppers.Run(seed, Mutant.None);

        Artifacts.Append("two-shoppers.txt", string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {result}"));
        Assert.True(result.UnitsOrdered >= 100, $"Only {result.UnitsOrdered} units were ordered.");
        Assert.Equal(0, result.UnitsGivenBack);
    }

    /// <summary>The experiment can fail: this is how it ends with absolute writes.</summary>
    [Fact]
    public void WithAbsoluteWrites_UnitsAreGivenBack()
    {
        var results = Enumerable.Range(1, 5).Select(seed => TwoShoppers.Run(seed, MutantList.Find("absolute-writes")!)).ToList(); // In the list.

        Artifacts.Append(
            "two-shoppers.txt",
            string.Create(
                CultureInfo.InvariantCulture,
                $"absolute writes: {results.Sum(result => result.UnitsGivenBack)} of {results.Sum(result => result.UnitsOrdered)} units given back"
            )
        );
        Assert.True(results.Sum(result => result.UnitsGivenBack) > 0);
    }
}
