using System.Globalization;
using System.Net;

namespace Tillsync.Configuration;

/// <summary>An address of this machine with a port.</summary>
/// <param name="Address">In figures, e.g. 127.0.0.1 or ::1.</param>
internal sealed record ListenAddress(string Address, int Port)
{
    public bool IsLoopback => IPAddress.IsLoopback(IPAddress.Parse(Address));

    public IPEndPoint ToEndPoint() => new(IPAddress.Parse(Address), Port);

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(Address.Contains(':', StringComparison.Ordinal) ? $"[{Address}]" : Address)}:{Port}"
        );
}
