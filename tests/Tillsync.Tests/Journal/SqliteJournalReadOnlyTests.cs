using Tillsync.Adapters.Journal;
using Tillsync.Core.Recording;
using static Tillsync.Tests.Journal.JournalUse;

namespace Tillsync.Tests.Journal;

public sealed class SqliteJournalReadOnlyTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task NoFile_ReadsAsEmptyAndMakesNone()
    {
        await using (var journal = await OpenReadOnlyAsync(_folder.Options))
        {
            Assert.Null(await journal.ReadPositionsAsync(CancellationToken.None));
            Assert.Empty(await journal.ReadRunsAsync(9, CancellationToken.None));
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Folder));
    }

    [Fact]
    public async Task NoFolder_ReadsAsEmpty()
    {
        await using var journal = await OpenReadOnlyAsync(new JournalOptions(Path.Combine(_folder.Folder, "nowhere", "journal.db")));

        Assert.Empty(await journal.ReadItemsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task EmptyFile_ReadsAsEmptyAndStaysSo()
    {
        await File.WriteAllBytesAsync(_folder.Path, []);

        await using (var journal = await OpenReadOnlyAsync(_folder.Options))
        {
            Assert.Empty(await journal.ReadItemsAsync(CancellationToken.None));
        }

        Assert.Equal(0, new FileInfo(_folder.Path).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Writes_AreMistakes(bool hasFile)
    {
        if (hasFile)
        {
            await (await OpenAsync(_folder.Options)).DisposeAsync();
        }

        await using var journal = await OpenReadOnlyAsync(_folder.Options);
        var lease = new Lease("x", 1, DateTimeOffset.MaxValue);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            journal.AcquireLeaseAsync(ThisProcess.AsHolder(), Term, CancellationToken.None)
        );
        await Assert.ThrowsAsync<InvalidOperationException>(() => journal.ReleaseLeaseAsync(lease, CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => BeginAsync(journal, lease));
    }

    [Fact]
    public async Task Read_LeavesTheFileAsItWas()
    {
        await using (var writing = await OpenAsync(_folder.Options))
        {
            await AddRunAsync(writing);
        }

        var before = await File.ReadAllBytesAsync(_folder.Path);
        await using (var journal = await OpenReadOnlyAsync(_folder.Options))
        {
            Assert.Single(await journal.ReadRunsAsync(9, CancellationToken.None));
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.Path));
    }

    [Fact]
    public async Task Read_AfterACrash_SeesTheLogAndLeavesIt()
    {
        using var crashed = new JournalFolder();
        await using (var writing = await OpenAsync(_folder.Options))
        {
            await AddRunAsync(writing);
            File.Copy(_folder.Path, crashed.Path);
            File.Copy(_folder.Path + "-wal", crashed.Path + "-wal");
        }

        var before = (await File.ReadAllBytesAsync(crashed.Path), await File.ReadAllBytesAsync(crashed.Path + "-wal"));
        await using (var journal = await OpenReadOnlyAsync(crashed.Options))
        {
            Assert.Single(await journal.ReadRunsAsync(9, CancellationToken.None));
        }

        Assert.Equal(before.Item1, await File.ReadAllBytesAsync(crashed.Path));
        Assert.Equal(before.Item2, await File.ReadAllBytesAsync(crashed.Path + "-wal"));
    }

    [Fact]
    public async Task Read_OlderSchema_IsReadThroughACopy()
    {
        WriteFirstSchema(_folder);
        var before = await File.ReadAllBytesAsync(_folder.Path);

        await using (var journal = await OpenReadOnlyAsync(_folder.Options))
        {
            Assert.Equal("kept", Assert.Single(await journal.ReadRunsAsync(9, CancellationToken.None)).Start.Reason);
            Assert.Equal("1", Ask(journal.Connection, "SELECT count(*) FROM vw_RunHistory"));
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.Path));
    }

    [Fact]
    public async Task Read_BesideAWriter_SeesWhatItCommits()
    {
        await using var writing = await OpenAsync(_folder.Options);
        await using var reading = await OpenReadOnlyAsync(_folder.Options);
        Assert.Empty(await reading.ReadRunsAsync(9, CancellationToken.None));

        await AddRunAsync(writing);

        Assert.Single(await reading.ReadRunsAsync(9, CancellationToken.None));
    }

    [Fact]
    public async Task Read_WhileAnotherHoldsTheWriteLock_DoesNotWait()
    {
        await (await OpenAsync(_folder.Options)).DisposeAsync();
        using var other = Connect(_folder.Path);
        using var transaction = other.BeginTransaction(deferred: false);

        await using var journal = await OpenReadOnlyAsync(_folder.Impatient);

        Assert.Empty(await journal.ReadRunsAsync(9, CancellationToken.None));
    }

    [Fact]
    public async Task Read_UnknownStorefront_IsEmptyAndStaysUnknown()
    {
        await using var writing = await OpenAsync(_folder.Options);
        await AddRunAsync(writing);

        await using var journal = await OpenReadOnlyAsync(_folder.Options, "outlet");

        Assert.Empty(await journal.ReadRunsAsync(9, CancellationToken.None));
        Assert.Equal("1", Ask(writing.Connection, "SELECT count(*) FROM storefront"));
    }

    [Fact]
    public async Task Read_StorefrontWrittenInAnotherCase_IsTheSame()
    {
        await using var writing = await OpenAsync(_folder.Options, "Über");
        await AddRunAsync(writing);

        await using var journal = await OpenReadOnlyAsync(_folder.Options, "ÜBER");

        Assert.Single(await journal.ReadRunsAsync(9, CancellationToken.None));
    }

    [Theory]
    [InlineData("journal.db")]
    [InlineData("a b#50%?.db")]
    public async Task Read_InAFolderThatCannotBeWritten_Works(string name)
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess || OperatingSystem.IsWindows(), "Needs an account that folders can keep out.");
        var options = new JournalOptions(Path.Combine(_folder.Folder, name));
        await using (var writing = await OpenAsync(options))
        {
            await AddRunAsync(writing);
        }

        using var locked = new UnwritableFolder(_folder.Folder);

        await using var journal = await OpenReadOnlyAsync(options);

        Assert.Single(await journal.ReadRunsAsync(9, CancellationToken.None));
    }
}
