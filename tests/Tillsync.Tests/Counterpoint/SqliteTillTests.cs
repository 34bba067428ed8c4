using System.Diagnostics;
using Tillsync.Adapters.Counterpoint;
using Tillsync.Core;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Testing.Contracts;

namespace Tillsync.Tests.Counterpoint;

public sealed class SqliteTillTests : TillSiteContract
{
    private SqliteTillBench File => (SqliteTillBench)Bench;

    [Fact]
    public async Task CodesThatDifferByCaseOrBlanks_AreBothListed()
    {
        await Bench.AddItemAsync("abc");
        await Bench.AddItemAsync("ABC ");
        await Bench.AddStockAsync("abc", "01", 1);
        await Bench.AddStockAsync("ABC ", "01", 2);

        var reading = await Bench.Till.ReadAsync(None);

        Assert.Equal([new Sku("abc"), new Sku("abc")], reading.Items.Select(item => item.Sku));
        Assert.Equal(["abc", "ABC"], reading.Items.Select(item => item.Sku.Text));
        Assert.All(reading.Items, item => Assert.Equal([1, 2], item.Locations.Select(stock => stock.OnHand)));
        Assert.Empty(reading.Failures);
    }

    [Fact]
    public async Task TwoRowsOfOneLocation_AreUnknown_NotAdded()
    {
        await Bench.AddItemAsync("abc");
        await Bench.AddStockAsync("abc", "01", 1);
        await Bench.AddStockAsync("ABC ", "01", 2);
        await Bench.AddStockAsync("abc", "02", 3);

        var reading = await Bench.Till.ReadAsync(None);

        var rows = Assert.Single(reading.Items).Locations;
        Assert.Equal([new LocationStock("01", true, null, null, null), new LocationStock("02", true, 3, 0, 3)], rows);
        Assert.Equal("IM_INV", Assert.Single(reading.Failures).Probe);
    }

    [Fact]
    public async Task LongCode_Survives()
    {
        var code = new string('x', 119) + "Ω";
        await Bench.AddItemAsync(code);

        Assert.Equal(code, (await ReadOneAsync()).Sku.Text);
    }

