namespace Tillsync.Core.Recording;

/// <summary>
/// A scheduled start that led to no run: the check said that none was needed, or something failed before there was one. Without it nobody
/// could tell a schedule that finds nothing to do from one that does not start any more.
/// </summary>
/// <param name="Reason">In the words of the check; empty where it failed before there was an answer.</param>
/// <param name="Error">Subject, cause and advice of what failed; null where the start was skipped.</param>
/// <param name="Listings">Listings that the storefront keeps: what a sync would have been about.</param>
/// <param name="ReadRequests">HTTP requests that the check made.</param>
public sealed record QuietStart(DateTimeOffset StartedAt, string Reason, string? Error, int Listings, int ReadRequests);
