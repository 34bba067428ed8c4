using Tillsync.Adapters.Journal;
using Tillsync.Core.Recording;
using Tillsync.Testing.Contracts;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Journal;

public sealed class SqliteJournalTests() : JournalContract(new SqliteJournalStand());

public sealed class SqliteJournalLeaseTests() : JournalLeaseContract(new SqliteJournalStand());

public sealed class SqliteJournalFenceTests() : JournalFenceContract(new SqliteJournalStand());

public sealed class SqliteJournalIntentTests() : JournalIntentContract(new SqliteJournalStand());

public sealed class SqliteJournalHeldPlanTests() : JournalHeldPlanContract(new SqliteJournalStand());

public sealed class SqliteJournalPauseTests() : JournalPauseContract(new SqliteJournalStand());

public sealed class SqliteJournalRelativeWriteTests() : JournalRelativeWriteContract(new SqliteJournalStand());

public sealed class SqliteJournalStockRuleTests() : JournalStockRuleContract(new SqliteJournalStand());

public sealed class SqliteJournalCreationTests() : JournalCreationContract(new SqliteJournalStand());

public sealed class SqliteJournalStagingTests() : JournalStagingContract(new SqliteJournalStand());

public sealed class InMemoryJournalTests() : JournalContract(new InMemoryJournalStand());

public sealed class InMemoryJournalLeaseTests() : JournalLeaseContract(new InMemoryJournalStand());

public sealed class InMemoryJournalFenceTests() : JournalFenceContract(new InMemoryJournalStand());

public sealed class InMemoryJournalIntentTests() : JournalIntentContract(new InMemoryJournalStand());

public sealed class InMemoryJournalHeldPlanTests() : JournalHeldPlanContract(new InMemoryJournalStand());

public sealed class InMemoryJournalPauseTests() : JournalPauseContract(new InMemoryJournalStand());

public sealed class InMemoryJournalRelativeWriteTests() : JournalRelativeWriteContract(new InMemoryJournalStand());

public sealed class InMemoryJournalStockRuleTests() : JournalStockRuleContract(new InMemoryJournalStand());

public sealed class InMemoryJournalCreationTests() : JournalCreationContract(new InMemoryJournalStand());

public sealed class InMemoryJournalStagingTests() : JournalStagingContract(new InMemoryJournalStand());

internal sealed class SqliteJournalStand : JournalStand
{
    private readonly JournalFolder _folder = new();

    public override async Task<IJournal> OpenAsync(string storefront) =>
        await SqliteJournal.OpenAsync(_folder.Options, storefront, Clock, CancellationToken.None);

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

internal sealed class InMemoryJournalStand : JournalStand
{
    private readonly Dictionary<string, IJournal> _journals = [];

    public override Task<IJournal> OpenAsync(string storefront)
    {
        _journals.TryAdd(storefront, new InMemoryJournal(Clock));
        return Task.FromResult(_journals[storefront]);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
