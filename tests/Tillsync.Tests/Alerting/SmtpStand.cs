using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tillsync.Tests.Alerting;

/// <summary>A little mail server on loopback that says what it is told to, and remembers what it was told.</summary>
internal sealed class SmtpStand : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, string?> _answer;
    private readonly Task _serving;

    /// <param name="answer">The answer to a command, instead of the usual one; empty: none at all, for ever.</param>
    public SmtpStand(Func<string, string?>? answer = null)
    {
        _answer = answer ?? (_ => null);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public List<string> Commands { get; } = [];

    public List<string> Mails { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or IOException or SocketException or InvalidOperationException)
        {
            // The test is over, or the client went.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await SayAsync(writer, "connect", "220 stand ESMTP");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            Commands.Add(line);
            var verb = line.Split(' ')[0].ToUpperInvariant();
            await SayAsync(
                writer,
                verb,
                verb switch
                {
                    "EHLO" => "250-stand\r\n250 AUTH PLAIN",
                    "AUTH" => "235 welcome",
                    "DATA" => "354 go on",
                    "QUIT" => "221 bye",
                    _ => "250 ok",
                }
            );
            if (verb == "QUIT")
            {
                return;
            }

            if (verb == "DATA" && _answer(verb) is null)
            {
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync(_stop.Token) is { } text && text != ".")
                {
                    mail.AppendLine(text);
                }

                Mails.Add(mail.ToString());
                await writer.WriteLineAsync("250 taken");
            }
        }
    }

    private async Task SayAsync(StreamWriter writer, string verb, string usual)
    {
        var said = _answer(verb) ?? usual;
        if (said.Length == 0)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token);
        }

        await writer.WriteLineAsync(said);
    }
}
