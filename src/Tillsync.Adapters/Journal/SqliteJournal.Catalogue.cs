using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Journal;

/// <content>Rules for single articles and categories, and products that were to be made.</content>
public sealed partial class SqliteJournal
{
    public Task<IReadOnlyList<StockRule>> ReadRulesAsync(CancellationToken cancellationToken) =>
        _session.ReadAsync(_rules.All, cancellationToken);

    public Task SaveRulesAsync(
        Lease lease,
        IReadOnlyList<StockRule> changed,
        IReadOnlyList<RuleSubject> dropped,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(dropped);
        return FencedAsync(lease, Done(() => _rules.Save(changed, dropped)), cancellationToken);
    }

    public Task<IReadOnlyList<Creation>> ReadCreationsAsync(CancellationToken cancellationToken) =>
        _session.ReadAsync(_creations.All, cancellationToken);

    public Task<long> RecordCreationAsync(Lease lease, long runId, PlannedCreation creation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creation);
        return FencedAsync(
            lease,
            () =>
            {
                _runs.DemandRunning(runId);
                return _creations.Add(runId, creation, _time.GetUtcNow());
            },
            cancellationToken
        );
    }

    public Task RecordCreationSendingAsync(Lease lease, long creationId, CancellationToken cancellationToken) =>
        FencedAsync(lease, Done(() => _creations.Send(creationId, _time.GetUtcNow())), cancellationToken);

    public Task SettleCreationAsync(Lease lease, CreationSettlement settlement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        return FencedAsync(
            lease,
            Done(() =>
            {
                _creations.Settle(settlement, _time.GetUtcNow());
                if (settlement.Record is { } record)
                {
                    _listings.Save([record]);
                }
            }),
            cancellationToken
        );
    }
}
