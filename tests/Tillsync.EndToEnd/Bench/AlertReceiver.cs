using System.Collections.Concurrent;
using System.Net;

namespace Tillsync.EndToEnd.Bench;

/// <summary>Takes messages (POST) and pings (GET) on loopback.</summary>
internal sealed class AlertReceiver : IAsyncDisposable
{
    private static int _next;

    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string> _bodies = new();
    private readonly ConcurrentQueue<string> _pings = new();
    private readonly Task _serving;

    public AlertReceiver()
    {
        Url = Listen();
        _serving = ServeAsync();
    }

    public Uri Url { get; }

    public IReadOnlyList<string> Bodies => [.. _bodies];

    public IReadOnlyList<string> Pings => [.. _pings];

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    /// <summary>The listener takes no port 0, so a free one is looked for.</summary>
    private Uri Listen()
    {
        for (var port = 40_000 + (Environment.ProcessId % 10_000) + Interlocked.Increment(ref _next); ; port++)
        {
            try
            {
                _listener.Prefixes.Clear();
                _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
                _listener.Start();
                return new Uri($"http://127.0.0.1:{port}/");
            }
            catch (HttpListenerException) when (port < 60_000)
            {
                // Taken.
            }
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                if (context.Request.HttpMethod == "POST")
                {
                    using var reader = new StreamReader(context.Request.InputStream);
                    _bodies.Enqueue(await reader.ReadToEndAsync());
                }
                else
                {
                    _pings.Enqueue(context.Request.Url!.AbsolutePath);
                }

                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
