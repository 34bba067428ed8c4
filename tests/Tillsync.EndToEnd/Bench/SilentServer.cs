using System.Net;
using System.Net.Sockets;

namespace Tillsync.EndToEnd.Bench;

/// <summary>Takes every connection and never says a word, as a mail server that hangs.</summary>
internal sealed class SilentServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _taken = [];
    private readonly Task _serving;
    private int _connections;

    public SilentServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How often somebody has come.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
        _taken.ForEach(client => client.Dispose());
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _taken.Add(await _listener.AcceptTcpClientAsync());
                Interlocked.Increment(ref _connections);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
