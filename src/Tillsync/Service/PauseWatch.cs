using Tillsync.Core;
using Tillsync.Core.Recording;

namespace Tillsync.Service;

/// <summary>Stops a sync that is under way once somebody pauses its storefront, as a first Ctrl-C would.</summary>
internal sealed class PauseWatch : IAsyncDisposable
{
    /// <summary>A read of one row of the journal, so this costs nothing next to the sync that it watches.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _watching;

    public PauseWatch(IJournal journal, TimeProvider time, CancellationToken stop)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _watching = WatchAsync(journal, time);
    }

    /// <summary>For the sync: the service's own stop, or the pause.</summary>
    public CancellationToken Stop => _stop.Token;

    public bool HasPaused { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _watching;
        _ended.Dispose();
        _stop.Dispose();
    }

    private async Task WatchAsync(IJournal journal, TimeProvider time)
    {
        try
        {
            while (!HasPaused)
            {
                await Task.Delay(Interval, time, _ended.Token);
                HasPaused = await journal.ReadPauseAsync(_ended.Token) is not null;
            }

            await _stop.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The sync has ended.
        }
        catch (JournalException)
        {
            // The sync uses the same journal and is about to find out.
        }
    }
}
