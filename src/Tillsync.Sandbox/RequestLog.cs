namespace Tillsync.Sandbox;

/// <summary>What was asked, in order. Safe to read while requests come in.</summary>
public sealed class RequestLog
{
    /// <summary>Older entries are dropped beyond this, so a long run does not grow without end.</summary>
    public const int EntriesMax = 100_000;

    private readonly Lock _gate = new();
    private readonly Queue<LoggedRequest> _entries = new();

    /// <summary>A copy of the entries.</summary>
    public IReadOnlyList<LoggedRequest> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>The number of entries.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }

    internal void Add(LoggedRequest entry)
    {
        lock (_gate)
        {
            _entries.Enqueue(entry);
            if (_entries.Count > EntriesMax)
            {
                _entries.Dequeue();
            }
        }
    }
}
