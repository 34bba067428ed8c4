using Tillsync.Scheduling;

namespace Tillsync.Tests.Scheduling;

public sealed class NamesAndQuotingTests
{
    [Theory]
    [InlineData("WooCommerce Inventory Sync", "woocommerce-inventory-sync")]
    [InlineData("  A -- b!  ", "a-b")]
    [InlineData("Été 2026", "t-2026")]
    public void Slug_HasLettersDigitsAndSingleHyphens(string name, string slug) => Assert.Equal(slug, TaskNames.SlugOf(name));

    [Theory]
    [InlineData("")]
    [InlineData("---")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    [InlineData("a|b")]
    public void NamesThatNoSchedulerTakes_AreNotAllowed(string name) => Assert.False(TaskNames.IsAllowed(name));

    [Fact]
    public void TheScriptsName_IsAllowed() => Assert.True(TaskNames.IsAllowed(TaskNames.Default));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "\"\"")]
    [InlineData("a b", "\"a b\"")]
    [InlineData("C:\\a b\\", "\"C:\\a b\\\\\"")]
    [InlineData("say \"hi\"", "\"say \\\"hi\\\"\"")]
    [InlineData("x\\\" y", "\"x\\\\\\\" y\"")]
    public void Windows_QuotesOnlyWhereNeeded(string argument, string quoted) => Assert.Equal(quoted, Quoting.ForWindows([argument]));

    [Theory]
    [InlineData("/a/b", "/a/b")]
    [InlineData("50%", "\"50%%\"")]
    [InlineData("$HOME", "\"$$HOME\"")]
    [InlineData("a\\b", "\"a\\\\b\"")]
    public void Systemd_TakesThemLiterally(string word, string quoted) => Assert.Equal(quoted, Quoting.ForSystemd(word));
}
