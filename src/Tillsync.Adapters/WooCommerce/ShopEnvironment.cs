namespace Tillsync.Adapters.WooCommerce;

/// <summary>What a test or a simulation replaces: the clock, chance and the wire.</summary>
public sealed record ShopEnvironment
{
    /// <summary>Times waits, time-outs and the stamps of signatures.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Spreads the waits between attempts.</summary>
    public Random Random { get; init; } = new();

    /// <summary>Answers the requests; null for the network. It is not disposed with the client.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Told of every request when its answer or its failure is known.</summary>
    public Action<ShopExchange>? Observe { get; init; }
}

/// <summary>One request and how it ended. Holds neither query nor headers, and so no secret.</summary>
/// <param name="Path">Path below the shop's address, such as wp-json/wc/v3/products.</param>
/// <param name="Status">HTTP status; null when no answer came.</param>
/// <param name="Failure">Why no answer came.</param>
public sealed record ShopExchange(string Method, string Path, int? Status, TimeSpan Elapsed, string? Failure);
