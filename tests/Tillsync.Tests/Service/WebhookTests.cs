using System.Security.Cryptography;
using System.Text;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Tests.Configuration;
using Tillsync.Webhooks;

namespace Tillsync.Tests.Service;

public sealed class WebhookTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ListingId One = new(7);

    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheSecret_SignsAsTheShopDoes_AndNothingElse()
    {
        var secret = SecretOf(ConfigurationFolder.Minimal);
        var body = """{"id":7,"stock_quantity":4}"""u8.ToArray();
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Text), body);

        Assert.True(secret.Signs(body, signature));
        Assert.False(secret.Signs([.. body, (byte)' '], signature));
        signature[31] ^= 1;
        Assert.False(secret.Signs(body, signature));
        Assert.False(secret.Signs(body, new byte[32]));
    }

    [Fact]
    public void TheSecret_IsTheSameEachTime_AnotherForOtherKeysOrAnotherName_AndNeverShown()
    {
        var secret = SecretOf(ConfigurationFolder.Minimal);

        Assert.Equal(secret.Text, SecretOf(ConfigurationFolder.Minimal).Text);
        Assert.NotEqual(secret.Text, SecretOf(ConfigurationFolder.With("\"cs_", "\"cs_9")).Text);
        Assert.NotEqual(secret.Text, SecretOf(ConfigurationFolder.With("\"main\"", "\"other\"")).Text);
        Assert.DoesNotContain(secret.Text, $"{secret}", StringComparison.Ordinal);
        Assert.Equal(64, secret.Text.Length);
    }

    [Theory]
    [InlineData("""{"id":7,"stock_quantity":4}""", "7", 4)]
    [InlineData("""{"id":9,"parent_id":7,"stock_quantity":-2}""", "7/9", -2)]
    [InlineData("""{"id":7,"parent_id":0,"stock_quantity":2.5}""", "7", 2.5)]
    public void AProductsHint_NamesListingAndNumber(string body, string listing, double quantity)
    {
        var hint = WebhookHint.OfProduct(Encoding.UTF8.GetBytes(body));

        Assert.Equal((listing, (decimal)quantity), (hint.Listing!.Value.ToString(), hint.Quantity!.Value.Units));
    }

    [Theory]
    [InlineData("""{"id":7,"stock_quantity":null}""")]
    [InlineData("""{"id":7}""")]
    [InlineData("""{"id":7,"stock_quantity":"4"}""")]
    public void AProductWithoutANumber_HasNone(string body)
    {
        var hint = WebhookHint.OfProduct(Encoding.UTF8.GetBytes(body));

        Assert.Equal((One, (Quantity?)null), (hint.Listing!.Value, hint.Quantity));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"id":"7"}""")]
    [InlineData("""{"id":-1}""")]
    [InlineData("""{"id":1e40}""")]
    public void WhatCannotBeRead_HintsAtNothingInParticular(string body) =>
        Assert.Equal(WebhookHint.OfOrder, WebhookHint.OfProduct(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void TheSameDelivery_IsOneHint()
    {
        var tray = new HintTray();

        Assert.True(tray.Add("a", WebhookHint.OfOrder));
        Assert.False(tray.Add("a", WebhookHint.OfOrder));

        Assert.Equal(1, tray.Take().Orders);
        Assert.True(tray.IsEmpty);
        Assert.False(tray.Add("a", WebhookHint.OfOrder));
    }

    [Fact]
    public void AFlood_CostsNoMemory()
    {
        var tray = new HintTray();
        for (var number = 1; number <= 3 * HintTray.ListingsMax; number++)
        {
            tray.Add($"{number}", new WebhookHint(new ListingId(number), null));
        }

        Assert.Equal(HintTray.ListingsMax, tray.Take().Listings.Count);
    }

    [Fact]
    public void HintsThatGoBack_DoNotReplaceNewerOnes()
    {
        var tray = new HintTray();
        tray.Add("a", new WebhookHint(One, new Quantity(4)));
        var taken = tray.Take();
        tray.Add("b", new WebhookHint(One, new Quantity(5)));

        tray.Return(taken);

        Assert.Equal(new Quantity(5), tray.Take().Listings[One]);
    }

    [Fact]
    public void OurOwnWrite_IsAnEcho() => Assert.Empty(Strange(hinted: 4, acknowledged: 4));

    [Fact]
    public void AnotherNumber_IsStrange() => Assert.Equal([One], Strange(hinted: 5, acknowledged: 4));

    [Fact]
    public void ANumberThatIsGone_IsStrange() => Assert.Equal([One], Strange(hinted: null, acknowledged: 4));

    [Fact]
    public void WhatWasNeverAcknowledgedOrIsLookedAtAnyway_IsNot()
    {
        Assert.Empty(Strange(hinted: 5, acknowledged: null));
        Assert.Empty(Strange(hinted: 5, acknowledged: 4, needsLook: true));
        Assert.Empty(EchoFilter.Strange(new Dictionary<ListingId, Quantity?> { [new ListingId(8)] = null }, [Record(4, false)]));
    }

    private static IReadOnlyList<ListingId> Strange(decimal? hinted, decimal? acknowledged, bool needsLook = false) =>
        EchoFilter.Strange(
            new Dictionary<ListingId, Quantity?> { [One] = hinted is { } units ? new Quantity(units) : null },
            [Record(acknowledged, needsLook)]
        );

    private static ListingRecord Record(decimal? acknowledged, bool needsLook) =>
        new(One, new Sku("A-1"), MappingOrigin.EqualSku, At, acknowledged is { } units ? new Quantity(units) : null, At, needsLook);

    private WebhookSecret SecretOf(string configuration) => WebhookSecret.Of(_folder.Load(configuration).Configuration.Storefronts[0]);
}
