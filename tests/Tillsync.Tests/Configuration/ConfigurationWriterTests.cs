using Tillsync.Configuration;

namespace Tillsync.Tests.Configuration;

public sealed class ConfigurationWriterTests : IDisposable
{
    private static readonly InitialSettings Settings = new()
    {
        StorefrontName = "Müller \"Papier\"",
        TillConnectionString = new Secret("Server=TILL\\SQL;Database=D;User ID=u;Password='a;\"b'"),
        Locations = ["01", "WEB"],
        ActiveStatuses = ["A", "V"],
        AllowUntrustedTillCertificate = true,
        ShopUrl = "https://shop.example/store",
        ConsumerKey = new Secret(ConfigurationFolder.Key),
        ConsumerSecret = new Secret(ConfigurationFolder.KeySecret),
    };

    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WrittenFile_LoadsAsItWasMeant()
    {
        ConfigurationWriter.Write(_folder.File, Settings, force: false);

        var loaded = _folder.Load();

        var storefront = Assert.Single(loaded.Configuration.Storefronts);
        Assert.Equal(Settings.StorefrontName, storefront.Name);
        Assert.Equal(Settings.TillConnectionString, storefront.Till.ConnectionString);
        Assert.Equal(Settings.Locations, storefront.Till.Locations.Named);
        Assert.Equal(Settings.ActiveStatuses, storefront.Till.ActiveStatuses);
        Assert.True(storefront.Till.AllowUntrustedCertificate);
        Assert.Equal(Settings.ShopUrl, storefront.Shop.Url.OriginalString);
        Assert.Equal(Settings.ConsumerKey, storefront.Shop.ConsumerKey);
        Assert.Equal(Settings.ConsumerSecret, storefront.Shop.ConsumerSecret);
        Assert.Empty(loaded.Warnings);
    }

    [Fact]
    public void EveryKey_IsExplained()
    {
        var text = ConfigurationWriter.Compose(Settings);

        foreach (var key in ConfigurationSchema.All)
        {
            Assert.Contains($"// {key.Meaning}\n", text, StringComparison.Ordinal);
            Assert.Contains($"\"{key.Name}\": ", text, StringComparison.Ordinal);
        }

        Assert.Contains("// Allowed: 0.1 to 744. Default: 12.\n", text, StringComparison.Ordinal);
        Assert.Contains("// \"ThresholdHours\": 12,\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsUnknown_IsNamedWhenTheFileIsLoaded()
    {
        ConfigurationWriter.Write(_folder.File, new InitialSettings { Locations = ["01"] }, force: false);

        var errors = Assert.Throws<ConfigurationException>(() => _folder.Load()).Errors;

        Assert.Equal(
            ["ConnectionString", "Url", "ConsumerKey", "ConsumerSecret"],
            errors.Select(error => error.Key[(error.Key.LastIndexOf(':') + 1)..])
        );
        Assert.All(errors, error => Assert.StartsWith("The value is empty. Set it to ", error.Problem, StringComparison.Ordinal));
    }

    [Fact]
    public void ExistingFile_IsKept()
    {
        File.WriteAllText(_folder.File, "mine");

        var exception = Assert.Throws<ConfigurationException>(() => ConfigurationWriter.Write(_folder.File, Settings, force: false));

        Assert.Equal($"{_folder.File}: The file is there already. Nothing was written; use --force to replace it.", exception.Message);
        Assert.Equal("mine", File.ReadAllText(_folder.File));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Folder));
    }

    [Fact]
    public void ExistingFile_IsReplacedByForce()
    {
        File.WriteAllText(_folder.File, "mine");

        ConfigurationWriter.Write(_folder.File, Settings, force: true);

        Assert.Equal(ConfigurationWriter.Compose(Settings), File.ReadAllText(_folder.File));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Folder));
        AssertOwnerOnly();
    }

    [Fact]
    public void WrittenFile_IsItsOwnersAlone()
    {
        ConfigurationWriter.Write(_folder.File, Settings, force: false);

        AssertOwnerOnly();
    }

    [Fact]
    public void MissingFolder_IsNamed()
    {
        var path = Path.Combine(_folder.Folder, "no", "tillsync.json");

        var exception = Assert.Throws<ConfigurationException>(() => ConfigurationWriter.Write(path, Settings, force: false));

        Assert.StartsWith($"{path}: The file cannot be written", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FolderInItsPlace_LeavesNothingBehind()
    {
        Directory.CreateDirectory(_folder.File);

        Assert.Throws<ConfigurationException>(() => ConfigurationWriter.Write(_folder.File, Settings, force: true));

        Assert.Empty(Directory.GetFiles(_folder.Folder));
    }

    private void AssertOwnerOnly()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File));
        }
    }
}
