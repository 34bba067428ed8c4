namespace Tillsync.EndToEnd.Soaking;

/// <summary>Who sells waits while the till is away or locked, as people at a till that is down do.</summary>
internal sealed class TillDoor : IDisposable
{
    private readonly SemaphoreSlim _door = new(1, 1);

    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken);
        return new Pass(_door);
    }

    public void Dispose() => _door.Dispose();

    private sealed class Pass(SemaphoreSlim door) : IDisposable
    {
        public void Dispose() => door.Release();
    }
}
