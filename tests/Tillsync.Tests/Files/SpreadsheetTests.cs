using Tillsync.Files;

namespace Tillsync.Tests.Files;

public sealed class SpreadsheetTests
{
    [Theory]
    [InlineData("00123", "=\"00123\"")]
    [InlineData("4006381333931", "=\"4006381333931\"")]
    [InlineData("1E5", "=\"1E5\"")]
    [InlineData("10/12", "=\"10/12\"")]
    [InlineData("3-4", "=\"3-4\"")]
    [InlineData("=1+1", "=\"=1+1\"")]
    [InlineData("-5", "=\"-5\"")]
    [InlineData("@SUM(A1)", "=\"@SUM(A1)\"")]
    [InlineData("+\"x\"", "=\"+\"\"x\"\"\"")]
    [InlineData("2 Mar", "=\"2 Mar\"")]
    [InlineData("01-10100", "01-10100")]
    [InlineData("138", "138")]
    [InlineData("138/14100", "138/14100")]
    [InlineData("AB-01", "AB-01")]
    [InlineData("", "")]
    public void Code_IsGuardedWhereASpreadsheetWouldChangeIt(string code, string cell) => Assert.Equal(cell, Spreadsheet.Guard(code));

    [Theory]
    [InlineData("'00123", "00123")]
    [InlineData("\u00a0 00123 \u00a0", "00123")]
    [InlineData("\ufeff00123", "00123")]
    [InlineData("=\"", "=\"")]
    public void Cell_IsReadAsItWasMeant(string cell, string code) => Assert.Equal(code, Spreadsheet.Unguard(cell));

    [Theory]
    [InlineData("00123")]
    [InlineData("=1+1")]
    [InlineData("+\"x\"")]
    [InlineData("plain")]
    [InlineData("a;b,c\td")]
    [InlineData("%_[]'\"&?#/\\")]
    public void Guarded_ComesBackAsItWas(string code) => Assert.Equal(code, Spreadsheet.Unguard(Spreadsheet.Guard(code)));

    [Theory]
    [InlineData("4.00638E+12", true)]
    [InlineData("4,00638E+12", true)]
    [InlineData("1E5", true)]
    [InlineData("01-10100", false)]
    [InlineData("E12", false)]
    public void AbbreviatedNumber_IsRecognised(string text, bool expected) => Assert.Equal(expected, Spreadsheet.IsAbbreviated(text));
}
