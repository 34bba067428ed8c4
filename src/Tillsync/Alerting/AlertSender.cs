namespace Tillsync.Alerting;

/// <summary>Sends a message every way there is. Whatever a receiver does, refuse, hang or be gone, costs a bounded time and is only told.</summary>
internal sealed class AlertSender(IReadOnlyList<IAlertChannel> channels, TimeProvider time, TimeSpan limit)
{
    /// <summary>A mail server takes a second; a sync must not wait for one that hangs.</summary>
    public static readonly TimeSpan LimitDefault = TimeSpan.FromSeconds(15);

    /// <returns>For each way whether the message got there: null, or why not.</returns>
    public async Task<IReadOnlyList<AlertSent>> SendAsync(AlertMessage message, CancellationToken cancellationToken) =>
        await Task.WhenAll(
            channels.Select(async channel => new AlertSent(
                channel.Name,
                await TryAsync(token => channel.SendAsync(message, token), time, limit, cancellationToken)
            ))
        );

    /// <returns>Why it did not get there; null when it did.</returns>
    public static async Task<string?> TryAsync(
        Func<CancellationToken, Task> send,
        TimeProvider time,
        TimeSpan limit,
        CancellationToken cancellationToken
    )
    {
        using var bound = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        try
        {
            // Also where the other side does not let itself be cancelled.
            await send(either.Token).WaitAsync(either.Token);
            return null;
        }
        catch (AlertException exception)
        {
            return exception.Message;
        }
        catch (OperationCanceledException)
        {
            return cancellationToken.IsCancellationRequested ? "Stopped." : $"No answer within {limit.TotalSeconds:0} s.";
        }
    }
}

/// <param name="Problem">Null when it got there.</param>
internal sealed record AlertSent(string Channel, string? Problem);
