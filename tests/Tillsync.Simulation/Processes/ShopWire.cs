using Tillsync.Sandbox;
using Tillsync.Simulation.World;

namespace Tillsync.Simulation.Processes;

/// <summary>Under the product's own HTTP client: hands requests to the simulated network.</summary>
internal sealed class ShopWire(SimulatedWorld world, SimulatedProcess process) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = await SandboxHttpHandler.ReadAsync(request, cancellationToken);
        // No program can look again between its last look and the packet that leaves: there it may die, but not sleep.
        await process.StepAsync(asked.IsWrite ? "send write" : "send", maySleep: !asked.IsWrite);
        cancellationToken.ThrowIfCancellationRequested();
        var answer = new TaskCompletionSource<SandboxResponse>();
        await using var givesUp = cancellationToken.Register(() => answer.TrySetCanceled(cancellationToken));
        world.Network.Send(
            process,
            asked,
            (response, failure) => _ = response is null ? answer.TrySetException(failure!) : answer.TrySetResult(response) // One of both is given.
        );
        var got = await answer.Task;
        await process.StepAsync("answered");
        return SandboxHttpHandler.Write(request, got);
    }
}
