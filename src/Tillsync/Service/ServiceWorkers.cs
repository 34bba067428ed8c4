namespace Tillsync.Service;

/// <summary>The storefronts of this process, by name.</summary>
internal sealed class ServiceWorkers(IReadOnlyList<StorefrontWorker> all, TimeProvider time, CancellationToken stop) : IAsyncDisposable
{
    private readonly Dictionary<string, StorefrontWorker> _byName = all.ToDictionary(worker => worker.Name);

    public IReadOnlyList<StorefrontWorker> All => all;

    public TimeProvider Time => time;

    public CancellationToken Stop => stop;

    public StorefrontWorker this[string name] => _byName[name];

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in all)
        {
            await worker.DisposeAsync();
        }
    }
}
