namespace Tillsync.Core.Detecting;

/// <summary>What a glance at the till shows: counts, sums and newest dates as one text, to be compared with another one for equality.</summary>
public readonly record struct TillPulse(string Text);
