using Tillsync.Core.Recording;

namespace Tillsync.Service;

/// <summary>What is due to be tried again.</summary>
/// <param name="Count">Articles that are due now.</param>
/// <param name="NextAt">When to ask again.</param>
internal sealed record RetriesDue(int Count, string Text, DateTimeOffset NextAt);

/// <summary>Finds out from the journal when parked articles, writes in doubt and listings that want a look are due.</summary>
/// <param name="quietPeriod">A write in doubt is left alone for so long.</param>
/// <param name="settleTime">A listing that an order touched is looked at again after so long.</param>
internal sealed class RetryPlan(TimeSpan quietPeriod, TimeSpan settleTime)
{
    private static readonly TimeSpan WaitMin = TimeSpan.FromSeconds(10);

    /// <summary>Somebody may have made something due by hand meanwhile.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(1);

    public async Task<RetriesDue> ReadAsync(IJournal journal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parked = await journal.ReadParkedAsync(cancellationToken);
        var waiting = parked.Where(item => item.NextTryAt > now).Select(item => item.Sku).ToHashSet();
        var open = (await journal.ReadOpenIntentsAsync(cancellationToken)).Where(intent => !waiting.Contains(intent.Sku)).ToList();
        var look = (await journal.ReadListingsAsync(cancellationToken)).Count(record => record.NeedsLook && !waiting.Contains(record.Sku));
        var due = parked.Count - waiting.Count + look + open.Count(intent => intent.IntendedAt + quietPeriod <= now);
        var times = parked
            .Select(item => item.NextTryAt)
            .Concat(open.Select(intent => intent.IntendedAt + quietPeriod))
            .Append(look > 0 ? now + settleTime : now + WaitMax)
            .Where(at => at > now);
        var next = Clamp(times.Min(), now);
        return new RetriesDue(due, parked.Count == 0 && open.Count == 0 ? "Nothing waits for another try." : "Nothing is due yet.", next);
    }

    private static DateTimeOffset Clamp(DateTimeOffset at, DateTimeOffset now) =>
        at < now + WaitMin ? now + WaitMin
        : at > now + WaitMax ? now + WaitMax
        : at;
}
