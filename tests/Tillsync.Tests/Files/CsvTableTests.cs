using System.Text;
using Tillsync.Commands;
using Tillsync.Files;

namespace Tillsync.Tests.Files;

public sealed class CsvTableTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"tillsync-csv-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("SKU,Listing\nA,1\n")]
    [InlineData("SKU;Listing\nA;1\n")]
    [InlineData("SKU\tListing\r\nA\t1")]
    [InlineData("SKU|Listing\rA|1\r")]
    [InlineData("sep=;\nSKU;Listing\nA;1\n")]
    [InlineData("\"SKU\";\"Listing, if any\"\n\"A\";1\n")]
    [InlineData("\n\nSKU,Listing\n\n,,\nA,1\n")]
    public void Separators_AreFound(string text)
    {
        var table = Read(text, new UTF8Encoding(false));

        Assert.Equal(["A", "1"], Assert.Single(table.Rows).Cells);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    [InlineData("iso-8859-1", false)]
    public void Encodings_AreFound(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        File.WriteAllBytes(_path, [.. hasMark ? encoding.Preamble : [], .. encoding.GetBytes("SKU,Listing\nBÜRO-1,1\n")]);

        var table = CsvTable.Read(_path);

        Assert.Equal(0, table.Require("sku"));
        Assert.Equal("BÜRO-1", table.Rows[0][0]);
    }

    [Fact]
    public void Lines_AreThoseOfTheFile()
    {
        var table = Read("SKU,Listing\nA,1\n\n\"B\nB\",2\nC,3\n", new UTF8Encoding(false));

        Assert.Equal([2, 5, 6], table.Rows.Select(row => row.Line));
    }

    [Fact]
    public void OddCharacters_AreKept()
    {
        var table = Read("SKU,Listing\n\"a \"\"b\"\" %_[]'&?#,;\",1\n", new UTF8Encoding(false));

        Assert.Equal("a \"b\" %_[]'&?#,;", table.Rows[0][0]);
    }

    [Theory]
    [InlineData("SKU,Listing,Note\nA,1,\"19\"\" shelf\nB,2,\nC,3,\n", 2)]
    [InlineData("SKU,Listing,Note\r\nA,1,\r\nB,2,\"19\"\" shelf\r\nC,3,\"red\"\r\n", 3)]
    [InlineData("SKU;Listing\rA;1\r\"B;2\r", 3)]
    [InlineData("SKU,Listing\n\"A\nB\",1\n\"C,2", 4)]
    [InlineData("SKU,Listing\n\"A\" and B,1\n", 2)]
    [InlineData("\"SKU,Listing\nA,1\n", 1)]
    public void QuoteThatDoesNotClose_IsRefusedWithItsLine(string text, int line)
    {
        var error = Assert.Throws<UsageException>(() => Read(text, new UTF8Encoding(false)));

        Assert.Contains($"in line {line} ", error.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("19\" shelf", "19\" shelf")]
    [InlineData("19\"", "19\"")]
    [InlineData("=\"0019\"", "0019")]
    [InlineData("\"\"", "")]
    [InlineData("\"\"\"red\"\"\"", "\"red\"")]
    [InlineData("\"red\" ", "red")]
    public void QuotesElsewhere_LoseNoLine(string cell, string read)
    {
        var table = Read($"SKU,Note,Listing\nA,{cell},1\nB,,2\n", new UTF8Encoding(false));

        Assert.Equal(
            [
                ["A", read, "1"],
                ["B", "", "2"],
            ],
            table.Rows.Select(row => row.Cells)
        );
    }

    [Fact]
    public void ShortRow_IsBlankWhereItEnds() => Assert.Equal("", Read("SKU,Listing\nA\n", new UTF8Encoding(false)).Rows[0][1]);

    [Theory]
    [InlineData("Category;Locations\nEVEN;01\nODD;01;WEB\n", 3, "WEB")]
    [InlineData("Category;Locations;\nODD;01;WEB\n", 2, "WEB")]
    [InlineData("SKU,Safety stock\nA,,2,\n", 2, "2")]
    public void CellBeyondTheHead_IsRefusedWithItsLine(string text, int line, string cell)
    {
        var error = Assert.Throws<UsageException>(() => Read(text, new UTF8Encoding(false)));

        Assert.Contains($"Line {line} has '{cell}' in column 3,", error.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SKU,Listing\nA,1,,,\n")]
    [InlineData("SKU,Listing,,\nA,1, ,\"\",\n")]
    public void EmptyCellsBeyondTheHead_AreFine(string text) =>
        Assert.Equal("1", Assert.Single(Read(text, new UTF8Encoding(false)).Rows)[1]);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("PK\u0003\u0004 workbook")]
    [InlineData("SKU,Listing\nA\0,1")]
    public void WhatIsNoTable_IsRefused(string text) => Assert.Throws<UsageException>(() => Read(text, new UTF8Encoding(false)));

    [Fact]
    public void MissingOrDoubledColumn_IsNamed()
    {
        Assert.Contains(
            "'Listing'",
            Assert.Throws<UsageException>(() => Read("SKU,Id\nA,1\n", new UTF8Encoding(false)).Require("Listing")).Cause,
            StringComparison.Ordinal
        );
        Assert.Throws<UsageException>(() => Read("SKU,sku\nA,1\n", new UTF8Encoding(false)).Require("SKU"));
    }

    [Fact]
    public void MissingFile_IsNamed() => Assert.Equal(_path, Assert.Throws<UsageException>(() => CsvTable.Read(_path)).Subject);

    [Fact]
    public void WhatIsWritten_IsReadBack()
    {
        CsvText.Save(
            _path,
            CsvText.Of(
                ["SKU", "Note"],
                [
                    ["a,b", "say \"x\"\nand more"],
                    ["ä", ""],
                ]
            ),
            replaces: false
        );

        var table = CsvTable.Read(_path);

        Assert.Equal(
            [
                ["a,b", "say \"x\"\nand more"],
                ["ä", ""],
            ],
            table.Rows.Select(row => row.Cells)
        );
        Assert.Throws<UsageException>(() => CsvText.Save(_path, "", replaces: false));
    }

    private CsvTable Read(string text, Encoding encoding)
    {
        File.WriteAllText(_path, text, encoding);
        return CsvTable.Read(_path);
    }
}
