using Tillsync.Adapters.Counterpoint;
using Tillsync.Configuration;
using Tillsync.Sandbox;

namespace Tillsync.Demo;

/// <summary>The demo's configuration file, as <c>init</c> would write it.</summary>
internal sealed class DemoConfiguration(string folder, DemoTill till, SandboxShop shop)
{
    public const string Storefront = "demo";

    public string Path { get; } = System.IO.Path.Combine(folder, ConfigurationFile.DefaultName);

    /// <param name="createsDrafts">What the owner says to Stock:CreateDrafts.</param>
    public void Write(bool createsDrafts) =>
        ConfigurationWriter.Write(
            Path,
            new InitialSettings
            {
                StorefrontName = Storefront,
                TillProvider = TillProvider.Sqlite,
                TillConnectionString = new Secret(till.ConnectionString),
                Locations = [DemoCatalogue.SellingLocation],
                ShopUrl = shop.Url.ToString(),
                ConsumerKey = new Secret("ck_sandbox"),
                ConsumerSecret = new Secret("cs_sandbox"),
                AllowUntrustedShopCertificate = true,
                SettleSeconds = 1,
                CreateDrafts = createsDrafts ? true : null,
            },
            force: true
        );
}
