using Tillsync.Commands;
using Tillsync.Configuration;
using Tillsync.Core;
using Tillsync.Core.Recording;

namespace Tillsync.Service;

/// <summary>Leaves a note of this service in the journal of a storefront, so that `monitor` and `doctor` find it.</summary>
internal sealed class ServiceNote(CommandContext context, LoadedConfiguration loaded, StorefrontSettings storefront)
{
    /// <summary>Asked for once: on Linux the start time of a process differs a little from one look to the next.</summary>
    private readonly LeaseHolder _process = StorefrontSession.ThisHolder();

    private readonly DateTimeOffset _startedAt = context.Time.GetUtcNow();
    private bool _isLeft;

    /// <summary>Where the service answers; null until it listens.</summary>
    public string? Address { get; set; }

    /// <summary>Leaves it, unless it is there.</summary>
    /// <exception cref="JournalException">The journal cannot be written now.</exception>
    public async Task LeaveAsync()
    {
        if (!_isLeft && Address is { } address)
        {
            await SaveAsync(new ServiceStart(_process, address, _startedAt, null));
            _isLeft = true;
        }
    }

    /// <summary>The journal has failed and may be another one from here on.</summary>
    public void Forget() => _isLeft = false;

    public async Task EndAsync()
    {
        if (!_isLeft || Address is not { } address)
        {
            return;
        }

        try
        {
            await SaveAsync(new ServiceStart(_process, address, _startedAt, context.Time.GetUtcNow()));
        }
        catch (JournalException)
        {
            // Whoever looks sees that there is no such process any more.
        }
    }

    private async Task SaveAsync(ServiceStart start)
    {
        // The end is noted when the service has been told to stop.
        var unstopped = context with
        {
            Stop = CancellationToken.None,
        };
        await using var notes = await Composition.OpenNotesAsync(unstopped, loaded, storefront, JournalAccess.Write);
        await notes.SaveServiceAsync(start, CancellationToken.None);
    }
}
