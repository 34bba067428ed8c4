using Tillsync.Core.Stock;

namespace Tillsync.Core.Applying;

/// <summary>What became of one write.</summary>
public abstract record WriteOutcome
{
    private WriteOutcome() { }

    /// <summary>The shop says it is done.</summary>
    /// <param name="After">The quantity in its answer; null when the listing has none, that is when nothing was stored.</param>
    public sealed record Accepted(Quantity? After) : WriteOutcome;

    /// <summary>The shop says no, and nothing was written for this item.</summary>
    /// <param name="Code">The shop's error code.</param>
    public sealed record Refused(string Code, string Reason) : WriteOutcome
    {
        /// <summary>The code of a write that never left, because the run ended or the shop let nothing through any more.</summary>
        public const string NotSent = "not_sent";

        /// <summary>Nothing is the matter with the listing itself: the next run takes it up.</summary>
        public bool IsNotSent => Code == NotSent;
    }

    /// <summary>It may or may not have been written: a time-out, a 5xx, a broken answer. Never sent again without looking first.</summary>
    public sealed record Unknown(string Cause) : WriteOutcome;
}
