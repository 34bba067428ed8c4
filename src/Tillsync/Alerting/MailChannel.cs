using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Tillsync.Configuration;

namespace Tillsync.Alerting;

/// <summary>Mail by SMTP, with TLS and sign-in.</summary>
internal sealed class MailChannel(EmailSettings settings) : IAlertChannel
{
    public string Name => $"mail by {settings.Host}:{settings.Port} to {string.Join(", ", settings.To)}";

    public async Task SendAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        try
        {
            using var mail = Compose(message);
            using var client = new SmtpClient();
            await client.ConnectAsync(settings.Host ?? "", settings.Port, OptionOf(settings.Security), cancellationToken);
            if (settings is { User: { } user, Password: { } password })
            {
                await client.AuthenticateAsync(user, password.Reveal(), cancellationToken);
            }

            await client.SendAsync(mail, cancellationToken);
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception exception)
            when (exception
                    is IOException
                        or SocketException
                        or CommandException
                        or ProtocolException
                        or AuthenticationException
                        or SslHandshakeException
                        or ServiceNotConnectedException
                        or NotSupportedException
                        or ParseException
            )
        {
            throw new AlertException(exception.Message.ReplaceLineEndings(" "), exception);
        }
    }

    private MimeMessage Compose(AlertMessage message)
    {
        var mail = new MimeMessage();
        mail.From.Add(MailboxAddress.Parse(settings.From ?? ""));
        foreach (var recipient in settings.To)
        {
            mail.To.Add(MailboxAddress.Parse(recipient));
        }

        mail.Subject = message.Subject;
        // Whoever answers automatically is not to answer this.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Body = new TextPart("plain") { Text = message.Text };
        return mail;
    }

    private static SecureSocketOptions OptionOf(MailSecurity security) =>
        security switch
        {
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.None => SecureSocketOptions.None,
            _ => throw new ArgumentOutOfRangeException(nameof(security)),
        };
}
