using Tillsync.Configuration;

namespace Tillsync.Tests.Configuration;

public sealed class EnvironmentTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Variable_ReplacesTheFilesValue()
    {
        var loaded = _folder.Load(
            ConfigurationFolder.Minimal,
            ("TILLSYNC__Storefronts__0__Shop__ConsumerSecret", "cs_other"),
            ("tillsync__STOREFRONTS__0__SCHEDULE__thresholdhours", "6.5"),
            ("TILLSYNC__Storefronts__0__Stock__TakeOverUnmanaged", "true"),
            ("PATH", "/bin")
        );

        var storefront = loaded.Configuration.Storefronts[0];
        Assert.Equal("cs_other", storefront.Shop.ConsumerSecret.Reveal());
        Assert.Equal(TimeSpan.FromHours(6.5), storefront.Schedule.Threshold);
        Assert.True(storefront.Stock.TakeOverUnmanaged);
    }

    [Fact]
    public void Variable_SetsARequiredKeyThatTheFileLacks()
    {
        var text = ConfigurationFolder.With($"\"ConsumerSecret\": \"{ConfigurationFolder.KeySecret}\"", "");

        var loaded = _folder.Load(text, ("TILLSYNC__Storefronts__0__Shop__ConsumerSecret", ConfigurationFolder.KeySecret));

        Assert.Equal(ConfigurationFolder.KeySecret, loaded.Configuration.Storefronts[0].Shop.ConsumerSecret.Reveal());
    }

    [Fact]
    public void Variables_ReplaceAndAddItemsOfAList()
    {
        var loaded = _folder.Load(
            ConfigurationFolder.Minimal,
            ("TILLSYNC__Storefronts__0__Till__Locations__0", "02"),
            ("TILLSYNC__Storefronts__0__Till__Locations__1", "03")
        );

        Assert.Equal(["02", "03"], loaded.Configuration.Storefronts[0].Till.Locations.Named);
    }

    [Fact]
    public void EmptyVariable_CountsAsNotSet()
    {
        Assert.Equal(
            TimeSpan.FromHours(12),
            _folder
                .Load(ConfigurationFolder.Minimal, ("TILLSYNC__Storefronts__0__Schedule__ThresholdHours", ""))
                .Configuration.Storefronts[0]
                .Schedule.Threshold
        );
    }

    [Theory]
    [InlineData(
        "TILLSYNC__Storefronts__0__Guard__MaxZeroPercent",
        "5",
        "unknown key. Did you mean TILLSYNC__Storefronts__0__Guard__MaxZeroedPercent?"
    )]
    [InlineData("TILLSYNC__Storefronts__0__Guard__MaxZeroedPercent", "a lot", "a lot is not a number. Allowed: 0 to 100.")]
    [InlineData(
        "TILLSYNC__Storefronts__Guard__MaxZeroedPercent",
        "5",
        "A list of storefronts is expected, each with its position, counted from 0."
    )]
    [InlineData(
        "TILLSYNC__Storefronts__0__Till__Locations",
        "01",
        "A list is expected: set TILLSYNC__Storefronts__0__Till__Locations__0, TILLSYNC__Storefronts__0__Till__Locations__1 and so on. Allowed: list of texts of 1 to 10 characters, or [] for every location."
    )]
    [InlineData("TILLSYNC__Logs", "logs", "A section is expected: write { … }.")]
    [InlineData("TILLSYNC__", "x", "unknown key. Known here: Journal, Logs, Service, Alerts, Storefronts.")]
    [InlineData(
        "TILLSYNC__Storefronts__4000000000__Name",
        "x",
        "A list of storefronts is expected, each with its position, counted from 0."
    )]
    [InlineData("TILLSYNC__Storefronts__0__Name__0", "x", "One value is expected, not a section or a list.")]
    public void WrongVariable_IsNamed(string name, string value, string problem)
    {
        Assert.Equal($"{name}: {problem}", Assert.Single(_folder.Errors(ConfigurationFolder.Minimal, (name, value))));
    }

    [Fact]
    public void GapInThePositions_IsNamed()
    {
        var errors = _folder.Errors(ConfigurationFolder.Minimal, ("TILLSYNC__Storefronts__2__Name", "x"));

        Assert.Equal(
            "TILLSYNC__Storefronts__2__Name: There is a storefront 2 but no storefront 1; positions count from 0 without gaps.",
            errors[0]
        );
    }

    [Fact]
    public void TwoVariablesForOneKey_AreRefused()
    {
        var error = Assert.Single(
            _folder.Errors(ConfigurationFolder.Minimal, ("TILLSYNC__LOGS__FOLDER", "a"), ("TILLSYNC__Logs__Folder", "b"))
        );

        Assert.Equal("TILLSYNC__Logs__Folder: The key is there twice, first at TILLSYNC__LOGS__FOLDER.", error);
    }

    [Fact]
    public void ProcessVariables_AreThoseWithThePrefix()
    {
        Environment.SetEnvironmentVariable("TILLSYNC__Test__OfProcess", "x");

        var variables = EnvironmentSettings.OfProcess();

        Environment.SetEnvironmentVariable("TILLSYNC__Test__OfProcess", null);
        Assert.Equal("x", variables["TILLSYNC__Test__OfProcess"]);
        Assert.DoesNotContain("PATH", variables.Keys);
    }
}
