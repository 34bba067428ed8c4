using Tillsync.Adapters.Journal;
using Tillsync.Core.Recording;

namespace Tillsync.Tests.Journal;

public sealed class SqliteNotesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Starts_ComeBackNewestFirst_OfOneStorefront()
    {
        QuietStart[] starts = [new(Now, "No changes", null, 7, 1), new(Now.AddHours(1), "New orders", "Another run.", 7, 2)];
        await using (var notes = await OpenAsync("main"))
        await using (var other = await OpenAsync("outlet"))
        {
            await notes.AddStartAsync(starts[0], None);
            await other.AddStartAsync(starts[0] with { Reason = "other" }, None);
            await notes.AddStartAsync(starts[1], None);
        }

        await using var read = await SqliteNotes.OpenReadOnlyAsync(_folder.Options, "main", None);
        Assert.Equal([starts[1], starts[0]], await read.ReadStartsAsync(Now.AddDays(-1), 10, None));
        Assert.Equal([starts[1]], await read.ReadStartsAsync(Now.AddMinutes(1), 10, None));
        Assert.Equal([starts[1]], await read.ReadStartsAsync(Now.AddDays(-1), 1, None));
    }

    [Fact]
    public async Task OldStarts_AreForgotten()
    {
        await using var notes = await OpenAsync("main");
        await notes.AddStartAsync(new QuietStart(Now.AddDays(-32), "old", null, 1, 1), None);
        await notes.AddStartAsync(new QuietStart(Now.AddDays(-30), "kept", null, 1, 1), None);

        await notes.AddStartAsync(new QuietStart(Now, "new", null, 1, 1), None);

        Assert.Equal(["new", "kept"], (await notes.ReadStartsAsync(DateTimeOffset.MinValue, 10, None)).Select(start => start.Reason));
    }

    [Fact]
    public async Task NoFile_ReadsAsNothingAndIsNotMade()
    {
        await using var notes = await SqliteNotes.OpenReadOnlyAsync(_folder.Options, "main", None);

        Assert.Empty(await notes.ReadStartsAsync(DateTimeOffset.MinValue, 10, None));
        Assert.False(File.Exists(_folder.Path));
    }

    [Fact]
    public async Task AnOlderJournal_IsBroughtUpToDate()
    {
        JournalUse.WriteFirstSchema(_folder);

        await using var notes = await OpenAsync("main");
        await notes.AddStartAsync(new QuietStart(Now, "No changes", null, 1, 1), None);

        Assert.Single(await notes.ReadStartsAsync(DateTimeOffset.MinValue, 10, None));
    }

    [Fact]
    public async Task Columns_AreReplacedWhole_OfOneStorefront()
    {
        var first = new KnownColumns(
            Now,
            new Dictionary<(string, string), string> { [("IM_INV", "A")] = "int", [("IM_INV", "B")] = "int" }
        );
        var second = new KnownColumns(Now.AddDays(1), new Dictionary<(string, string), string> { [("IM_INV", "A")] = "text" });
        await using var notes = await OpenAsync("main");
        await using var other = await OpenAsync("outlet");
        Assert.Null(await notes.ReadColumnsAsync(None));
        await other.SaveColumnsAsync(first, None);

        await notes.SaveColumnsAsync(first, None);
        await notes.SaveColumnsAsync(second, None);

        var read = await notes.ReadColumnsAsync(None);
        Assert.Equal(second.SeenAt, read!.SeenAt);
        Assert.Equal(second.Types, read.Types);
        Assert.Equal(2, (await other.ReadColumnsAsync(None))!.Types.Count);
    }

    [Fact]
    public async Task Service_ThatRuns_IsAlive_AndAfterItsEndNoMore()
    {
        await using var notes = await OpenAsync("main");
        Assert.Null(await notes.ReadServiceAsync(None));
        var start = new ServiceStart(ThisProcess.AsHolder(), "http://127.0.0.1:8797", Now, null);

        await notes.SaveServiceAsync(start, None);

        Assert.Equal(new KnownService(start, true), await notes.ReadServiceAsync(None));
        await using var other = await OpenAsync("outlet");
        Assert.Null(await other.ReadServiceAsync(None));
        await notes.SaveServiceAsync(start with { EndedAt = Now.AddHours(1) }, None);
        Assert.Equal(new KnownService(start with { EndedAt = Now.AddHours(1) }, false), await notes.ReadServiceAsync(None));
    }

    [Fact]
    public async Task Service_ThatWasKilled_IsNotAlive_OnAnotherMachineNobodyKnows_AndOneThatRunsGoesBeforeBoth()
    {
        await using var notes = await OpenAsync("main");
        var own = ThisProcess.AsHolder();
        ServiceStart Of(LeaseHolder process, int hour) => new(process, "http://127.0.0.1:8797", Now.AddHours(hour), null);
        var killed = Of(own with { ProcessId = int.MaxValue - 1 }, 2);

        await notes.SaveServiceAsync(killed, None);
        Assert.Equal(new KnownService(killed, false), await notes.ReadServiceAsync(None));
        var elsewhere = Of(own with { Host = "another-machine" }, 1);
        await notes.SaveServiceAsync(elsewhere, None);
        Assert.Equal(new KnownService(elsewhere, null), await notes.ReadServiceAsync(None));
    }

    [Fact]
    public async Task OldServices_AreForgotten_ButNotTheNewest()
    {
        await using var notes = await OpenAsync("main");
        var old = new ServiceStart(ThisProcess.AsHolder() with { ProcessId = 1 }, "http://127.0.0.1:1", Now.AddDays(-40), Now.AddDays(-39));
        await notes.SaveServiceAsync(old, None);
        Assert.NotNull(await notes.ReadServiceAsync(None));

        await notes.SaveServiceAsync(new ServiceStart(ThisProcess.AsHolder(), "http://127.0.0.1:2", Now, Now), None);
        await notes.SaveServiceAsync(new ServiceStart(ThisProcess.AsHolder() with { ProcessId = 2 }, "http://127.0.0.1:3", Now, Now), None);

        Assert.Equal("http://127.0.0.1:3", (await notes.ReadServiceAsync(None))!.Start.Address);
    }

    private Task<SqliteNotes> OpenAsync(string storefront) => SqliteNotes.OpenAsync(_folder.Options, storefront, None);
}
