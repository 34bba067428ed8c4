namespace Tillsync.Service;

/// <summary>How long to leave something alone that keeps failing: twice as long each time, up to a bound.</summary>
/// <param name="first">After the first failure.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan max)
{
    private int _failures;

    public bool IsFailing => _failures > 0;

    public void Reset() => _failures = 0;

    /// <summary>Counts a failure; gives the wait until the next try.</summary>
    public TimeSpan Fail()
    {
        // Beyond this many doublings any first wait is past any bound.
        const int DoublingsMax = 20;
        var wait = first * Math.Pow(2, Math.Min(_failures++, DoublingsMax));
        return wait < max ? wait
            : first > max ? first
            : max;
    }
}
