using Microsoft.Extensions.Logging;
using Tillsync.Alerting;
using Tillsync.Configuration;
using Tillsync.Core;
using Tillsync.Core.Recording;
using Tillsync.Service;

namespace Tillsync.Webhooks;

/// <summary>What became of a delivery.</summary>
internal enum Reception
{
    Accepted,

    /// <summary>It was there before.</summary>
    Repeated,

    /// <summary>It is not signed with the storefront's secret.</summary>
    Forged,
}

/// <summary>Everything about one storefront's webhooks while the service runs: takes hints in, deals with them, and watches their state.</summary>
internal sealed class WebhookDesk(StorefrontSettings storefront, Uri url, TimeProvider time, ServiceMetrics metrics, ILogger logger)
{
    /// <summary>Deliveries come in bursts: a moment's wait makes one look of them.</summary>
    public static readonly TimeSpan Debounce = TimeSpan.FromSeconds(1);

    /// <summary>However many hints come, looks that they cause are at least so far apart.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    /// <summary>How often the shop is asked whether it has disabled a webhook.</summary>
    public static readonly TimeSpan WatchInterval = TimeSpan.FromMinutes(10);

    /// <summary>Without a hint there is nothing to do; this is for the health endpoint to show that somebody is there.</summary>
    private static readonly TimeSpan IdleInterval = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ForgeryLogInterval = TimeSpan.FromMinutes(1);

    private readonly WebhookSecret _secret = WebhookSecret.Of(storefront);
    private readonly HintTray _tray = new();
    private readonly Lock _forgeryLock = new();
    private DateTimeOffset _forgeryLoggedAt = DateTimeOffset.MinValue;
    private int _forgeries;
    private bool _hasSaidMissing;

    public bool HasHints => !_tray.IsEmpty;

    /// <summary>What the last look at the shop's webhooks showed that somebody has to be told of, or no more.</summary>
    public IReadOnlyList<Observation> Seen { get; private set; } = [];

    /// <param name="signature">Decoded: 32 bytes.</param>
    public Reception Receive(string topic, ReadOnlyMemory<byte> body, ReadOnlySpan<byte> signature)
    {
        if (!_secret.Signs(body.Span, signature))
        {
            metrics.AddWebhook(storefront.Name, "forged");
            NoteForgery();
            return Reception.Forged;
        }

        var hint = WebhookTopics.IsProduct(topic) ? WebhookHint.OfProduct(body) : WebhookHint.OfOrder;
        var isNew = _tray.Add($"{topic} {Convert.ToBase64String(signature)}", hint);
        metrics.AddWebhook(storefront.Name, isNew ? "accepted" : "repeated");
        return isNew ? Reception.Accepted : Reception.Repeated;
    }

    /// <summary>When the hints that there are want to be looked at.</summary>
    public DateTimeOffset DueAt(DateTimeOffset? lastLookAt)
    {
        var soon = time.GetUtcNow() + Debounce;
        return lastLookAt + LookInterval is { } apart && apart > soon ? apart : soon;
    }

    /// <summary>Looks, if anything in the tray is not our own echo.</summary>
    public async Task<JobOutcome> DealAsync(StorefrontSession session, Func<Task<Looked>> look, CancellationToken stop)
    {
        var hints = _tray.Take();
        if (hints.IsEmpty)
        {
            return Outcome(JobResult.Nothing, "No webhook has told of anything.");
        }

        try
        {
            var strange = EchoFilter.Strange(hints.Listings, await session.Journal.ReadListingsAsync(stop));
            if (hints.Orders == 0 && strange.Count == 0)
            {
                metrics.AddWebhook(storefront.Name, "echo");
                return Outcome(JobResult.Nothing, "The shop told of our own writes only.");
            }

            Log.Hinted(logger, storefront.Name, hints.Orders, strange.Count);
            await new ListingDoubts(session.Journal, StorefrontSession.ThisHolder(), time).MarkAsync(strange, stop);
        }
        catch (LeaseHeldException exception)
        {
            _tray.Return(hints);
            return new JobOutcome(JobResult.Waiting, exception.Cause, time.GetUtcNow() + LookInterval);
        }

        var looked = await look();
        return Outcome(looked.Result, looked.Text);
    }

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

    private JobOutcome Outcome(JobResult result, string text) =>
        new(result, text, HasHints ? time.GetUtcNow() + LookInterval : time.GetUtcNow() + IdleInterval);

    /// <summary>A flood of forgeries is a line a minute.</summary>
    private void NoteForgery()
    {
        lock (_forgeryLock)
        {
            _forgeries++;
            var now = time.GetUtcNow();
            if (now - _forgeryLoggedAt < ForgeryLogInterval)
            {
                return;
            }

            Log.Forged(logger, storefront.Name, _forgeries);
            _forgeryLoggedAt = now;
            _forgeries = 0;
        }
    }
}