    [Theory]
    [InlineData("'12.50'", "12.5")]
    [InlineData("12", "12")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("1e3", "1000")]
    [InlineData("1.23456", "1.2346")]
    [InlineData("-0.00005", "-0.0001")]
    public async Task QuantitiesOfAnyStorage_AreExact(string literal, string expected)
    {
        await Bench.AddItemAsync("A");
        await Bench.ExecuteAsync($"INSERT INTO IM_INV (ITEM_NO, LOC_ID, QTY_ON_HND) VALUES ('A', '01', {literal})");

        var stock = Assert.Single((await ReadOneAsync()).Locations);

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), stock.OnHand);
        Assert.Equal(stock.OnHand, stock.Available);
    }

    [Theory]
    [InlineData("1e40")]
    [InlineData("9e999")]
    [InlineData("'a dozen'")]
    [InlineData("x'00ff'")]
    public async Task ValueThatIsNoQuantity_IsUnknown_AndNamed(string literal)
    {
        await Bench.AddItemAsync("A");
        await Bench.ExecuteAsync($"INSERT INTO IM_INV (ITEM_NO, LOC_ID, QTY_ON_HND, QTY_COMMIT) VALUES ('A', '01', {literal}, 0)");

        var reading = await Bench.Till.ReadAsync(None);

        Assert.Null(Assert.Single(Assert.Single(reading.Items).Locations).OnHand);
        var failure = reading.Failures[0];
        Assert.Equal("IM_INV.QTY_ON_HND", failure.Probe);
        Assert.Contains("article A at 01", failure.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyBadValues_AreCounted_NotAllListed()
    {
        for (var index = 0; index < 30; index++)
        {
            await Bench.AddItemAsync($"A{index}", changedAt: "last Tuesday");
        }

        var reading = await Bench.Till.ReadAsync(None);

        Assert.Equal(30, reading.Items.Count);
        Assert.Contains(reading.Failures, failure => failure.Error.StartsWith("10 more", StringComparison.Ordinal));
        Assert.True(reading.Failures.Count <= 42);
    }

    [Fact]
    public async Task MissingFile_IsNamed_AndNotMade()
    {
        var path = Path.Combine(Path.GetDirectoryName(File.FilePath)!, "nowhere.db");
        var till = new CounterpointTill(Bench.Options with { ConnectionString = $"Data Source={path}" }, TimeProvider.System);

        var error = await Assert.ThrowsAsync<TillException>(() => till.ReadAsync(None));

        Assert.Contains(path, error.Subject, StringComparison.Ordinal);
        Assert.Contains("does not exist", error.Cause, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(path));
    }

    [Fact]
    public async Task FileThatIsNoDatabase_IsNamed()
    {
        await System.IO.File.WriteAllTextAsync(File.FilePath, new string('x', 5_000));

        var error = await Assert.ThrowsAsync<TillException>(() => Bench.Till.ReadAsync(None));

        Assert.Contains("not a SQLite database", error.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LockedFile_IsGivenUpAfterTheLockTimeout()
    {
        await using var other = await Bench.ConnectAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync(None);
        var start = Stopwatch.GetTimestamp();

        var error = await Assert.ThrowsAsync<TillException>(() => Bench.Till.ReadAsync(None));

        Assert.Contains("lock", error.Cause, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0.5, 10);
    }

    [Fact]
    public async Task Read_NeverWrites()
    {
        await Bench.AddItemAsync("A");
        var before = await System.IO.File.ReadAllBytesAsync(File.FilePath);

        await Bench.Till.ReadAsync(None);
        await Bench.Till.DescribeAsync(None);

        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File.FilePath));
    }

    [Fact]
    public async Task ReadOnlyFile_CanBeRead_ButNotLoggedTo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "An administrator may write to a read-only file.");
        System.IO.File.SetAttributes(File.FilePath, FileAttributes.ReadOnly);

        Assert.Empty((await Bench.Till.ReadAsync(None)).Items);
        var error = await Assert.ThrowsAsync<TillException>(() =>
            new CounterpointSyncLog(Bench.Options).AppendAsync(
                new SyncLogEntry("x", true, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 0, 0, 0, 0, true, null),
                None
            )
        );
        Assert.Contains("cannot be written", error.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_IsAnotherTill_AndARelativePathIsNot()
    {
        var copy = File.FilePath + ".practice.db";
        System.IO.File.Copy(File.FilePath, copy);
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, File.FilePath);

        var keys = new List<string>();
        foreach (var path in (string[])[File.FilePath, relative, copy])
        {
            var till = new CounterpointTill(Bench.Options with { ConnectionString = $"Data Source={path}" }, TimeProvider.System);
            keys.Add((await till.ReadAsync(None)).Identity.Key);
        }

        Assert.Equal(keys[0], keys[1]);
        Assert.NotEqual(keys[0], keys[2]);
    }

    [Fact]
    public async Task FileInWalMode_IsRead_WhileItIsWritten()
    {
        await Bench.ExecuteAsync("PRAGMA journal_mode = WAL");
        await Bench.AddItemAsync("A");
        await Bench.AddStockAsync("A", "01", 10);
        await using var other = await Bench.ConnectAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE; UPDATE IM_INV SET QTY_ON_HND = 9";
        await command.ExecuteNonQueryAsync(None);

        Assert.Equal(10, Assert.Single((await ReadOneAsync()).Locations).Available);
    }

    [Fact]
    public async Task NewFile_IsNotMadeOverAnOldOne()
    {
        await Assert.ThrowsAsync<TillException>(() => SqliteTillFile.CreateAsync(File.FilePath, None));
        await Assert.ThrowsAsync<TillException>(() => SqliteTillFile.CreateAsync("/no/such/folder/till.db", None));
    }

    protected override async Task<TillBench> CreateTillAsync() => await SqliteTillBench.CreateAsync();
}
