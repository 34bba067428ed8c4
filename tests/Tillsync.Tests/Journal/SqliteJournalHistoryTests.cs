using System.Diagnostics;
using Tillsync.Adapters.Journal;
using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Testing.Fakes;
using static Tillsync.Tests.Journal.JournalUse;

namespace Tillsync.Tests.Journal;

/// <summary>History: what is forgotten, what the views show, how it is found.</summary>
public sealed class SqliteJournalHistoryTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Prune_KeepsTheNewestHundredAndWhatIsOpen()
    {
        await using var journal = await OpenAsync(_folder.Options);
        var lease = await TakeAsync(journal);
        var open = await AddEndedRunAsync(journal, lease, IntentState.Unknown);
        for (var number = 0; number < 160; number++)
        {
            await AddEndedRunAsync(journal, lease, IntentState.Accepted);
        }

        var forgotten = await journal.PruneAsync(lease, ManualTimeProvider.DefaultStart.AddDays(1), None);

        Assert.Equal(60, forgotten);
        var runs = await journal.ReadRunsAsync(1000, None);
        Assert.Equal([.. Enumerable.Range(0, 100).Select(number => open + 160 - number), open], runs.Select(run => run.RunId));
        Assert.Equal("101", Ask(journal.Connection, "SELECT count(*) FROM intent"));
    }

    [Fact]
    public async Task Prune_KeepsWhatIsYoungAndWhatIsNotItsOwn()
    {
        await using var journal = await OpenAsync(_folder.Options);
        await using var outlet = await OpenAsync(_folder.Options, "outlet");
        var lease = await TakeAsync(journal);
        var outletLease = await TakeAsync(outlet);
        for (var number = 0; number < 110; number++)
        {
            await AddEndedRunAsync(journal, lease, IntentState.Accepted);
            await AddEndedRunAsync(outlet, outletLease, IntentState.Accepted);
        }

        Assert.Equal(0, await journal.PruneAsync(lease, ManualTimeProvider.DefaultStart, None));
        Assert.Equal(10, await journal.PruneAsync(lease, ManualTimeProvider.DefaultStart.AddTicks(1), None));
        Assert.Equal(110, (await outlet.ReadRunsAsync(1000, None)).Count);
    }

    [Fact]
    public async Task Prune_WithALostLease_IsRefused()
    {
        await using var journal = await OpenAsync(_folder.Options);
        var lease = await TakeAsync(journal);
        await journal.ReleaseLeaseAsync(lease, None);

        await Assert.ThrowsAsync<LeaseLostException>(() => journal.PruneAsync(lease, ManualTimeProvider.DefaultStart, None));
    }

    [Fact]
    public async Task Views_ShowHistoryWhyAndParked()
    {
        await using var journal = await OpenAsync(_folder.Options);
        var lease = await TakeAsync(journal);
        await journal.SaveListingsAsync(lease, [Listing("S1", 1)], [], None);
        await AddEndedRunAsync(journal, lease, IntentState.Accepted);
        var now = ManualTimeProvider.DefaultStart;
        await journal.SaveParkedAsync(lease, [new ParkedItem(new Sku("S2"), null, "gone", "It is gone.", 2, now, now)], [], None);

        Assert.Equal(
            "main|1|full|test|succeeded|60.0|1",
            Ask(
                journal.Connection,
                "SELECT Storefront || '|' || RunId || '|' || Scope || '|' || Reason || '|' || Result || '|' || Seconds || '|' || Considered FROM vw_RunHistory"
            )
        );
        Assert.Equal(
            "S1|1|5|3|-2|phased out (Gone): The till no longer has it. -> lists 0|accepted|3|0",
            Ask(
                journal.Connection,
                "SELECT Sku || '|' || Listing || '|' || FromQuantity || '|' || ToQuantity || '|' || Delta || '|' || Arithmetic || '|' || Outcome || '|' || Shows || '|' || NeedsLook FROM vw_Why"
            )
        );
        Assert.Equal(
            "main|S2|gone|2",
            Ask(journal.Connection, "SELECT Storefront || '|' || Sku || '|' || Code || '|' || Attempts FROM vw_Parked")
        );
    }

    [Theory]
    [InlineData(IntentTable.SelectOpen, "intent_open")]
    [InlineData(IntentTable.SelectSku, "intent_by_sku")]
    [InlineData(IntentTable.SelectRun, "intent_by_run")]
    public async Task Reads_UseTheirIndexWithoutSorting(string sql, string index)
    {
        await using var journal = await OpenAsync(_folder.Options);
        using var explain = new Statement(journal.Connection, $"EXPLAIN QUERY PLAN {sql}");
        explain.With("$storefront", 1).With("$sku", "A").With("$limit", 5).With("$run", 1);

        var plan = Assert.Single(explain.Rows(row => row.GetString(3)));

        Assert.Contains(index, plan, StringComparison.Ordinal);
    }

    /// <summary>The bound is far above what a busy machine needs; it is there to notice a full scan for each row, not a slow day.</summary>
    [Fact]
    public async Task HundredThousandItems_AreStoredAndReadInSeconds()
    {
        await using var journal = await OpenAsync(_folder.Options);
        var lease = await TakeAsync(journal);
        var items = Enumerable
            .Range(1, 100_000)
            .Select(number => new RememberedItem(new Sku($"ITEM-{number}"), "A", true, $"p{number}", $"i{number}", "495/480/15", false, ""))
            .ToList();
        var watch = Stopwatch.StartNew();
        var run = await BeginAsync(journal, lease);
        await journal.CompleteRunAsync(lease, Ended(run), AdvanceOf(items), None);
        var stored = watch.Elapsed;
        watch.Restart();

        var read = await journal.ReadItemsAsync(None);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"stored in {stored.TotalMilliseconds:0} ms, read in {watch.ElapsedMilliseconds} ms"
        );
        Assert.Equal(items.Count, read.Count);
        Assert.InRange(stored + watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task UnchangedAdvance_WritesAlmostNothing()
    {
        await using var journal = await OpenAsync(_folder.Options);
        var lease = await TakeAsync(journal);
        var advance = AdvanceOf([]) with
        {
            StagedOrderIds = [.. Enumerable.Range(1, 20_000).Select(number => (long)number)],
            Orders = [.. Enumerable.Range(1, 5_000).Select(Order)],
        };
        await journal.CompleteRunAsync(lease, Ended(await BeginAsync(journal, lease)), advance, None);
        Ask(journal.Connection, "PRAGMA wal_checkpoint(TRUNCATE)");

        await journal.CompleteRunAsync(lease, Ended(await BeginAsync(journal, lease)), advance, None);

        Assert.InRange(new FileInfo(_folder.Path + "-wal").Length, 1, 20 * 4096);
    }

    private static Core.Detecting.WebOrder Order(int id) =>
        new(id, $"W-{id}", "processing", ManualTimeProvider.DefaultStart, ManualTimeProvider.DefaultStart, []);

    private static ListingRecord Listing(string sku, long product) =>
        new(new ListingId(product), new Sku(sku), MappingOrigin.EqualSku, ManualTimeProvider.DefaultStart, null, null, NeedsLook: false);

    private static Advance AdvanceOf(IReadOnlyList<RememberedItem> items) =>
        new(
            new Positions(ManualTimeProvider.DefaultStart, null, new ClockReading(ManualTimeProvider.DefaultStart, null), "t", "s", "p", 1),
            items,
            [],
            [],
            []
        );

    private static RunEnd Ended(long run) =>
        new(run, RunResult.Succeeded, ManualTimeProvider.DefaultStart.AddMinutes(1), RunCounts.None with { Considered = 1 }, null, null);

    private static async Task<long> AddEndedRunAsync(SqliteJournal journal, Lease lease, IntentState state)
    {
        var run = await BeginAsync(journal, lease);
        var ids = await journal.RecordIntentsAsync(lease, run, Writes(1), None);
        await journal.RecordSettlementsAsync(lease, [new(ids[0], state, null, new Quantity(3))], None);
        await journal.CompleteRunAsync(lease, Ended(run), null, None);
        return run;
    }
}
