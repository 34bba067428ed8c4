namespace Tillsync.Adapters.WooCommerce.Http;

/// <summary>
/// Keeps writes apart after the shop has asked for less (429, 503): the pause doubles each time and halves with each write that passes.
/// </summary>
internal sealed class WritePace(TimeProvider time)
{
    private static readonly TimeSpan PauseFirst = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PauseMost = TimeSpan.FromSeconds(10);

    private TimeSpan _pause;
    private DateTimeOffset _notBefore;

    /// <summary>How long the next write has to wait.</summary>
    public TimeSpan Wait => _notBefore - time.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero;

    public void Note(ShopAnswer answer)
    {
        var isTooMuch = answer.Status is 429 or 503;
        _pause = isTooMuch ? Clamp(_pause * 2) : _pause / 2;
        if (_pause < PauseFirst)
        {
            _pause = TimeSpan.Zero;
        }

        var asked = isTooMuch ? answer.Headers.RetryAfter ?? TimeSpan.Zero : TimeSpan.Zero;
        _notBefore = time.GetUtcNow() + (asked > _pause ? asked : _pause);
    }

    private static TimeSpan Clamp(TimeSpan pause) =>
        pause < PauseFirst ? PauseFirst
        : pause > PauseMost ? PauseMost
        : pause;
}
