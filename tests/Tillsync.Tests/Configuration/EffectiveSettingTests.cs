using Tillsync.Configuration;

namespace Tillsync.Tests.Configuration;

public sealed class EffectiveSettingTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Storefronts:0:Name = main (tillsync.json, line 4)")]
    [InlineData("Storefronts:0:Till:Locations = [01] (tillsync.json, line 7)")]
    [InlineData("Storefronts:0:Till:Basis = OnHand (TILLSYNC__Storefronts__0__Till__Basis)")]
    [InlineData("Storefronts:0:Till:ActiveStatuses = [A] (default)")]
    [InlineData("Storefronts:0:Shop:Url = https://shop.example (tillsync.json, line 10)")]
    [InlineData("Storefronts:0:Shop:ConsumerKey = …4567 (tillsync.json, line 11)")]
    [InlineData("Storefronts:0:Shop:ConsumerSecret = …ba98 (tillsync.json, line 12)")]
    [InlineData("Storefronts:0:Schedule:ThresholdHours = 12 (default)")]
    [InlineData("Storefronts:0:Guard:MaxZeroedItems = no limit (default)")]
    [InlineData("Storefronts:0:Stock:TakeOverUnmanaged = false (default)")]
    public void EachSetting_IsShownWithItsOrigin(string expected)
    {
        var loaded = _folder.Load(ConfigurationFolder.Minimal, ("TILLSYNC__Storefronts__0__Till__Basis", "onhand"));

        Assert.Contains(expected, loaded.Settings.Select(setting => setting.ToString()));
    }

    [Fact]
    public void EveryKey_IsShownOnce()
    {
        var paths = _folder.Load(ConfigurationFolder.Minimal).Settings.Select(setting => setting.Path);

        Assert.Equal(ConfigurationSchema.All.Select(key => key.PathFor(0)).Order(), paths.Order());
    }

    [Fact]
    public void ListFromTwoPlaces_NamesBoth()
    {
        var loaded = _folder.Load(ConfigurationFolder.Minimal, ("TILLSYNC__Storefronts__0__Till__Locations__1", "02"));

        var setting = loaded.Settings.Single(setting => setting.Key == TillKeys.Locations);

        Assert.Equal("tillsync.json, line 7; TILLSYNC__Storefronts__0__Till__Locations__1", setting.Origin.ToString());
    }

    [Theory]
    [InlineData("Server=T;Database=D;User ID=u;Password=hunter2;Encrypt=true")]
    [InlineData("Server=T;Database=D;Uid=u;PWD='hun;ter2'")]
    [InlineData("server=T;database=D;user id=u;pAssWord=\"hunter2=\"")]
    public void PasswordInAConnectionString_IsMasked(string connection)
    {
        var shown = SecretMask.Of(new Secret(connection), Secrecy.ConnectionString);

        Assert.DoesNotContain("hun", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("ter2", shown, StringComparison.Ordinal);
        Assert.Contains("=…", shown, StringComparison.Ordinal);
        Assert.Contains("erver=T", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void ConnectionStringWithoutPassword_IsShownAsItIs()
    {
        const string connection = "Server=TILL\\SQL;Database=D;Integrated Security=true";

        Assert.Equal(connection, SecretMask.Of(new Secret(connection), Secrecy.ConnectionString));
    }

    [Theory]
    [InlineData("cs_short", "…")]
    [InlineData("cs_0123456789abc", "…9abc")]
    public void Key_ShowsAtMostItsEnd(string key, string expected)
    {
        Assert.Equal(expected, SecretMask.Of(new Secret(key), Secrecy.ApiKey));
    }
}
