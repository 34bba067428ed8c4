using Microsoft.Extensions.Logging;
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

/// <summary>Takes one storefront's hints in, and deals with them.</summary>
internal sealed class HintDesk(string storefront, WebhookSecret secret, TimeProvider time, ServiceMetrics metrics, ILogger logger)
{
    /// <summary>Deliveries come in bursts: a moment's wait makes one look of them.</summary>
    public static readonly TimeSpan Debounce = TimeSpan.FromSeconds(1);

    /// <summary>However many hints come, looks that they cause are at least so far apart.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    /// <summary>Without a hint there is nothing to do; this is for the health endpoint to show that somebody is there.</summary>
    private static readonly TimeSpan IdleInterval = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ForgeryLogInterval = TimeSpan.FromMinutes(1);

    private readonly HintTray _tray = new();
    private readonly Lock _forgeryLock = new();
    private DateTimeOffset _forgeryLoggedAt = DateTimeOffset.MinValue;
    private int _forgeries;

    public bool HasHints => !_tray.IsEmpty;

    /// <param name="signature">Decoded: 32 bytes.</param>
    public Reception Receive(string topic, ReadOnlyMemory<byte> body, ReadOnlySpan<byte> signature)
    {
        if (!secret.Signs(body.Span, signature))
        {
            metrics.AddWebhook(storefront, "forged");
            NoteForgery();
            return Reception.Forged;
        }

        var hint = WebhookTopics.IsProduct(topic) ? WebhookHint.OfProduct(body) : WebhookHint.OfOrder;
        var isNew = _tray.Add($"{topic} {Convert.ToBase64String(signature)}", hint);
        metrics.AddWebhook(storefront, isNew ? "accepted" : "repeated");
        return isNew ? Reception.Accepted : Reception.Repeated;
    }

    /// <summary>When the hints that there are want to be looked at.</summary>
    public DateTimeOffset DueAt(DateTimeOffset? lastLookAt)
    {
        var soon = time.GetUtcNow() + Debounce;
        return lastLookAt + LookInterval is { } apart && apart > soon ? apart : soon;
    }

    /// <summary>Looks, if anything in the tray is not our own echo.</summary>
    public async Task<JobOutcome> DealAsync(IJournal journal, LeaseHolder holder, Func<Task<Looked>> look, CancellationToken stop)
    {
        var hints = _tray.Take();
        if (hints.IsEmpty)
        {
            return Outcome(JobResult.Nothing, "No webhook has told of anything.");
        }

        try
        {
            var strange = EchoFilter.Strange(hints.Listings, await journal.ReadListingsAsync(stop));
            if (hints.Orders == 0 && strange.Count == 0)
            {
                metrics.AddWebhook(storefront, "echo");
                return Outcome(JobResult.Nothing, "The shop told of our own writes only.");
            }

            Log.Hinted(logger, storefront, hints.Orders, strange.Count);
            await new ListingDoubts(journal, holder, time).MarkAsync(strange, stop);
        }
        catch (LeaseHeldException exception)
        {
            _tray.Return(hints);
            return new JobOutcome(JobResult.Waiting, exception.Cause, time.GetUtcNow() + LookInterval);
        }

        var looked = await look();
        return Outcome(looked.Result, looked.Text);
    }

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

            Log.Forged(logger, storefront, _forgeries);
            _forgeryLoggedAt = now;
            _forgeries = 0;
        }
    }
}
