using Microsoft.Extensions.Logging;
using Tillsync.Alerting;
using Tillsync.Configuration;
using Tillsync.Core;
using Tillsync.Service;

namespace Tillsync.Webhooks;

/// <summary>Everything about one storefront's webhooks while the service runs: its hints, and the state of what sends them.</summary>
internal sealed class WebhookDesk(StorefrontSettings storefront, Uri url, TimeProvider time, ServiceMetrics metrics, ILogger logger)
{
    /// <summary>How often the shop is asked whether it has disabled a webhook.</summary>
    public static readonly TimeSpan WatchInterval = TimeSpan.FromMinutes(10);

    private bool _hasSaidMissing;

    public HintDesk Hints { get; } = new(storefront.Name, WebhookSecret.Of(storefront), time, metrics, logger);

    /// <summary>What the last look at the shop's webhooks showed that somebody has to be told of, or no more.</summary>
    public IReadOnlyList<Observation> Seen { get; private set; } = [];

    /// <summary>Asks the shop how the webhooks are, and switches on again what it has disabled.</summary>
    public async Task<JobOutcome> WatchAsync(StorefrontSession session, CancellationToken stop)
    {
        var registrar = new WebhookRegistrar(session.Webhooks, storefront.Name, url);
        var next = time.GetUtcNow() + WatchInterval;
        try
        {
            var state = await registrar.ReadAsync(stop);
            Seen = [new Observation(AlertKind.Webhooks, Problem(state))];
            return state.Disabled.Count > 0 ? await ReviveAsync(registrar, state, next, stop) : Judge(state, next);
        }
        catch (ShopException exception)
        {
            // The sync is what tells that a shop is down; webhooks only make it sooner.
            return new JobOutcome(JobResult.Waiting, exception.Message, next);
        }
    }

    private async Task<JobOutcome> ReviveAsync(WebhookRegistrar registrar, WebhookState state, DateTimeOffset next, CancellationToken stop)
    {
        await registrar.ReviveAsync(state, stop);
        Log.WebhooksRevived(logger, storefront.Name, state.Disabled.Count);
        return new JobOutcome(JobResult.Done, $"Switched {state.Disabled.Count} webhooks on again that the shop had disabled.", next);
    }

    private JobOutcome Judge(WebhookState state, DateTimeOffset next)
    {
        var missing = string.Join(", ", state.Missing);
        if (state.Missing.Count > 0 && !_hasSaidMissing)
        {
            Log.WebhooksMissing(logger, storefront.Name, missing);
        }

        _hasSaidMissing = state.Missing.Count > 0;
        return state.Missing.Count > 0
            ? new JobOutcome(JobResult.Nothing, $"The shop does not tell of {missing}; see `tillsync webhooks install`.", next)
            : new JobOutcome(JobResult.Nothing, "All webhooks are active.", next);
    }

    /// <summary>For people; null where there is none. Without webhooks orders are read by the clock, so it is no failure.</summary>
    private static string? Problem(WebhookState state) =>
        state switch
        {
            { Disabled.Count: > 0 and var count } =>
                $"The shop had disabled {count} of {state.Ours.Count} webhooks after deliveries that failed. They are switched on again; see that the shop reaches their address. Orders are read by the clock meanwhile.",
            { Missing.Count: > 0 } =>
                $"The shop does not tell of {string.Join(", ", state.Missing)}: run `tillsync webhooks install`. Orders are read by the clock meanwhile.",
            _ => null,
        };
}
