namespace Tillsync.Output;

// The shape of alerts test. Like those in JsonShapes.cs it is an interface: members are added, never renamed or removed.

/// <param name="Problem">Null when the message got there.</param>
internal sealed record AlertChannelJson(string Channel, bool Sent, string? Problem);

internal sealed record AlertTestJson(string Storefront, IReadOnlyList<AlertChannelJson> Channels, int ExitCode);
