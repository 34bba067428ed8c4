using Tillsync.Core;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>Puts a failed statement into words: what it happened to, why, and what to do next.</summary>
internal static class TillErrors
{
    public static TillException Explain(TillQueryException error, ITillDialect dialect)
    {
        var (cause, advice) = Describe(error);
        var subject = error.Subject == dialect.Place ? dialect.Place : $"{error.Subject} in {dialect.Place}";
        return new TillException(subject, $"{cause} ({error.Words.TrimEnd('.')}).", advice, error.InnerException);
    }

    private static (string Cause, string Advice) Describe(TillQueryException error) =>
        error.Fault switch
        {
            TillFault.Unreachable => (
                "the till's server cannot be reached",
                "Check the server's name and port, that SQL Server runs and takes TCP connections, and the firewall."
            ),
            TillFault.LoginFailed => (
                "the login was refused",
                "Check user name and password, or the Windows account that this program runs under, and that the login is enabled."
            ),
            TillFault.DatabaseUnavailable => (
                "the database does not exist there, is offline, or this login may not use it",
                "Check the database's name in the connection string, and that the login is a user of that database."
            ),
            TillFault.UntrustedCertificate => (
                "the connection is encrypted, but the server's certificate is not trusted",
                "Install a certificate that this machine trusts; or, if the network between the two is yours, allow untrusted certificates "
                    + "(Till:AllowUntrustedCertificate, or TrustServerCertificate=True in the connection string)."
            ),
            TillFault.EncryptionUnsupported => (
                "the server does not offer an encrypted connection that this machine accepts",
                "Switch encryption (TLS 1.2) on at the server; or, if the network between the two is yours, put Encrypt=Optional into the connection string."
            ),
            TillFault.NoGlobalization => (
                "this machine lacks the language tables (ICU) that SQL Server connections need",
                "Install the package libicu and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT."
            ),
            TillFault.PermissionDenied => (
                "permission was denied",
                "Let an administrator run the script that `tillsync db script` prints and add the login to the role it names."
            ),
            TillFault.MissingObject => (
                "the table or view is not there, or a view needs one that is not",
                "Check that the connection string names the company database and not another one; `tillsync db script` makes the optional ones."
            ),
            TillFault.MissingColumn => (
                "a column is not there",
                "Was Counterpoint upgraded? `tillsync status` shows what the database has now."
            ),
            TillFault.LockTimeout => (
                "a row stayed locked longer than the lock time-out",
                "Nothing was changed; the next run reads again. If it keeps happening, find what holds the lock: posting, a backup, an open editor."
            ),
            TillFault.Deadlock => (
                "this read was chosen as a deadlock victim twice in a row",
                "Nothing was changed; the next run reads again. If it keeps happening, look at what else writes to the till's database."
            ),
            TillFault.CommandTimeout => (
                "the statement did not end within the command time-out",
                "Nothing was changed; the next run reads again. If it keeps happening, look at the server's load or raise the time-out."
            ),
            TillFault.FileUnavailable => (
                "the file cannot be opened",
                "Check the path in the connection string and the rights on file and folder."
            ),
            TillFault.NotADatabase => (
                "the file is not a SQLite database, or it is damaged",
                "Check the file's name in the connection string."
            ),
            TillFault.ReadOnly => (
                "the database cannot be written",
                "Check the rights on the file and its folder, or switch the till's sync log off."
            ),
            _ => ("the statement failed", "Look up the message in parentheses; nothing was changed."),
        };
}
