using System.Data.Common;
using Tillsync.Configuration;

namespace Tillsync.Tests.Configuration;

public sealed class EnvFileImportTests
{
    private const string Complete = $"""
        CP_SQL_SERVER=TILL\SQLEXPRESS
        CP_SQL_DATABASE=COMPANY
        CP_SQL_TRUSTED_CONN=yes
        WOO_BASE_URL=https://shop.example
        WOO_CONSUMER_KEY={ConfigurationFolder.Key}
        WOO_CONSUMER_SECRET={ConfigurationFolder.KeySecret}
        DEFAULT_LOC_ID=01
        SMTP_HOST=mail.example
        API_KEY=change-me
        """;

    [Fact]
    public void CompleteFile_IsTakenOver()
    {
        var import = EnvFileImport.Parse(Complete);

        Assert.Equal(
            [("Server", "TILL\\SQLEXPRESS"), ("Database", "COMPANY"), ("Integrated Security", "true")],
            Parts(import, "Server", "Database", "Integrated Security")
        );
        Assert.Equal("https://shop.example", import.Settings.ShopUrl);
        Assert.Equal(ConfigurationFolder.Key, import.Settings.ConsumerKey?.Reveal());
        Assert.Equal(ConfigurationFolder.KeySecret, import.Settings.ConsumerSecret?.Reveal());
        Assert.Equal(["01"], import.Settings.Locations);
        Assert.Empty(import.Missing);
        Assert.Equal(["API_KEY", "SMTP_HOST"], import.Ignored);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("True")]
    [InlineData("1")]
    public void TrustedConnection_NeedsNoPassword(string text)
    {
        var import = EnvFileImport.Parse(Complete.Replace("yes", text, StringComparison.Ordinal));

        Assert.False(Builder(import).ContainsKey("Password"));
        Assert.Empty(import.Missing);
    }

    [Theory]
    [InlineData("p;w")]
    [InlineData("it's")]
    [InlineData("say \"hi\"")]
    [InlineData("both ' and \"")]
    [InlineData("a=b;Server=evil")]
    [InlineData("{curly}")]
    public void PasswordOfAnyKind_SurvivesTheConnectionString(string password)
    {
        var quoted = password.Replace("\"", "\\\"", StringComparison.Ordinal);
        var text = Complete.Replace(
            "CP_SQL_TRUSTED_CONN=yes",
            $"CP_SQL_TRUSTED_CONN=no\nCP_SQL_USERNAME=reader\nCP_SQL_PASSWORD=\"{quoted}\"",
            StringComparison.Ordinal
        );

        var import = EnvFileImport.Parse(text);

        Assert.Equal(
            [("Server", "TILL\\SQLEXPRESS"), ("User ID", "reader"), ("Password", password)],
            Parts(import, "Server", "User ID", "Password")
        );
        Assert.False(Builder(import).ContainsKey("Integrated Security"));
    }

    [Fact]
    public void MissingKeys_AreNamed()
    {
        var import = EnvFileImport.Parse("CP_SQL_SERVER=TILL\nCP_SQL_PASSWORD=\n");

        Assert.Equal(
            [
                "CP_SQL_DATABASE",
                "CP_SQL_USERNAME",
                "CP_SQL_PASSWORD",
                "WOO_BASE_URL",
                "WOO_CONSUMER_KEY",
                "WOO_CONSUMER_SECRET",
                "DEFAULT_LOC_ID",
            ],
            import.Missing
        );
        Assert.Null(import.Settings.TillConnectionString);
        Assert.Null(import.Settings.Locations);
    }

    [Fact]
    public void ApiPathOfTheUrl_IsLeftOut()
    {
        var import = EnvFileImport.Parse("WOO_BASE_URL=https://shop.example/store/wp-json/wc/v3");

        Assert.Equal("https://shop.example/store", import.Settings.ShopUrl);
        Assert.Contains("WOO_BASE_URL: the part from /wp-json on was left out; it is added by itself.", import.Notes);
    }

    [Fact]
    public void WhatIsDifferentNow_IsSaid()
    {
        var notes = EnvFileImport.Parse("DEFAULT_LOC_ID=01\nrubbish").Notes;

        Assert.Contains("Not understood, and left out: line 2.", notes);
        Assert.Contains(
            notes,
            note => note.StartsWith("DEFAULT_LOC_ID: the scripts read it but added up all locations", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Import_WritesAFileThatLoads()
    {
        using var folder = new ConfigurationFolder();
        var envFile = Path.Combine(folder.Folder, ".env");
        File.WriteAllText(envFile, Complete);

        ConfigurationWriter.Write(folder.File, EnvFileImport.Read(envFile).Settings, force: false);

        var till = folder.Load().Configuration.Storefronts[0].Till;
        Assert.Equal("TILL\\SQLEXPRESS", new DbConnectionStringBuilder { ConnectionString = till.ConnectionString.Reveal() }["Server"]);
    }

    [Fact]
    public void MissingFile_IsNamed()
    {
        var exception = Assert.Throws<ConfigurationException>(() => EnvFileImport.Read("/no/such/.env"));

        Assert.StartsWith("/no/such/.env: There is no such file. Name the .env file", exception.Message, StringComparison.Ordinal);
    }

    private static DbConnectionStringBuilder Builder(EnvFileImport import) =>
        new() { ConnectionString = import.Settings.TillConnectionString?.Reveal() };

    private static IEnumerable<(string, string?)> Parts(EnvFileImport import, params string[] names) =>
        names.Select(name => (name, Builder(import)[name] as string));
}
