using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tillsync.EndToEnd.Bench;

/// <summary><c>tillsync serve</c> in a process of its own, on the till and shop of a bench.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(10) };

    private readonly TillBench _bench;

    private RunningService(TillBench bench, RunningProgram program)
    {
        _bench = bench;
        Program = program;
    }

    public RunningProgram Program { get; }

    /// <summary>Where it listens, as it says itself.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Starts it, and waits until it says that it serves.</summary>
    /// <param name="probeSeconds">Null for the program's own default.</param>
    public static Task<RunningService> StartAsync(TillBench bench, int? probeSeconds = 1, params string[] arguments)
    {
        Configure(bench, probeSeconds);
        return StartConfiguredAsync(bench, arguments);
    }

    /// <summary>The same with the bench's configuration as it is.</summary>
    public static async Task<RunningService> StartConfiguredAsync(TillBench bench, params string[] arguments)
    {
        var service = new RunningService(bench, bench.Start(["serve", .. arguments]));
        await Wait.UntilAsync(
            () => Task.FromResult(service.IsServing() || service.Program.HasExited),
            () => $"serve says that it serves\n{service.Program.OutputSoFar}\n{service.Program.ErrorSoFar}"
        );
        Assert.False(service.Program.HasExited, $"serve ended:\n{service.Program.OutputSoFar}\n{service.Program.ErrorSoFar}");
        return service;
    }

    /// <summary>A port of its own for each test, and no waiting.</summary>
    public static void Configure(TillBench bench, int? probeSeconds)
    {
        bench.ConfigureRoot(root => root["Service"] = new JsonObject { ["Listen"] = "127.0.0.1:0" });
        if (probeSeconds is { } seconds)
        {
            bench.Configure(storefront => storefront["Schedule"] = new JsonObject { ["ProbeSeconds"] = seconds, ["OrderSeconds"] = 5 });
        }
    }

    public async Task<(HttpStatusCode Code, JsonElement Body)> HealthAsync()
    {
        using var answer = await Client.GetAsync(new Uri(Address, "/health"));
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, document.RootElement.Clone());
    }

    /// <summary>The state of its first storefront.</summary>
    public async Task<JsonElement> StorefrontAsync() => (await HealthAsync()).Body.GetProperty("storefronts")[0];

    public async Task UntilStatusAsync(string status)
    {
        var last = "";
        await Wait.UntilAsync(
            async () => (last = (await StorefrontAsync()).GetProperty("status").GetString()!) == status,
            () => $"status {status}, last {last}\n{Program.OutputSoFar}"
        );
    }

    /// <summary>Waits until every listing shows its number.</summary>
    public Task UntilRightAsync(string when) =>
        Wait.UntilAsync(async () => await Truth.IsRightAsync(_bench), () => $"{when}: every listing is right\n{Program.OutputSoFar}");

    public Task UntilSaidAsync(string text) =>
        Wait.UntilAsync(() => Program.OutputSoFar.Contains(text, StringComparison.Ordinal), $"serve says: {text}");

    /// <summary>As a service manager stops it.</summary>
    public async Task<Ran> StopAsync()
    {
        await Program.TerminateAsync();
        return await _bench.EndAsync(Program);
    }

    public async Task KillAsync()
    {
        Program.Kill();
        await Program.EndAsync();
    }

    public ValueTask DisposeAsync() => Program.DisposeAsync();

    private bool IsServing()
    {
        const string Mark = "health at ";
        var text = Program.OutputSoFar;
        var start = text.IndexOf(Mark, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf("/health", start, StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        Address = new Uri(text[(start + Mark.Length)..end]);
        return true;
    }
}
