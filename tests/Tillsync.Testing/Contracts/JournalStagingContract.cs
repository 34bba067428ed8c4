using Tillsync.Core;
using Tillsync.Core.Recording;
using Xunit;
using static Tillsync.Testing.Contracts.JournalSamples;

namespace Tillsync.Testing.Contracts;

/// <summary>What every journal keeps of web orders on their way into the till.</summary>
public abstract class JournalStagingContract(JournalStand stand) : JournalTestBase(stand)
{
    private DateTimeOffset Now => Clock.GetUtcNow();

    [Fact]
    public async Task AtFirst_NothingIsStaged()
    {
        await using var journal = await OpenAsync();

        var ledger = await journal.ReadStagingAsync(None);

        Assert.Null(ledger.Since);
        Assert.Empty(ledger.Orders);
    }

    [Fact]
    public async Task EverythingOutlastsAReopen_AndIsReplacedByOrder()
    {
        var bare = new StagedWebOrder(15_001, "A-1", StagingState.Wanted, Now);
        var whole = new StagedWebOrder(15_002, "A-2", StagingState.Changing, Now)
        {
            Status = "on-hold",
            OrderModifiedAt = Now.AddSeconds(-9),
            LookedAt = Now.AddSeconds(-1),
            Source = "0123456789abcdef",
            Wanted = "fedcba9876543210",
            StagingId = 28,
            Mark = "00ff00ff00ff00ff",
            RunId = 7,
            Problem = "refused",
            Detail = "Too long.",
            Attempts = 3,
            NextTryAt = Now.AddMinutes(15),
        };
        var later = bare with { State = StagingState.Staged, StagingId = 29, ChangedAt = Now.AddMinutes(1) };
        await using (var journal = await OpenAsync())
        {
            var lease = await TakeAsync(journal, Us);
            await journal.SaveStagingAsync(lease, new StagingChange(Now, [bare, whole]), None);
            await journal.SaveStagingAsync(lease, new StagingChange(null, [later]), None);
        }

        await using var reopened = await OpenAsync();
        var ledger = await reopened.ReadStagingAsync(None);

        Assert.Equal(Now, ledger.Since);
        Assert.Equal([later, whole], ledger.Orders);
    }

    [Fact]
    public async Task EveryState_IsKept()
    {
        var orders = Enum.GetValues<StagingState>().Select((state, index) => new StagedWebOrder(index + 1, "n", state, Now)).ToList();
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;

        await journal.SaveStagingAsync(lease, new StagingChange(null, orders), None);

        Assert.Equal(orders, (await journal.ReadStagingAsync(None)).Orders);
    }

    [Fact]
    public async Task AStorefront_KeepsItsOwn()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await journal.SaveStagingAsync(lease, new StagingChange(Now, [new StagedWebOrder(1, "1", StagingState.Staged, Now)]), None);

        await using var other = await OpenAsync("other");

        Assert.Null((await other.ReadStagingAsync(None)).Since);
        Assert.Empty((await other.ReadStagingAsync(None)).Orders);
    }

    [Fact]
    public async Task WhoWasOvertaken_CannotSave()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await journal.ReleaseLeaseAsync(lease, None);
        await TakeAsync(journal, Us);

        await Assert.ThrowsAsync<LeaseLostException>(() =>
            journal.SaveStagingAsync(lease, new StagingChange(Now, [new StagedWebOrder(1, "1", StagingState.Wanted, Now)]), None)
        );

        Assert.Null((await journal.ReadStagingAsync(None)).Since);
    }
}
