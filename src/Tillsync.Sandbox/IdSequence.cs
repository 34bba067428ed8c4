namespace Tillsync.Sandbox;

/// <summary>Rising ids. The first is above 10 because the traces need id 1 to be free, and no shop reaches 90000000.</summary>
internal sealed class IdSequence(long first = 11)
{
    private long _next = first;

    public long Next() => _next++;

    /// <summary>The next id is this one; a test that follows a recording needs its ids.</summary>
    public void ContinueAt(long next) => _next = next;
}
