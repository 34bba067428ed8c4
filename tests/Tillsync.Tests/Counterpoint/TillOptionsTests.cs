using Microsoft.Data.SqlClient;
using Tillsync.Adapters.Counterpoint;
using Tillsync.Core;
using Tillsync.Core.Stock;

namespace Tillsync.Tests.Counterpoint;

public sealed class TillOptionsTests
{
    [Fact]
    public void Text_HidesTheConnectionString()
    {
        var options = new TillOptions
        {
            ConnectionString = "Server=S;Database=D;User ID=u;Password=hunter2",
            Locations = SellingLocations.Only("01"),
        };

        Assert.DoesNotContain("hunter2", options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", $"{new { options }}", StringComparison.Ordinal);
    }

    [Fact]
    public void SilentConnectionString_IsEncryptedAndChecked()
    {
        var built = Build("Server=S;Database=D;Integrated Security=True");

        Assert.Equal(SqlConnectionEncryptOption.Mandatory, built.Encrypt);
        Assert.False(built.TrustServerCertificate);
        Assert.False(built.MultipleActiveResultSets);
        Assert.False(built.PersistSecurityInfo);
        Assert.Equal(ApplicationIntent.ReadWrite, built.ApplicationIntent);
        Assert.Equal(("Tillsync", 15), (built.ApplicationName, built.ConnectTimeout));
    }

    [Fact]
    public void ExplicitConnectionString_Wins()
    {
        var built = Build(
            "Server=S;Database=D;Encrypt=Optional;TrustServerCertificate=False;Connect Timeout=3;App=Other;MultipleActiveResultSets=True",
            allow: true
        );

        Assert.Equal(SqlConnectionEncryptOption.Optional, built.Encrypt);
        Assert.False(built.TrustServerCertificate);
        Assert.False(built.MultipleActiveResultSets);
        Assert.Equal(("Other", 3), (built.ApplicationName, built.ConnectTimeout));
    }

    [Fact]
    public void UntrustedCertificate_NeedsItsSwitch()
    {
        Assert.True(Build("Server=S;Database=D", allow: true).TrustServerCertificate);
        Assert.True(Build("Server=S;Database=D;TrustServerCertificate=True").TrustServerCertificate);
    }

    [Theory]
    [InlineData("Server=S;Database=D;Password=hun;ter2;Encrypt=True")]
    [InlineData("Server=S;Database=D;Password=hunter2;Encrypt=ter2")]
    [InlineData("Server=S;Database=D;Password=x;Connect Timeout=ter2")]
    [InlineData("hunter2")]
    public void MalformedConnectionString_IsRefused_WithoutQuotingIt(string text)
    {
        var error = Assert.Throws<TillException>(() =>
            new CounterpointTill(new TillOptions { ConnectionString = text }, TimeProvider.System)
        );

        Assert.DoesNotContain("ter2", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Server=S")]
    [InlineData("Database=D")]
    public void ConnectionString_NeedsServerAndDatabase(string text)
    {
        var error = Assert.Throws<TillException>(() =>
            new CounterpointTill(new TillOptions { ConnectionString = text }, TimeProvider.System)
        );

        Assert.Contains("server and database", error.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mode=ReadOnly")]
    [InlineData("Wrong=1")]
    public void SqliteConnectionString_NeedsAFile(string text)
    {
        var options = new TillOptions { Provider = TillProvider.Sqlite, ConnectionString = text };

        var error = Assert.Throws<TillException>(() => new CounterpointTill(options, TimeProvider.System));

        Assert.Contains("SQLite file", error.Cause, StringComparison.Ordinal);
    }

    private static SqlConnectionStringBuilder Build(string text, bool allow = false) =>
        SqlServerConnectionString.Build(new TillOptions { ConnectionString = text, AllowUntrustedCertificate = allow });
}
