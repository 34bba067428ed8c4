using System.Text;
using Tillsync.Configuration;
using Tillsync.Core.Deciding;

namespace Tillsync.Tests.Configuration;

public sealed class ConfigurationLoaderTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void MinimalFile_GetsTheDefaults()
    {
        var loaded = _folder.Load(ConfigurationFolder.Minimal);

        var storefront = Assert.Single(loaded.Configuration.Storefronts);
        Assert.Equal(
            $"Data Source={Path.Combine(_folder.Folder, "tillsync.db")}",
            loaded.Configuration.Journal.ConnectionString.Reveal(),
            ignoreCase: true
        );
        Assert.Equal(new LogSettings(Path.Combine(_folder.Folder, "logs"), 30), loaded.Configuration.Logs);
        Assert.Equal("main", storefront.Name);
        Assert.Equal(["01"], storefront.Till.Locations.Named);
        Assert.Equal(["A"], storefront.Till.ActiveStatuses);
        Assert.Equal(StockBasis.Available, storefront.Till.Basis);
        Assert.True(storefront.Till.WriteSyncLog);
        Assert.Equal(TimeSpan.FromSeconds(90), storefront.Shop.WriteTimeout);
        Assert.Equal(TimeSpan.FromHours(12), storefront.Schedule.Threshold);
        Assert.Equal(new GuardSettings(30, null, null, null, null, null, 20, 20, 3), storefront.Guard);
        Assert.Empty(loaded.Warnings);
    }

    [Fact]
    public void CommentsTrailingCommasAndAnyCase_AreRead()
    {
        var text = ConfigurationFolder
            .With("\"Name\": \"main\",", "\"NAME\": \"main\", // a comment\n /* and another */ \"schedule\": { \"thresholdHOURS\": 24, },")
            .Replace("\"01\"]", "\"01\", \"02\",]", StringComparison.Ordinal);

        var storefront = _folder.Load(text).Configuration.Storefronts[0];

        Assert.Equal(TimeSpan.FromHours(24), storefront.Schedule.Threshold);
        Assert.Equal(["01", "02"], storefront.Till.Locations.Named);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void ByteOrderMark_IsTolerated(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        _folder.Write([.. encoding.GetPreamble(), .. encoding.GetBytes(ConfigurationFolder.Minimal)]);

        Assert.Equal("main", _folder.Load().Configuration.Storefronts[0].Name);
    }

    [Fact]
    public void NumbersAndFlagsInQuotes_AreRead()
    {
        var storefront = _folder
            .Load(
                ConfigurationFolder.WithStorefront(
                    """
                    "Stock": { "SafetyStock": "2.5", "TakeOverUnmanaged": "True", "BacklogDays": "1.5" }
                    """
                )
            )
            .Configuration.Storefronts[0];

        Assert.Equal("2.5", storefront.Stock.SafetyStock.Quantity.ToString());
        Assert.True(storefront.Stock.TakeOverUnmanaged);
        Assert.Equal(TimeSpan.FromHours(36), storefront.Stock.BacklogAge);
    }

    [Fact]
    public void Null_IsAsIfTheKeyWereNotThere()
    {
        var storefront = _folder
            .Load(
                ConfigurationFolder.WithStorefront(
                    """
                    "Guard": { "MaxZeroedItems": null, "MaxZeroedPercent": null }, "Stock": null
                    """
                )
            )
            .Configuration.Storefronts[0];

        Assert.Equal(new GuardSettings(30, null, null, null, null, null, 20, 20, 3), storefront.Guard);
    }

    [Fact]
    public void EmptyLocations_MeanEveryLocation()
    {
        Assert.Empty(_folder.Load(ConfigurationFolder.With("[\"01\"]", "[]")).Configuration.Storefronts[0].Till.Locations.Named);
    }

    [Theory]
    [InlineData("shop.db", true)]
    [InlineData("data/shop.db", true)]
    [InlineData(":memory:", false)]
    [InlineData("file:shop.db", false)]
    [InlineData("/var/lib/shop.db", false)]
    public void RelativeDatabaseFile_IsSeenFromTheFilesFolder(string file, bool isResolved)
    {
        var text = ConfigurationFolder.With(
            "\"ConnectionString\": \"Server=TILL\\\\SQLEXPRESS;Database=DEMO;Integrated Security=true\"",
            $"\"Provider\": \"Sqlite\", \"ConnectionString\": \"Data Source={file}\""
        );

        var till = _folder.Load(text).Configuration.Storefronts[0].Till;

        Assert.Equal(isResolved ? Path.Combine(_folder.Folder, file) : file, RelativePaths.FileOf(till.ConnectionString.Reveal()));
    }

    [Fact]
    public void NamedFile_IsSeenFromTheCurrentFolder()
    {
        _folder.Write(Encoding.UTF8.GetBytes(ConfigurationFolder.Minimal));
        var elsewhere = Directory.CreateDirectory(Path.Combine(_folder.Folder, "elsewhere")).FullName;

        var loaded = ConfigurationLoader.Load("../tillsync.json", elsewhere, new Dictionary<string, string>());

        Assert.Equal(_folder.File, loaded.Path);
        Assert.Equal(Path.Combine(_folder.Folder, "logs"), loaded.Configuration.Logs.Folder);
    }

    [Fact]
    public void SeveralStorefronts_KeepTheirOrder()
    {
        var second = ConfigurationFolder
            .Minimal[(ConfigurationFolder.Minimal.IndexOf('[', StringComparison.Ordinal) + 1)..ConfigurationFolder.Minimal.LastIndexOf(']')]
            .Replace("main", "second", StringComparison.Ordinal)
            .Replace("shop.example", "other.example", StringComparison.Ordinal);
        var text = ConfigurationFolder.Minimal.Insert(ConfigurationFolder.Minimal.LastIndexOf(']'), $",{second}");

        Assert.Equal(["main", "second"], _folder.Load(text).Configuration.Storefronts.Select(storefront => storefront.Name));
    }
}
