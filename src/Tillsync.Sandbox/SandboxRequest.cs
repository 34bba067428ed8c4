namespace Tillsync.Sandbox;

/// <summary>One HTTP request to the stand-in, without any socket.</summary>
/// <param name="Method">The HTTP method in capitals.</param>
/// <param name="Scheme">"http" or "https"; keys in the clear are refused over http (recording 01).</param>
/// <param name="Path">The path as it was sent, still percent-encoded, without the query.</param>
/// <param name="Query">The query as it was sent, without the question mark; empty when there is none.</param>
/// <param name="Headers">Header names compare without case.</param>
/// <param name="Body">The raw body; empty when there is none.</param>
public sealed record SandboxRequest(
    string Method,
    string Scheme,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body
)
{
    /// <summary>The Host header, which the store also uses to build the addresses in its answers.</summary>
    public string Host => Headers.GetValueOrDefault("Host", "localhost");

    /// <summary>Path and query as sent.</summary>
    public string Target => Query.Length == 0 ? Path : $"{Path}?{Query}";

    /// <summary>True for methods that change the shop.</summary>
    public bool IsWrite => Method is "POST" or "PUT" or "PATCH" or "DELETE";
}
