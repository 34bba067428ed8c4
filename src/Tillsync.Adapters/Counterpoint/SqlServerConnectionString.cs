using Microsoft.Data.SqlClient;
using Tillsync.Core;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>The operator's connection string with the defaults that this program wants where it is silent.</summary>
internal static class SqlServerConnectionString
{
    private const string Subject = "the till's connection string";

    public static SqlConnectionStringBuilder Build(TillOptions options)
    {
        var builder = Parse(options.ConnectionString);
        if (builder.DataSource.Length == 0 || builder.InitialCatalog.Length == 0)
        {
            throw new TillException(
                Subject,
                "it does not name server and database.",
                "Write it like: Server=TILLSERVER;Database=COMPANY;User ID=tillsync;Password=…"
            );
        }

        builder.MultipleActiveResultSets = false;
        builder.PersistSecurityInfo = false;
        if (!builder.ShouldSerialize("Encrypt"))
        {
            builder.Encrypt = SqlConnectionEncryptOption.Mandatory;
        }

        if (options.AllowUntrustedCertificate && !builder.ShouldSerialize("TrustServerCertificate"))
        {
            builder.TrustServerCertificate = true;
        }

        if (!builder.ShouldSerialize("Connect Timeout"))
        {
            builder.ConnectTimeout = options.ConnectTimeoutSeconds;
        }

        if (!builder.ShouldSerialize("Application Name"))
        {
            builder.ApplicationName = "Tillsync";
        }

        return builder;
    }

    private static SqlConnectionStringBuilder Parse(string text)
    {
        try
        {
            return new SqlConnectionStringBuilder(text);
        }
        catch (ArgumentException)
        {
            throw Unreadable();
        }
        catch (FormatException)
        {
            throw Unreadable();
        }
    }

    /// <remarks>The parser quotes what it did not understand, which may be a piece of the password: its words are not passed on.</remarks>
    private static TillException Unreadable() =>
        new(
            Subject,
            "it cannot be read as a SQL Server connection string.",
            "Check its keywords; a value with a semicolon, a quote or outer blanks must stand in quotes."
        );
}
