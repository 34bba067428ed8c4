namespace Tillsync.Service;

/// <summary>The storefronts of this process, by name.</summary>
internal sealed class ServiceWorkers(IReadOnlyList<StorefrontWorker> all, TimeProvider time, CancellationToken stop) : IAsyncDisposable
{
    private readonly Dictionary<string, StorefrontWorker> _byName = all.ToDictionary(
        worker => worker.Name,
        StringComparer.OrdinalIgnoreCase
    );

    public IReadOnlyList<StorefrontWorker> All => all;

    public TimeProvider Time => time;

    public CancellationToken Stop => stop;

    /// <summary>By name, whatever its case; null when there is none.</summary>
    public StorefrontWorker? Find(string name) => _byName.GetValueOrDefault(name);

    public StorefrontWorker this[string name] => _byName[name];

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in all)
        {
            await worker.DisposeAsync();
        }
    }
}
