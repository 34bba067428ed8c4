using Tillsync.Core;
using Tillsync.Core.Applying;
using Xunit;
using static Tillsync.Testing.Contracts.JournalSamples;

namespace Tillsync.Testing.Contracts;

/// <summary>What every journal keeps of the shop's relative writes.</summary>
public abstract class JournalRelativeWriteContract(JournalStand stand) : JournalTestBase(stand)
{
    [Fact]
    public async Task AtFirst_NothingIsFound()
    {
        await using var journal = await OpenAsync();

        Assert.Null(await journal.ReadRelativeWritesAsync(None));
    }

    [Fact]
    public async Task AFinding_OutlastsAReopen_AndIsReplaced()
    {
        var first = new RelativeWriteFinding("shop", Work: false, Clock.GetUtcNow());
        var second = new RelativeWriteFinding("other", Work: true, Clock.GetUtcNow().AddDays(8));
        await using (var journal = await OpenAsync())
        {
            var lease = await TakeAsync(journal, Us);
            await journal.SaveRelativeWritesAsync(lease, first, None);
            Assert.Equal(first, await journal.ReadRelativeWritesAsync(None));
            await journal.SaveRelativeWritesAsync(lease, second, None);
        }

        await using var reopened = await OpenAsync();

        Assert.Equal(second, await reopened.ReadRelativeWritesAsync(None));
    }

    [Fact]
    public async Task WhoWasOvertaken_CannotSaveAFinding()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await journal.ReleaseLeaseAsync(lease, None);
        await TakeAsync(journal, Us);

        await Assert.ThrowsAsync<LeaseLostException>(() =>
            journal.SaveRelativeWritesAsync(lease, new RelativeWriteFinding("shop", Work: true, Clock.GetUtcNow()), None)
        );

        Assert.Null(await journal.ReadRelativeWritesAsync(None));
    }
}
