namespace Tillsync.EndToEnd.Soaking;

/// <summary>A process's memory at one moment, in megabytes.</summary>
/// <param name="Resident">What the operating system counts.</param>
/// <param name="Managed">What the collector counts, garbage included.</param>
/// <param name="Live">What is left of it after a full collection; null where none was asked for.</param>
/// <param name="Handles">Open files and sockets.</param>
internal sealed record MemorySample(TimeSpan At, double Resident, double Managed, double? Live, int Handles, int Threads);
