using System.Diagnostics.Metrics;
using Tillsync.Core;

namespace Tillsync.Service;

/// <summary>The service's instruments, for dotnet-counters on this machine or for a collector (<c>Service:OtlpEndpoint</c>).</summary>
internal sealed class ServiceMetrics : IDisposable
{
    public const string MeterName = "Tillsync";

    private const string StorefrontTag = "storefront";

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _lag;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _items;
    private readonly Counter<long> _drift;
    private readonly Counter<long> _probes;
    private readonly Counter<long> _webhooks;

    public ServiceMetrics()
    {
        _lag = _meter.CreateHistogram<double>(
            "tillsync.change.lag",
            "s",
            "From the last glance that did not show a change of the till to the shop's acceptance of what follows from it: at most so old was the change."
        );
        _requests = _meter.CreateCounter<long>("tillsync.shop.requests", "{request}", "HTTP requests to the shop, repeated ones included.");
        _items = _meter.CreateCounter<long>("tillsync.items", "{item}", "Articles that a sync dealt with, by outcome.");
        _drift = _meter.CreateCounter<long>(
            "tillsync.drift",
            "{item}",
            "Listings found wrong by a look at the whole shop although nothing had told of a change."
        );
        _webhooks = _meter.CreateCounter<long>("tillsync.webhooks", "{delivery}", "Deliveries of the shop's webhooks, by result.");
        _probes = _meter.CreateCounter<long>("tillsync.till.probes", "{probe}", "Glances at the till, by result.");
    }

    /// <summary>Values that are asked for when somebody wants them.</summary>
    public void Observe(StorefrontWorker worker, TimeProvider time)
    {
        KeyValuePair<string, object?> tag = new(StorefrontTag, worker.Name);
        _meter.CreateObservableGauge(
            "tillsync.parked",
            () => new Measurement<long>(worker.Standing.Parked, tag),
            "{item}",
            "Articles parked after the last sync."
        );
        _meter.CreateObservableGauge(
            "tillsync.verification.age",
            () => VerificationAge(worker, time.GetUtcNow(), tag),
            "s",
            "Since every listing was last read and found or made right."
        );
        _meter.CreateObservableGauge(
            "tillsync.healthy",
            () => new Measurement<int>(HealthJudge.Judge(worker, time.GetUtcNow()).IsHealthy ? 1 : 0, tag),
            null,
            "1 while the storefront is well, 0 while it is failing."
        );
    }

    public void AddLag(string storefront, TimeSpan lag) => _lag.Record(lag.TotalSeconds, Tag(storefront));

    public void AddProbe(string storefront, string result) => _probes.Add(1, Tag(storefront), new("result", result));

    public void AddWebhook(string storefront, string result) => _webhooks.Add(1, Tag(storefront), new("result", result));

    public void AddDrift(string storefront, int items) => _drift.Add(items, Tag(storefront));

    public void AddRequests(string storefront, int reads, int writes)
    {
        _requests.Add(reads, Tag(storefront), new("kind", "read"));
        _requests.Add(writes, Tag(storefront), new("kind", "write"));
    }

    public void AddItems(string storefront, SyncReport report)
    {
        var counts = report.Counts;
        ReadOnlySpan<(string Outcome, int Count)> outcomes =
        [
            ("updated", counts.Updated),
            ("refused", counts.Refused),
            ("unknown", counts.Unknown),
            ("deferred", counts.Deferred),
        ];
        foreach (var (outcome, count) in outcomes)
        {
            if (count > 0)
            {
                _items.Add(count, Tag(storefront), new("outcome", outcome));
            }
        }
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>Nothing before the first one.</summary>
    private static IEnumerable<Measurement<double>> VerificationAge(
        StorefrontWorker worker,
        DateTimeOffset now,
        KeyValuePair<string, object?> tag
    ) => worker.Standing.LastVerifiedAt is { } at ? [new Measurement<double>((now - at).TotalSeconds, tag)] : [];

    private static KeyValuePair<string, object?> Tag(string storefront) => new(StorefrontTag, storefront);
}
