using Microsoft.Extensions.Hosting;

namespace Tillsync.Sandbox.Hosting;

/// <summary>The shop lives inside another program and leaves Ctrl+C and SIGTERM to it.</summary>
internal sealed class GuestLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
