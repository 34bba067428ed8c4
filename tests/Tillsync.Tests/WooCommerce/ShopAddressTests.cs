using Tillsync.Adapters.WooCommerce.Http;
using Tillsync.Core;

namespace Tillsync.Tests.WooCommerce;

public sealed class ShopAddressTests
{
    [Theory]
    [InlineData("https://shop.test", "https://shop.test/")]
    [InlineData("https://shop.test/", "https://shop.test/")]
    [InlineData("  HTTPS://Shop.Test/ ", "https://shop.test/")]
    [InlineData("shop.test", "https://shop.test/")]
    [InlineData("shop.test/shop", "https://shop.test/shop/")]
    [InlineData("http://shop.test:8080/shop/", "http://shop.test:8080/shop/")]
    [InlineData("https://shop.test:443/shop", "https://shop.test/shop/")]
    [InlineData("https://shop.test/wp-json", "https://shop.test/")]
    [InlineData("https://shop.test/shop/wp-json/wc/v3/products?per_page=1", "https://shop.test/shop/")]
    [InlineData("https://shop.test/wp-admin/admin.php?page=wc-settings", "https://shop.test/")]
    [InlineData("https://shop.test/index.php", "https://shop.test/")]
    [InlineData("https://shop.test/index.php/wp-json/", "https://shop.test/index.php/")]
    [InlineData("https://ck_1:cs_2@shop.test/?consumer_key=ck_1&consumer_secret=cs_2#top", "https://shop.test/")]
    public void AnyFormOfTheAddress_IsUnderstood(string text, string root)
    {
        Assert.Equal(root, ShopAddress.Parse(text).Root.AbsoluteUri);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("ftp://shop.test")]
    [InlineData("https://")]
    [InlineData("my shop")]
    public void WhatIsNoAddress_IsRefusedWithoutRepeatingIt(string? text)
    {
        var error = Assert.Throws<ShopException>(() => ShopAddress.Parse(text));

        Assert.DoesNotContain("my shop", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoint_LiesBelowTheFolder()
    {
        Assert.Equal(
            "https://shop.test/shop/wp-json/wc/v3/products",
            ShopAddress.Parse("shop.test/shop").Endpoint("wc/v3/products").AbsoluteUri
        );
    }
}
