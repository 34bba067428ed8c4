namespace Tillsync.Sandbox;

/// <summary>A consumer key of the shop.</summary>
/// <param name="ConsumerKey">The public part.</param>
/// <param name="ConsumerSecret">The secret part.</param>
/// <param name="Permission">What the key may do.</param>
public sealed record SandboxKey(string ConsumerKey, string ConsumerSecret, KeyAccess Permission);
