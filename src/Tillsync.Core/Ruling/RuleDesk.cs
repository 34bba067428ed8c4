using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Ruling;

/// <summary>Changes stock rules by hand: judged against till and journal as they are now, all together or none.</summary>
public sealed class RuleDesk(ITill till, IJournal journal, LeaseHolder holder, TimeProvider time)
{
    /// <summary>Every rule, and every category of the till that has none.</summary>
    public async Task<IReadOnlyList<RuleRow>> SurveyAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).Survey();

    /// <summary>What the changes would come to; nothing is written.</summary>
    public async Task<RulePreview> PreviewAsync(IReadOnlyList<RuleChange> changes, string by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return (await ReadAsync(cancellationToken)).Judge(changes, by, time.GetUtcNow());
    }

    /// <summary>Makes the changes, unless one of them has a problem.</summary>
    /// <exception cref="LeaseHeldException">A run is going on.</exception>
    public async Task<RulePreview> ApplyAsync(IReadOnlyList<RuleChange> changes, string by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var lease = await LeaseKeeper.AcquireAsync(journal, holder, time, cancellationToken);
        try
        {
            var preview = (await ReadAsync(cancellationToken)).Judge(changes, by, time.GetUtcNow());
            var effects = preview.Effects.Where(effect => !effect.IsNothing).ToList();
            if (preview.Problems.Count > 0 || effects.Count == 0)
            {
                return preview;
            }

            await lease.KeepAsync();
            await journal.SaveRulesAsync(
                lease.Current,
                [.. effects.Select(effect => effect.After).OfType<StockRule>()],
                [.. effects.Where(effect => effect.After is null).Select(effect => effect.Subject)],
                CancellationToken.None
            );
            return preview;
        }
        finally
        {
            await lease.ReleaseAsync();
        }
    }

    private async Task<RuleBook> ReadAsync(CancellationToken cancellationToken)
    {
        var reading = await till.ReadAsync(cancellationToken);
        return new RuleBook(reading, new StockRules(await journal.ReadRulesAsync(cancellationToken)));
    }
}
