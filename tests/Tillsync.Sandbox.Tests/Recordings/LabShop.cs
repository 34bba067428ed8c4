using System.Globalization;
using System.Text;

namespace Tillsync.Sandbox.Tests.Recordings;

/// <summary>The shop of the recordings: 2,000 simple products from id 11, 20 variable ones with five variations, 10 unmanaged, 3 drafts.</summary>
internal sealed class LabShop
{
    public const string Key = "ck_lab";
    public const string Secret = "cs_lab";

    private static readonly string[] s_sizes = ["S", "M", "L", "XL", "XXL"];

    public LabShop(string version = "11.0.1")
    {
        Clock = new FixedClock(new DateTimeOffset(2026, 11, 22, 8, 43, 4, TimeSpan.Zero));
        Shop = new SandboxHandler(
            new SandboxOptions
            {
                ConsumerKey = Key,
                ConsumerSecret = Secret,
                WooCommerceVersion = version,
                SiteName = "Woo Lab",
                TimeProvider = Clock,
                ExtraKeys = [new("ck_read", "cs_read", KeyAccess.Read), new("ck_write", "cs_write", KeyAccess.Write)],
            }
        );
        Seed();
    }

    public FixedClock Clock { get; }

    public SandboxHandler Shop { get; }

    public ShopModel Model => Shop.Model;

    /// <summary>The next new product or order gets this id.</summary>
    public void ContinueIdsAt(long id) => Model.State.Ids.ContinueAt(id);

    /// <summary>Adds a product of the lab with a certain id.</summary>
    public void AddLab(long id, string sku, decimal? quantity, string name = "Lab")
    {
        ContinueIdsAt(id);
        Model.AddSimple(new NewProduct(sku, quantity) { Name = name, Price = 9.00m });
    }

    /// <summary>Posts an order that was not recorded, with the ids it had.</summary>
    public void PostOrder(long id, long lineId, string json)
    {
        ContinueIdsAt(id);
        Model.State.Orders.LineIds.ContinueAt(lineId);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Authorization"] = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Key}:{Secret}")),
            ["Content-Type"] = "application/json",
        };
        var answer = Shop.Handle(new SandboxRequest("POST", "https", "/wp-json/wc/v3/orders", "", headers, Encoding.UTF8.GetBytes(json)));
        Assert.Equal(201, answer.Status);
    }

    private void Seed()
    {
        Model.AddMany(Enumerable.Range(1, 2000).Select(Simple));
        Clock.Now = new DateTimeOffset(2026, 11, 22, 8, 45, 25, TimeSpan.Zero);
        for (var number = 1; number <= 20; number++)
        {
            SeedVariable(number);
        }

        Clock.Now = new DateTimeOffset(2026, 11, 22, 8, 45, 38, TimeSpan.Zero);
        Model.AddMany(
            Enumerable
                .Range(1, 10)
                .Select(number => new NewProduct(Text($"NOM-{number:00}")) { Name = Text($"Unmanaged product {number}") })
        );
        Model.AddMany(Enumerable.Range(1, 3).Select(Draft));
        Model.State.Orders.LineIds.ContinueAt(1);
    }

    private static NewProduct Simple(int number) =>
        new(Text($"SIM-{number:00000}"), 100 + (number % 50)) { Name = Text($"Simple product {number}"), Price = 5 + (number % 95) };

    private static NewProduct Draft(int number) =>
        new(Text($"DRF-{number:00}"), 5) { Name = Text($"Draft product {number}"), Status = "draft" };

    private void SeedVariable(int number)
    {
        var sku = Text($"VAR-{number:000}");
        var parent = Model.AddVariable(
            new NewProduct(sku)
            {
                Name = Text($"Variable product {number}"),
                Choices = new Dictionary<string, string[]> { ["Size"] = s_sizes },
            }
        );
        for (var size = 0; size < s_sizes.Length; size++)
        {
            var options = new Dictionary<string, string> { ["Size"] = s_sizes[size] };
            Model.AddVariation(parent, new NewProduct($"{sku}-{s_sizes[size]}", 10 + size) { Options = options, Price = 20 });
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
