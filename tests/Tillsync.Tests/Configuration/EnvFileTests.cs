using FsCheck;
using FsCheck.Fluent;
using Tillsync.Configuration;

namespace Tillsync.Tests.Configuration;

public sealed class EnvFileTests
{
    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("  A  =  b c  ", "b c")]
    [InlineData("export A=b", "b")]
    [InlineData("export\tA = b", "b")]
    [InlineData("\uFEFFA=b", "b")]
    [InlineData("A=b\r\nB=c\r\n", "b")]
    [InlineData("A=\"b c\"", "b c")]
    [InlineData("A='b \"c\" # d'", "b \"c\" # d")]
    [InlineData("A=\"b\" # comment", "b")]
    [InlineData("A=b # comment", "b")]
    [InlineData("A=b#c", "b#c")]
    [InlineData("A=# comment", "")]
    [InlineData("A=", "")]
    [InlineData("A=b=c=", "b=c=")]
    [InlineData("A=\"TILL\\SQLEXPRESS\"", "TILL\\SQLEXPRESS")]
    [InlineData("A=TILL\\SQLEXPRESS", "TILL\\SQLEXPRESS")]
    [InlineData("A=\"b\\\"c\\\\d\"", "b\"c\\d")]
    [InlineData("A='b\\'c'", "b'c")]
    [InlineData("# A=x\n\nA=b", "b")]
    [InlineData("A=x\nA=b", "b")]
    [InlineData("A=it's", "it's")]
    public void Value_IsReadAsItIsMeant(string text, string expected)
    {
        var file = EnvFile.Parse(text);

        Assert.Equal(expected, file.Values["A"]);
        Assert.Empty(file.BadLines);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("=b")]
    [InlineData("A B=c")]
    [InlineData("A=\"b")]
    [InlineData("A='b' c")]
    public void LineThatIsNoSetting_IsCounted(string line)
    {
        var file = EnvFile.Parse($"X=1\n{line}\nY=2");

        Assert.Equal([2], file.BadLines);
        Assert.Equal(["X", "Y"], file.Values.Keys.Order());
    }

    [Fact]
    public void ExportAsAKey_IsAKey()
    {
        Assert.Equal("1", EnvFile.Parse("export=1").Values["export"]);
    }

    [Fact]
    public void AnyQuotedValue_IsReadBack()
    {
        var values = Gen.Elements("abc \"'\\#=;$üß\t".AsEnumerable()).ListOf().Select(letters => new string([.. letters]));

        Prop.ForAll(
                values.ToArbitrary(),
                value =>
                {
                    var quoted = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
                    return EnvFile.Parse($"A = \"{quoted}\" # x").Values["A"] == value;
                }
            )
            .Check(Config.QuickThrowOnFailure);
    }
}
