using Tillsync.Configuration;

namespace Tillsync.Tests.Configuration;

public sealed class RawSettingTests
{
    [Theory]
    [InlineData("abc", "\"abc\"")]
    [InlineData("ck_123", "the value")]
    [InlineData("CS_123", "the value")]
    [InlineData("a;PWD=b", "the value")]
    [InlineData("https://bob:hunter2@shop", "the value")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901", "the value")]
    public void Value_IsRepeatedUnlessItMayBeSecret(string text, string expected)
    {
        Assert.Equal(expected, Some(text).Shown);
    }

    [Fact]
    public void SecretValue_IsNeverRepeated()
    {
        Assert.Equal("the value", (Some("abc") with { IsSecret = true }).Shown);
        Assert.DoesNotContain("abc", Some("abc").ToString(), StringComparison.Ordinal);
    }

    private static RawSetting Some(string text) => new("Logs:Folder", RawKind.Text, text, ConfigurationOrigin.Default.Instance);
}
