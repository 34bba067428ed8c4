namespace Tillsync.Sandbox;

/// <summary>One handled request.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query as sent.</param>
/// <param name="Status">The HTTP status of the answer; 0 when the connection was dropped.</param>
/// <param name="BatchItems">The items of a batch; 0 otherwise.</param>
public sealed record LoggedRequest(string Method, string Target, int Status, int BatchItems);
