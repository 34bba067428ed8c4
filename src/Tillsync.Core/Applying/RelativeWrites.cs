using Tillsync.Core.Planning;

namespace Tillsync.Core.Applying;

/// <summary>What was found out about a shop's relative writes (<c>inventory_delta</c>).</summary>
/// <param name="ShopKey">The shop that it was found out about.</param>
/// <param name="Work">False: the shop answers 200 and leaves the number as it was, as a filter in front of it may.</param>
public sealed record RelativeWriteFinding(string ShopKey, bool Work, DateTimeOffset FoundAt);

/// <summary>
/// Finds out from a run's own writes whether the shop takes relative ones: nothing is ever written only to find out. Until something else is
/// found, they are what is sent; one that is ignored does no harm. Pure but for what it has seen.
/// </summary>
internal sealed class RelativeWriteTest(RelativeWriteFinding? before, string shopKey, DateTimeOffset now)
{
    /// <summary>A shop that ignored them may have been mended, or brought up to date.</summary>
    private static readonly TimeSpan BelievedFor = TimeSpan.FromDays(7);

    /// <summary>One listing may be held down by a plugin of its own; two, or one twice, say something of the shop.</summary>
    private const int UnmovedMin = 2;

    /// <summary>Where they have worked before it takes more to believe that something drops them now, and nothing that says otherwise.</summary>
    private const int UnmovedAgainstMin = 5;

    private int _unmoved;
    private bool _hasMoved;

    /// <summary>Null: nobody knows yet.</summary>
    public RelativeWriteFinding? Finding { get; private set; } =
        before?.ShopKey == shopKey && (before.Work || now - before.FoundAt < BelievedFor) ? before : null;

    /// <summary>The shop ignores relative writes: what is written is the number itself, right after another look at the listing.</summary>
    public bool WritesAbsolute => Finding is { Work: false };

    /// <summary>Looks at what became of a batch.</summary>
    /// <returns>What is new about the shop; null when nothing is.</returns>
    public RelativeWriteFinding? Learn(IEnumerable<(PlannedWrite Write, WriteOutcome Outcome)> results, DateTimeOffset at)
    {
        if (Finding is { Work: false })
        {
            return null;
        }

        foreach (var (write, outcome) in results)
        {
            // One that only takes a listing out of sight adds nothing, and so says nothing.
            if (write.Delta is null or { Units: 0 } || outcome is not WriteOutcome.Accepted { After: { } after })
            {
                continue;
            }

            if (after == write.To.Quantity)
            {
                _hasMoved = true;
                if (Finding is null)
                {
                    return Finding = new RelativeWriteFinding(shopKey, Work: true, at);
                }
            }

            _unmoved += after == write.From ? 1 : 0;
        }

        return !_hasMoved && _unmoved >= (Finding is null ? UnmovedMin : UnmovedAgainstMin)
            ? Finding = new RelativeWriteFinding(shopKey, Work: false, at)
            : null;
    }
}
