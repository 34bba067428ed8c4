using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Tillsync.Core;

namespace Tillsync.Adapters.WooCommerce;

/// <summary>The certificate that a shop shows, trusted or not.</summary>
/// <param name="Problem">Why this machine does not trust it; null when it does.</param>
public sealed record ShopCertificate(string Subject, string Issuer, DateTimeOffset ValidUntil, string? Problem)
{
    /// <summary>Connects as far as the certificate and no further.</summary>
    /// <param name="shop">An https address.</param>
    /// <exception cref="ShopException">No connection, or nothing that speaks TLS.</exception>
    public static async Task<ShopCertificate> ReadAsync(Uri shop, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shop);
        var problem = SslPolicyErrors.None;
        bool Note(SslPolicyErrors found)
        {
            problem = found;
            return true;
        }

        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(shop.Host, shop.Port, cancellationToken);
            // It is looked at, not relied on: nothing is sent over this connection.
            await using var tls = new SslStream(socket.GetStream());
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = shop.Host,
                    RemoteCertificateValidationCallback = (_, _, _, found) => Note(found),
                },
                cancellationToken
            );
            using var certificate = new X509Certificate2(tls.RemoteCertificate ?? throw new AuthenticationException("It shows none."));
            return new ShopCertificate(
                certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false),
                certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true),
                new DateTimeOffset(certificate.NotAfter.ToUniversalTime()),
                Describe(problem)
            );
        }
        catch (Exception exception) when (exception is SocketException or IOException or AuthenticationException)
        {
            throw new ShopException(
                shop.GetLeftPart(UriPartial.Authority),
                $"Its certificate could not be read: {exception.Message}",
                "Check host and port of the shop's URL.",
                exception
            );
        }
    }

    private static string? Describe(SslPolicyErrors errors) =>
        errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "it was made for another name"
        : errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? "this machine does not know who issued it, or it is not valid now"
        : null;
}
