namespace Tillsync.Adapters.WooCommerce.Http;

/// <summary>Why no answer came.</summary>
internal enum FaultCause
{
    NameNotFound,
    NotConnected,
    Tls,
    ConnectionLost,
    NotHttp,
    TooLarge,

    /// <summary>The caller gave up while the request was under way.</summary>
    Cancelled,
}

/// <summary>A request that got no answer. Never leaves this adapter.</summary>
internal sealed class ShopFault(FaultCause cause, Exception inner) : Exception(inner.Message, inner)
{
    public FaultCause Cause { get; } = cause;

    /// <summary>No byte of the request can have reached the shop.</summary>
    public bool IsCertainlyNotSent => Cause is FaultCause.NameNotFound or FaultCause.NotConnected or FaultCause.Tls;

    /// <summary>The same request may succeed in a moment.</summary>
    public bool MayPass => Cause is FaultCause.NameNotFound or FaultCause.NotConnected or FaultCause.ConnectionLost;

    public static ShopFault From(HttpRequestException exception) =>
        new(
            exception.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => FaultCause.NameNotFound,
                HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => FaultCause.NotConnected,
                HttpRequestError.SecureConnectionError => FaultCause.Tls,
                HttpRequestError.ConfigurationLimitExceeded => FaultCause.TooLarge,
                HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => FaultCause.NotHttp,
                _ => FaultCause.ConnectionLost,
            },
            exception
        );
}
