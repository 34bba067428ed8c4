using System.Reflection;
using System.Security.Authentication;
using Microsoft.Data.SqlClient;
using Tillsync.Adapters.Counterpoint;

namespace Tillsync.Tests.Counterpoint;

/// <summary>SQL Server's numbers, which the T-SQL server of the tests does not all send.</summary>
public sealed class SqlServerFaultsTests
{
    [Theory]
    [InlineData(18456, 14, nameof(TillFault.LoginFailed))]
    [InlineData(4060, 11, nameof(TillFault.DatabaseUnavailable))]
    [InlineData(911, 16, nameof(TillFault.DatabaseUnavailable))]
    [InlineData(229, 14, nameof(TillFault.PermissionDenied))]
    [InlineData(230, 14, nameof(TillFault.PermissionDenied))]
    [InlineData(208, 16, nameof(TillFault.MissingObject))]
    [InlineData(4413, 16, nameof(TillFault.MissingObject))]
    [InlineData(207, 16, nameof(TillFault.MissingColumn))]
    [InlineData(1222, 16, nameof(TillFault.LockTimeout))]
    [InlineData(1205, 13, nameof(TillFault.Deadlock))]
    [InlineData(-2, 11, nameof(TillFault.CommandTimeout))]
    [InlineData(-2, 20, nameof(TillFault.Unreachable))]
    [InlineData(53, 20, nameof(TillFault.Unreachable))]
    [InlineData(10054, 20, nameof(TillFault.Unreachable))]
    [InlineData(20, 20, nameof(TillFault.EncryptionUnsupported))]
    [InlineData(-2146893019, 20, nameof(TillFault.UntrustedCertificate))]
    [InlineData(8134, 16, nameof(TillFault.Other))]
    public void Numbers_AreTheirFaults(int number, byte severity, string fault) =>
        Assert.Equal(fault, SqlServerFaults.Classify(Error(number, severity, "words")).ToString());

    [Theory]
    [InlineData("relation \"company_dbo.im_inv\" does not exist", nameof(TillFault.MissingObject))]
    [InlineData("column \"qty_avail\" does not exist", nameof(TillFault.MissingColumn))]
    [InlineData("permission denied for table im_inv", nameof(TillFault.PermissionDenied))]
    [InlineData("canceling statement due to lock timeout", nameof(TillFault.LockTimeout))]
    [InlineData("something else", nameof(TillFault.Other))]
    public void ServersWithoutNumbers_AreReadByTheirWords(string words, string fault) =>
        Assert.Equal(fault, SqlServerFaults.Classify(Error(33557097, 16, words)).ToString());

    [Theory]
    [InlineData("The remote certificate is invalid", nameof(TillFault.UntrustedCertificate))]
    [InlineData("Authentication failed, see inner exception.", nameof(TillFault.EncryptionUnsupported))]
    public void Handshakes_AreToldApart(string words, string fault) =>
        Assert.Equal(fault, SqlServerFaults.Classify(Error(0, 20, "pre-login handshake", new AuthenticationException(words))).ToString());

    /// <summary>SqlClient lets nobody make its exceptions.</summary>
    private static SqlException Error(int number, byte severity, string message, Exception? inner = null)
    {
        const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        var constructor = typeof(SqlError).GetConstructors(Hidden).OrderBy(candidate => candidate.GetParameters().Length).First();
        object?[] values = [.. constructor.GetParameters().Select(parameter => ValueFor(parameter, number, severity, message))];
        typeof(SqlErrorCollection).GetMethod("Add", Hidden)!.Invoke(errors, [constructor.Invoke(values)]);
        var factory = typeof(SqlException)
            .GetMethods(Hidden)
            .First(method =>
                method.Name == "CreateException"
                && method
                    .GetParameters()
                    .Select(parameter => parameter.ParameterType)
                    .SequenceEqual([typeof(SqlErrorCollection), typeof(string), typeof(Guid), typeof(Exception)])
            );
        return (SqlException)factory.Invoke(null, [errors, "12.00", Guid.Empty, inner])!;
    }

    private static object? ValueFor(ParameterInfo parameter, int number, byte severity, string message) =>
        parameter.Name switch
        {
            "infoNumber" => number,
            "errorClass" => severity,
            "errorMessage" => message,
            _ when parameter.ParameterType == typeof(string) => "",
            _ when parameter.ParameterType.IsValueType => Activator.CreateInstance(parameter.ParameterType),
            _ => null,
        };
}
