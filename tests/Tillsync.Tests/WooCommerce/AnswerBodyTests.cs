using System.Text;
using Tillsync.Adapters.WooCommerce.Http;

namespace Tillsync.Tests.WooCommerce;

public sealed class AnswerBodyTests
{
    [Theory]
    [InlineData("[]", "[]")]
    [InlineData(" \r\n{\"a\":1}\n", "{\"a\":1}")]
    [InlineData("\uFEFF[{\"id\":1}]", "[{\"id\":1}]")]
    [InlineData("<br />\n<b>Warning</b>: Undefined variable in plugin.php on line 1<br />\n[{\"id\":1}]", "[{\"id\":1}]")]
    [InlineData("Notice: Array [0] in {closure} on line 3\n{\"id\":1}", "{\"id\":1}")]
    [InlineData("[{\"id\":1}]\n<!-- cached by nobody -->", "[{\"id\":1}]")]
    public void Json_IsFoundThroughNoise(string text, string json)
    {
        var body = AnswerBody.Read(Encoding.UTF8.GetBytes(text));

        Assert.Equal((BodyForm.Json, json), (body.Form, Encoding.UTF8.GetString(body.Json.Span)));
    }

    [Theory]
    [InlineData("", nameof(BodyForm.Empty))]
    [InlineData(" \n", nameof(BodyForm.Empty))]
    [InlineData("<!DOCTYPE html><html><body>Log in</body></html>", nameof(BodyForm.Page))]
    [InlineData("<html><script>var a = {\"b\":[1]};</script></html>", nameof(BodyForm.Page))]
    [InlineData("Forbidden", nameof(BodyForm.Page))]
    [InlineData("\"text\"", nameof(BodyForm.Page))]
    [InlineData("[{\"id\":1},{\"id\":", nameof(BodyForm.Broken))]
    [InlineData("[{\"id\":1}][{\"id\":2", nameof(BodyForm.Broken))]
    [InlineData("<br />Warning<br />[{\"id\":1},{\"id\":", nameof(BodyForm.Broken))]
    [InlineData("{\"update\":[{\"id\":11}]", nameof(BodyForm.Broken))]
    public void WhatHoldsNoWholeJson_IsNotTakenForIt(string text, string form)
    {
        Assert.Equal(form, AnswerBody.Read(Encoding.UTF8.GetBytes(text)).Form.ToString());
    }

    [Fact]
    public void NoPrefixOfAnAnswer_PassesForTheWhole()
    {
        // Not even when the part is itself a list or an object: a batch of which only the empty list arrived has not answered.
        const string answer = "[{\"id\":1,\"sku\":\"A\",\"meta_data\":[{\"key\":\"a\",\"value\":[]}]},{\"id\":2,\"sku\":\"B\"}]";
        foreach (var text in new[] { answer, "{\"update\":[]}", "<b>Warning</b>: in {closure}<br />" + answer })
        {
            for (var length = 1; length < text.Length; length++)
            {
                Assert.NotEqual(BodyForm.Json, AnswerBody.Read(Encoding.UTF8.GetBytes(text[..length])).Form);
            }
        }
    }
}
