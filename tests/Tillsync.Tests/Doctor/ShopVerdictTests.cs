using Tillsync.Adapters.WooCommerce;
using Tillsync.Adapters.WooCommerce.Webhooks;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Doctor;
using Tillsync.Doctor.Checks;

namespace Tillsync.Tests.Doctor;

public sealed class ShopVerdictTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Uri Url = new("https://shop.example");

    [Fact]
    public void Reach_NamesWhatStandsBefore()
    {
        Assert.Equal(CheckVerdict.Pass, ShopReachCheck.Judge(Url, new ShopFront(Now, "nginx", TimeSpan.FromSeconds(1))).Verdict);
        Assert.Equal(CheckVerdict.Warn, ShopReachCheck.Judge(Url, new ShopFront(Now, "nginx", TimeSpan.FromSeconds(9))).Verdict);
        Assert.Contains(
            "cloudflare",
            ShopReachCheck.Judge(Url, new ShopFront(Now, "cloudflare", TimeSpan.Zero)).Details[0],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(60, null, false, "Pass")]
    [InlineData(10, null, false, "Warn")]
    [InlineData(-1, null, false, "Fail")]
    [InlineData(60, "unknown issuer", false, "Fail")]
    [InlineData(60, "unknown issuer", true, "Pass")]
    [InlineData(-1, "unknown issuer", true, "Fail")]
    public void Certificate_IsJudgedByItsDaysAndItsTrust(int days, string? problem, bool allows, string verdict) =>
        Assert.Equal(
            verdict,
            CertificateCheck.Judge(new ShopCertificate("shop.example", "CA", Now.AddDays(days), problem), allows, Now).Verdict.ToString()
        );

    [Fact]
    public void Keys_ThatMayNotWrite_Fail()
    {
        Assert.Equal(CheckVerdict.Pass, ShopKeysCheck.Judge(new WriteAccess.Granted()).Verdict);
        Assert.Equal(CheckVerdict.Warn, ShopKeysCheck.Judge(new WriteAccess.Unknown("time-out")).Verdict);
        var refused = ShopKeysCheck.Judge(new WriteAccess.Refused("Read only.", "Make another."));
        Assert.Equal((CheckVerdict.Fail, "Make another."), (refused.Verdict, refused.Advice));
    }

    [Theory]
    [InlineData("11.0.1", "Pass")]
    [InlineData("8.9.0-rc.1", "Pass")]
    [InlineData("8.8.3", "Fail")]
    [InlineData("trunk", "Warn")]
    [InlineData(null, "Warn")]
    public void Version_IsOneOfThoseKnown(string? version, string verdict) =>
        Assert.Equal(verdict, ShopVersionCheck.Judge(version).Verdict.ToString());

    [Fact]
    public void Options_ThatChangeWhatANumberMeans_AreTold()
    {
        Assert.Equal(CheckVerdict.Pass, ShopOptionsCheck.Judge(new ShopStockSettings(true, 0, 60, false)).Verdict);
        Assert.Equal(CheckVerdict.Fail, ShopOptionsCheck.Judge(new ShopStockSettings(false, 0, 60, false)).Verdict);
        Assert.Contains(
            "at 2 and below",
            ShopOptionsCheck.Judge(new ShopStockSettings(true, 2, null, true)).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(CheckVerdict.Pass, ShopOptionsCheck.Judge(new ShopStockSettings(null, null, null, null)).Verdict);
    }

    [Fact]
    public void Plugins_ThatWriteStock_AreAWarning_ThoseInTheWayAreNamed()
    {
        var well = ShopPluginsCheck.Judge(["WooCommerce", "WP Rocket"]);
        Assert.Equal((CheckVerdict.Pass, "WP Rocket: keep /wp-json/ out of it"), (well.Verdict, well.Details[0]));
        Assert.Contains("ATUM Inventory", ShopPluginsCheck.Judge(["ATUM Inventory Management"]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Webhooks_AreToldAsTheCommandTellsThem_ByNameOrAddress_AndOthersAreNotOurs()
    {
        var url = new Uri("https://till.example/hook?token=secret");
        RegisteredWebhook Hook(long id, string name, string topic, string status = "active", Uri? to = null) =>
            new(id, name, topic, status, to ?? url);
        RegisteredWebhook[] all =
        [
            Hook(1, "Tillsync main: order.updated", "order.updated"),
            Hook(2, "Renamed by somebody", "order.deleted"),
            Hook(3, "Tillsync main: order.restored", "order.restored"),
            Hook(4, "ShipStation", "order.updated", "disabled", new Uri("https://other.example/")),
            Hook(5, "Tillsync outlet: order.updated", "order.updated", "disabled", new Uri("https://till.example/outlet")),
        ];
        Diagnosis Judge(Uri? wanted, params RegisteredWebhook[] hooks) => WebhooksCheck.Judge(hooks, "main", wanted);

        Assert.Equal((CheckVerdict.Pass, "3 are active."), (Judge(url, all).Verdict, Judge(url, all).Text));
        var off = Judge(url, [all[0], all[1] with { Status = "disabled" }, all[2]]);
        Assert.Equal((CheckVerdict.Warn, true), (off.Verdict, off.Text.StartsWith("1 of 3 are not active", StringComparison.Ordinal)));
        Assert.DoesNotContain("secret", string.Join(' ', off.Details), StringComparison.Ordinal);
        Assert.Contains("does not tell of order.restored", Judge(url, [all[0], all[1]]).Text, StringComparison.Ordinal);
        var moved = Judge(new Uri("https://new.example/"), [all[0], all[1] with { Name = "Tillsync main: order.deleted" }, all[2]]);
        Assert.Contains("3 of 3 deliver to another address", moved.Text, StringComparison.Ordinal);
        Assert.Equal(CheckVerdict.Pass, Judge(null, all[3], all[4]).Verdict);
        Assert.Contains("nobody takes", Judge(null, all[0]).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 10, false, "Pass")]
    [InlineData(0, -300, false, "Warn")]
    [InlineData(3700, 0, false, "Warn")]
    [InlineData(0, 1200, false, "Warn")]
    [InlineData(0, 1200, true, "Fail")]
    public void Clocks_AreHeldAgainstEachOther(int till, int shop, bool isSigned, string verdict) =>
        Assert.Equal(verdict, ClocksCheck.Judge(TimeSpan.FromSeconds(till), TimeSpan.FromSeconds(shop), isSigned).Verdict.ToString());

    [Fact]
    public void Clocks_ThatNobodyTells_AreNotLookedAt() => Assert.Equal(CheckVerdict.Skip, ClocksCheck.Judge(null, null, true).Verdict);

    [Fact]
    public void Clock_ThatMayHaveBeenReadAnywhereInASpan_IsOffByWhatIsCertain()
    {
        var read = new Timed<int>(0, Now, Now.AddSeconds(10));

        Assert.Equal(TimeSpan.Zero, read.DifferenceTo(Now.AddSeconds(4)));
        Assert.Equal(TimeSpan.FromSeconds(-5), read.DifferenceTo(Now.AddSeconds(-5)));
        Assert.Equal(TimeSpan.FromSeconds(5), read.DifferenceTo(Now.AddSeconds(15)));
    }

    [Fact]
    public void NumberThatNobodyExplains_IsAForeignWriters()
    {
        var kept = new[] { Kept(1, 10), Kept(2, 20), Kept(3, 30) };
        ShopListing[] shown = [Shown(1, 10), Shown(2, 19), Shown(3, 7)];
        var line = new WebOrderLine(new ListingId(2), null, new Quantity(1), new Quantity(1));
        var order = new WebOrder(5, "5", "processing", Now, Now, [line]);

        var diagnosis = ForeignWritersCheck.Judge(kept, shown, [order], [], null);

        Assert.Equal(CheckVerdict.Warn, diagnosis.Verdict);
        Assert.Equal(["S3 (3): 30 -> 7"], diagnosis.Details);
        var well = ForeignWritersCheck.Judge([kept[0]], shown, [], [], 4321);
        Assert.Equal(CheckVerdict.Pass, well.Verdict);
        Assert.Contains("the 1 of 4321 that were written last", well.Text, StringComparison.Ordinal);
    }

    private static ListingRecord Kept(long id, decimal shown) =>
        new(new ListingId(id), new Sku($"S{id}"), MappingOrigin.EqualSku, Now, new Quantity(shown), Now, NeedsLook: false);

    private static ShopListing Shown(long id, decimal quantity) =>
        new(
            new ListingId(id),
            new Sku($"S{id}"),
            "x",
            ListingType.Simple,
            ListingStatus.Published,
            StockManagement.Managed,
            new Quantity(quantity),
            "instock",
            AllowsBackorders: false,
            Now
        );
}
