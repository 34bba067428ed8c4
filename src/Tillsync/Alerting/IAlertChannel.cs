namespace Tillsync.Alerting;

/// <summary>A way to somebody.</summary>
internal interface IAlertChannel
{
    /// <summary>For people; no secret, e.g. <c>mail to ops@example.com</c>.</summary>
    string Name { get; }

    /// <exception cref="AlertException">It did not get there.</exception>
    Task SendAsync(AlertMessage message, CancellationToken cancellationToken);
}

/// <summary>A message did not get there; the text has no secret.</summary>
internal sealed class AlertException(string message, Exception? inner = null) : Exception(message, inner);
