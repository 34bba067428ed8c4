using Tillsync.Adapters.Journal;
using Tillsync.Core;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using static Tillsync.Tests.Journal.JournalUse;

namespace Tillsync.Tests.Journal;

/// <summary>What breaks while the journal is open.</summary>
public sealed class SqliteJournalFaultTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_WhileAnotherHoldsTheLock_FailsAfterTheTimeOutAndWorksLater()
    {
        await using var journal = await OpenAsync(_folder.Impatient);
        var lease = await TakeAsync(journal);
        using (var other = Connect(_folder.Path))
        using (other.BeginTransaction(deferred: false))
        {
            var exception = await Assert.ThrowsAsync<JournalException>(() => BeginAsync(journal, lease));

            Assert.Contains("locked", exception.Cause, StringComparison.Ordinal);
        }

        await BeginAsync(journal, lease);
        Assert.Single(await journal.ReadRunsAsync(9, None));
    }

    [Fact]
    public async Task Write_OfManyConnections_WaitTheirTurn()
    {
        var journals = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => OpenAsync(_folder.Options, $"s{number}")));

        await Task.WhenAll(journals.Select(journal => Task.Run(() => AddRunsAsync(journal, 25))));

        Assert.Equal("100", Ask(journals[0].Connection, "SELECT count(*) FROM run"));
        foreach (var journal in journals)
        {
            await journal.DisposeAsync();
        }
    }

    [Fact]
    public async Task Write_OnAFullDisk_RecordsNothingOfItAndKeepsTheRest()
    {
        await using var journal = await OpenAsync(_folder.Options with { PagesMax = 80 });
        var lease = await TakeAsync(journal);
        var run = await BeginAsync(journal, lease);
        await journal.RecordIntentsAsync(lease, run, Writes(10), None);

        var exception = await Assert.ThrowsAsync<JournalException>(() => journal.RecordIntentsAsync(lease, run, Writes(5000), None));

        Assert.Contains("full", exception.Cause, StringComparison.Ordinal);
        Assert.Equal(10, (await journal.ReadOpenIntentsAsync(None)).Count);
        await journal.RecordIntentsAsync(lease, run, Writes(1), None);
        Assert.Equal(11, (await journal.ReadOpenIntentsAsync(None)).Count);
        Assert.Empty(await SqliteJournal.IntegrityAsync(_folder.Options, None));
    }

    [Fact]
    public async Task Read_OfADamagedFile_SaysSoAndIntegrityFindsIt()
    {
        await using (var journal = await OpenAsync(_folder.Options))
        {
            var lease = await TakeAsync(journal);
            await journal.RecordIntentsAsync(lease, await BeginAsync(journal, lease), Writes(2000), None);
        }

        Assert.Empty(await SqliteJournal.IntegrityAsync(_folder.Options, None));
        var bytes = await File.ReadAllBytesAsync(_folder.Path);
        bytes.AsSpan(40 * 4096).Fill(0x5A);
        await File.WriteAllBytesAsync(_folder.Path, bytes);

        await using var damaged = await OpenAsync(_folder.Options);
        var exception = await Assert.ThrowsAsync<JournalException>(() => damaged.ReadOpenIntentsAsync(None));

        Assert.Contains("damaged", exception.Cause, StringComparison.Ordinal);
        Assert.Contains("backup", exception.Advice, StringComparison.Ordinal);
        Assert.NotEmpty(await SqliteJournal.IntegrityAsync(_folder.Options, None));
    }

    [Theory]
    [InlineData("UPDATE intent SET to_quantity = 'three'")]
    [InlineData("UPDATE intent SET to_quantity = '99999999999999999999999999999999'")]
    [InlineData("UPDATE intent SET state = 'maybe'")]
    [InlineData("UPDATE intent SET intended_at = 'yesterday'")]
    [InlineData("UPDATE intent SET listing = 'x/y'")]
    [InlineData("UPDATE intent SET sku = ' '")]
    public async Task Read_OfAValueThatTillsyncNeverWrites_SaysSo(string sql)
    {
        await using var journal = await OpenAsync(_folder.Options);
        var lease = await TakeAsync(journal);
        var run = await BeginAsync(journal, lease);
        await journal.RecordIntentsAsync(lease, run, Writes(1), None);
        Change(_folder.Path, sql);

        var exception = await Assert.ThrowsAsync<JournalException>(() => journal.ReadRunIntentsAsync(run, None));

        Assert.Equal(_folder.Path, exception.Subject);
    }

    [Fact]
    public async Task Read_OfTablesThatAreGone_SaysSo()
    {
        await using var journal = await OpenAsync(_folder.Options);
        Change(_folder.Path, "DROP TABLE parked");

        await Assert.ThrowsAsync<JournalException>(() => journal.ReadParkedAsync(None));
    }

    [Fact]
    public async Task Settlements_ThatFailMidway_AreRolledBackTogether()
    {
        await using var journal = await OpenAsync(_folder.Options);
        var lease = await TakeAsync(journal);
        var run = await BeginAsync(journal, lease);
        var ids = await journal.RecordIntentsAsync(lease, run, Writes(2), None);
        Change(_folder.Path, "CREATE TRIGGER stop BEFORE UPDATE ON intent WHEN new.intent_id = 2 BEGIN SELECT RAISE(ABORT, 'stop'); END");
        Settlement[] settlements =
        [
            new(ids[0], IntentState.Accepted, null, new Quantity(3)),
            new(ids[1], IntentState.Accepted, null, new Quantity(3)),
        ];

        await Assert.ThrowsAnyAsync<Exception>(() => journal.RecordSettlementsAsync(lease, settlements, None));

        Assert.Equal(2, (await journal.ReadOpenIntentsAsync(None)).Count);
    }

    [Fact]
    public async Task Dispose_Twice_IsNoError_AndLaterCallsFailInsteadOfHanging()
    {
        var journal = await OpenAsync(_folder.Options);
        await journal.DisposeAsync();
        await journal.DisposeAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => journal.ReadParkedAsync(None));
    }

    [Fact]
    public async Task Write_ToAFileThatWasMovedAway_SaysSo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not let an open file be moved.");
        await using var journal = await OpenAsync(_folder.Options);
        var lease = await TakeAsync(journal);
        File.Move(_folder.Path, _folder.Path + ".old");

        var exception = await Assert.ThrowsAsync<JournalException>(() => BeginAsync(journal, lease));

        Assert.Contains("moved", exception.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lease_OfAFileThatWasReplaced_IsNotGranted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not let an open file be moved.");
        await using var journal = await OpenAsync(_folder.Options);
        await AddRunAsync(journal);
        foreach (var file in Directory.GetFiles(_folder.Folder))
        {
            File.Delete(file);
        }

        await using var successor = await OpenAsync(_folder.Options);
        await TakeAsync(successor);

        var exception = await Assert.ThrowsAsync<JournalException>(() => TakeAsync(journal));

        Assert.Contains("replaced", exception.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lease_OfAFileThatWasRestoredFromAnOlderCopy_IsNotGranted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not let an open file be moved.");
        var copy = _folder.Path + ".copy";
        await using (var before = await OpenAsync(_folder.Options))
        {
            await AddRunAsync(before);
        }

        File.Copy(_folder.Path, copy);
        await using var journal = await OpenAsync(_folder.Options);
        await AddRunAsync(journal);
        foreach (var file in Directory.GetFiles(_folder.Folder).Where(file => file != copy))
        {
            File.Delete(file);
        }

        File.Move(copy, _folder.Path);

        var exception = await Assert.ThrowsAsync<JournalException>(() => TakeAsync(journal));

        Assert.Contains("replaced", exception.Cause, StringComparison.Ordinal);
    }

    private static async Task AddRunsAsync(SqliteJournal journal, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await AddRunAsync(journal);
        }
    }
}
