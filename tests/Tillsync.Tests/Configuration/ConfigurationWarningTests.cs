namespace Tillsync.Tests.Configuration;

public sealed class ConfigurationWarningTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("http://shop.example", true)]
    [InlineData("http://localhost:8080", false)]
    [InlineData("http://127.0.0.1:8080/shop", false)]
    [InlineData("https://shop.example/shop/", false)]
    public void PlainHttp_IsWarnedOf(string url, bool isWarned)
    {
        var warnings = _folder.Load(ConfigurationFolder.With("https://shop.example", url)).Warnings;

        Assert.Equal(
            isWarned,
            warnings.Any(warning => warning.StartsWith("Storefronts:0:Shop:Url: the shop is reached over http", StringComparison.Ordinal))
        );
        Assert.Equal(isWarned ? 1 : 0, warnings.Count);
    }

    [Fact]
    public void UntrustedShopCertificate_IsWarnedOf()
    {
        var warning = Assert.Single(
            _folder.Load(ConfigurationFolder.With("\"Url\"", "\"AllowUntrustedCertificate\": true, \"Url\"")).Warnings
        );

        Assert.StartsWith("Storefronts:0:Shop:AllowUntrustedCertificate: it is on", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0:8797", true)]
    [InlineData("[::]:8797", true)]
    [InlineData("10.0.0.5:80", true)]
    [InlineData("127.0.0.1:80", false)]
    [InlineData("[::1]:80", false)]
    [InlineData("localhost:80", false)]
    public void AServiceThatOthersReach_IsWarnedOf(string listen, bool isWarned) =>
        Assert.Equal(
            isWarned,
            _folder
                .Load(ConfigurationFolder.Minimal, ("TILLSYNC__Service__Listen", listen))
                .Warnings.Any(warning => warning.StartsWith("Service:Listen: ", StringComparison.Ordinal))
        );

    [Fact]
    public void NoDatabase_IsWarnedOf()
    {
        var warning = Assert.Single(_folder.Load(ConfigurationFolder.With("Database=DEMO;", "")).Warnings);

        Assert.StartsWith("Storefronts:0:Till:ConnectionString: it names no database", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void OneShopForTwoStorefronts_IsWarnedOf()
    {
        var first = ConfigurationFolder.Minimal[
            (ConfigurationFolder.Minimal.IndexOf('[', StringComparison.Ordinal) + 1)..ConfigurationFolder.Minimal.LastIndexOf(']')
        ];
        var second = first
            .Replace("main", "second", StringComparison.Ordinal)
            .Replace("shop.example", "SHOP.example/", StringComparison.Ordinal);

        var warning = Assert.Single(
            _folder.Load(ConfigurationFolder.Minimal.Insert(ConfigurationFolder.Minimal.LastIndexOf(']'), $",{second}")).Warnings
        );

        Assert.StartsWith("Storefronts:1:Shop:Url: another storefront has the same shop", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatOthersCanRead_IsWarnedOf()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        _folder.Load(ConfigurationFolder.Minimal);
        File.SetUnixFileMode(_folder.File, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var warning = Assert.Single(_folder.Load().Warnings);

        Assert.StartsWith($"{_folder.File}: other users of this machine", warning, StringComparison.Ordinal);
    }
}
