using Tillsync.Core.Recording;
using Tillsync.Testing.Fakes;
using Xunit;
using static Tillsync.Testing.Contracts.JournalSamples;

namespace Tillsync.Testing.Contracts;

/// <summary>What the suites of the journal's contract share.</summary>
public abstract class JournalTestBase(JournalStand stand) : IAsyncDisposable
{
    protected const string Storefront = "main";

    protected static readonly CancellationToken None = CancellationToken.None;

    protected JournalStand Stand { get; } = stand;

    protected ManualTimeProvider Clock => Stand.Clock;

    public async ValueTask DisposeAsync()
    {
        await Stand.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<IJournal> OpenAsync(string storefront = Storefront) => Stand.OpenAsync(storefront);

    /// <summary>An open journal and the lease to write to it.</summary>
    protected async Task<(IJournal Journal, Lease Lease)> OpenToWriteAsync(string storefront = Storefront)
    {
        var journal = await OpenAsync(storefront);
        return (journal, await TakeAsync(journal, Us));
    }

    protected static async Task<Lease> TakeAsync(IJournal journal, LeaseHolder holder)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return Assert.IsType<LeaseAnswer.Granted>(await journal.AcquireLeaseAsync(holder, Term, None)).Lease;
    }
}
