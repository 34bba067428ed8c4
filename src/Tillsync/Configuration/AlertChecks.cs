using MimeKit;

namespace Tillsync.Configuration;

/// <summary>What about alerts works only in part: each key is right by itself, but together they reach nobody.</summary>
internal static class AlertChecks
{
    public static IEnumerable<string> WarningsOf(EmailSettings email)
    {
        if (email.Host is null)
        {
            if (email.User is not null || email.From is not null || email.To.Count > 0)
            {
                yield return $"{AlertKeys.Host.Path}: it is not set, though other keys of mail are; no mail is sent.";
            }

            yield break;
        }

        if (email.From is null)
        {
            yield return $"{AlertKeys.From.Path}: it is not set, so that no mail is sent. Set it to the sender's address.";
        }

        if (email.To.Count == 0)
        {
            yield return $"{AlertKeys.To.Path}: it is not set, so that no mail is sent. Set it to the recipients' addresses.";
        }

        if (email.User is null != email.Password is null)
        {
            yield return $"{AlertKeys.User.Path}: User and Password belong together; with one of them alone nobody signs in.";
        }

        foreach (var address in email.To.Append(email.From).OfType<string>().Where(address => !MailboxAddress.TryParse(address, out _)))
        {
            yield return $"Alerts:Email: \"{address}\" is not a mail address; mail with it fails.";
        }
    }
}
