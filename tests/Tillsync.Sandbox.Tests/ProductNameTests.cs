using System.Text.Json;

namespace Tillsync.Sandbox.Tests;

/// <summary>Names are HTML to the store. What is expected was answered by a real one (10.5.0).</summary>
public sealed class ProductNameTests
{
    [Theory]
    [InlineData("H & I", "H &amp; I")]
    [InlineData("F &amp; G", "F &amp; G")]
    [InlineData("A &lt;more&gt; B", "A &lt;more&gt; B")]
    [InlineData("C <more> D", "C  D")]
    [InlineData("E < 5 mm > 3", "E  3")]
    [InlineData("J <5 mm K", "J &lt;5 mm K")]
    [InlineData("L <b>x</b> <foo>f</foo> &bogus; > <", "L <b>x</b> f &amp;bogus; &gt; &lt;")]
    public async Task AName_LosesWhatStandsInBrackets(string sent, string kept)
    {
        using var client = new ShopClient();

        var (status, body) = await client.SendAsync("POST", "products", JsonSerializer.Serialize(new { name = sent }));

        Assert.Equal((201, kept), (status, (string?)body!["name"]));
    }
}
