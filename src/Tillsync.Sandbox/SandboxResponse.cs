namespace Tillsync.Sandbox;

/// <summary>The answer of the stand-in, without any socket.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">Header name and value, in the order they are sent.</param>
/// <param name="Body">The raw body.</param>
public sealed record SandboxResponse(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>True when the connection ends without any answer.</summary>
    public bool IsDropped { get; init; }

    /// <summary>How long a host waits before the request is handled.</summary>
    public TimeSpan DelayBefore { get; init; }

    /// <summary>How long a host waits before the answer is sent; the write has happened by then.</summary>
    public TimeSpan DelayAfter { get; init; }

    /// <summary>The items of a batch request; 0 for any other request.</summary>
    public int BatchItems { get; init; }

    /// <summary>The value of a header, or null.</summary>
    public string? Header(string name) =>
        Headers.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
