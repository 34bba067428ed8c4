using System.Data.Common;
using System.Security.Authentication;
using Microsoft.Data.SqlClient;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>SQL Server's error numbers, put in groups. Numbers: sys.messages; the negative ones are Windows' own (SChannel).</summary>
internal static class SqlServerFaults
{
    /// <summary>What Babelfish, which speaks T-SQL over PostgreSQL, answers where it has no number of SQL Server's. The words are PostgreSQL's.</summary>
    private const int ForeignNumber = 33557097;

    public static TillFault Classify(DbException error) => error is SqlException sql ? ClassifyNumber(sql) : TillFault.Other;

    private static TillFault ClassifyNumber(SqlException error) =>
        error.Number switch
        {
            229 or 230 or 262 or 297 or 300 => TillFault.PermissionDenied,
            208 or 4413 => TillFault.MissingObject,
            207 or 4502 => TillFault.MissingColumn,
            1222 => TillFault.LockTimeout,
            1205 => TillFault.Deadlock,
            18452 or 18456 or 18470 or 18486 or 18487 or 18488 => TillFault.LoginFailed,
            911 or 916 or 922 or 927 or 942 or 945 or 4060 or 4064 or 40532 => TillFault.DatabaseUnavailable,
            -2146893019 or -2146893022 or -2146762487 => TillFault.UntrustedCertificate,
            20 => TillFault.EncryptionUnsupported,
            ForeignNumber => ClassifyWords(error.Message),
            _ => ClassifyConnection(error),
        };

    private static TillFault ClassifyWords(string words) =>
        words switch
        {
            _ when words.Contains("permission denied", StringComparison.OrdinalIgnoreCase) => TillFault.PermissionDenied,
            _ when words.Contains("lock timeout", StringComparison.OrdinalIgnoreCase) => TillFault.LockTimeout,
            _ when !words.Contains("does not exist", StringComparison.OrdinalIgnoreCase) => TillFault.Other,
            _ when words.Contains("column", StringComparison.OrdinalIgnoreCase) => TillFault.MissingColumn,
            _ => TillFault.MissingObject,
        };

    private static TillFault ClassifyConnection(SqlException error)
    {
        if (FindInner<AuthenticationException>(error) is { } handshake)
        {
            // .NET says "remote certificate" when it looked at one and did not like it; else no common protocol was found.
            return handshake.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase)
                ? TillFault.UntrustedCertificate
                : TillFault.EncryptionUnsupported;
        }

        // Class 20 and above ends the connection; -2 is SqlClient's own time-out, of a statement or of a connect.
        return error switch
        {
            { Number: -2, Class: < 20 } => TillFault.CommandTimeout,
            { Class: >= 20 } or { Number: -1 or -2 or 2 or 53 or 64 or 121 or 233 or 258 or 10053 or 10054 or 10060 or 10061 or 11001 } =>
                TillFault.Unreachable,
            _ => TillFault.Other,
        };
    }

    private static T? FindInner<T>(Exception error)
        where T : Exception
    {
        for (var inner = error.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is T wanted)
            {
                return wanted;
            }
        }

        return null;
    }
}
