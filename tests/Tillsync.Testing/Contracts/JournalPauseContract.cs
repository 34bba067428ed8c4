using Tillsync.Core.Recording;
using Xunit;

namespace Tillsync.Testing.Contracts;

/// <summary>What every journal keeps of a pause.</summary>
public abstract class JournalPauseContract(JournalStand stand) : JournalTestBase(stand)
{
    [Fact]
    public async Task AtFirst_NothingIsPaused()
    {
        await using var journal = await OpenAsync();

        Assert.Null(await journal.ReadPauseAsync(None));
    }

    [Theory]
    [InlineData(PauseKind.Paused)]
    [InlineData(PauseKind.Stopped)]
    public async Task APause_OutlastsAReopen_AndIsSeenByOthers(PauseKind kind)
    {
        var pause = new Pause(kind, Clock.GetUtcNow(), "anna@office");
        await using var other = await OpenAsync();
        await using (var journal = await OpenAsync())
        {
            await journal.SavePauseAsync(pause, None);
        }

        await using var reopened = await OpenAsync();

        Assert.Equal(pause, await reopened.ReadPauseAsync(None));
        Assert.Equal(pause, await other.ReadPauseAsync(None));
    }

    [Fact]
    public async Task APause_IsReplaced_AndEnded()
    {
        await using var journal = await OpenAsync();
        await journal.SavePauseAsync(new Pause(PauseKind.Paused, Clock.GetUtcNow(), "anna@office"), None);
        var stop = new Pause(PauseKind.Stopped, Clock.GetUtcNow().AddMinutes(1), "ben@office");

        await journal.SavePauseAsync(stop, None);
        Assert.Equal(stop, await journal.ReadPauseAsync(None));

        await journal.SavePauseAsync(null, None);
        Assert.Null(await journal.ReadPauseAsync(None));
    }

    [Fact]
    public async Task APause_IsTakenWhileARunHasTheLease()
    {
        var (journal, _) = await OpenToWriteAsync();
        await using var held = journal;
        await using var other = await OpenAsync();

        await other.SavePauseAsync(new Pause(PauseKind.Paused, Clock.GetUtcNow(), "anna@office"), None);

        Assert.NotNull(await journal.ReadPauseAsync(None));
    }

    [Fact]
    public async Task Storefronts_ArePausedOneByOne()
    {
        await using var main = await OpenAsync();
        await using var other = await OpenAsync("other");

        await main.SavePauseAsync(new Pause(PauseKind.Paused, Clock.GetUtcNow(), "anna@office"), None);

        Assert.Null(await other.ReadPauseAsync(None));
    }
}
