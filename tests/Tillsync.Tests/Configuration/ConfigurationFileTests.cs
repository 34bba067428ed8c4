using System.Text;
using Tillsync.Configuration;

namespace Tillsync.Tests.Configuration;

public sealed class ConfigurationFileTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void MissingFile_NamesThePathAndTheCommandThatWritesOne()
    {
        var exception = Assert.Throws<ConfigurationException>(() => _folder.Load());

        Assert.Equal(
            $"{_folder.File}: There is no such file. Run tillsync init to write one, or name another with --config FILE.",
            exception.Message
        );
        Assert.Equal(_folder.File, exception.Subject);
    }

    [Fact]
    public void MissingFolder_NamesThePath()
    {
        var path = Path.Combine(_folder.Folder, "no", "such.json");

        var exception = Assert.Throws<ConfigurationException>(() =>
            ConfigurationLoader.Load(path, _folder.Folder, new Dictionary<string, string>())
        );

        Assert.StartsWith($"{path}: There is no such file.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FolderInPlaceOfTheFile_CannotBeRead()
    {
        Directory.CreateDirectory(_folder.File);

        var exception = Assert.Throws<ConfigurationException>(() => _folder.Load());

        Assert.StartsWith($"{_folder.File}: The file cannot be read.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"Logs\": { \"RetentionDays\": 3O }\n}", 2, 31)]
    [InlineData("{\n  \"Logs\": {}\n  \"Journal\": {}\n}", 3, 3)]
    [InlineData("{ \"Logs\": {}", 1, 13)]
    [InlineData("{ \"größe\": x }", 1, 12)]
    [InlineData("{}\n}", 2, 1)]
    public void InvalidJson_NamesLineAndColumn(string text, int line, int column)
    {
        var exception = Assert.Throws<ConfigurationException>(() => _folder.Load(text));

        Assert.Equal($"Line {line}, column {column}: this is not valid JSON.", exception.Cause);
        Assert.Contains("comma, quote or bracket", exception.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void SingleBackslash_IsExplained()
    {
        var exception = Assert.Throws<ConfigurationException>(() => _folder.Load(ConfigurationFolder.With("TILL\\\\SQL", "TILL\\SQL")));

        Assert.StartsWith("Line 6, column ", exception.Cause, StringComparison.Ordinal);
        Assert.Equal(@"In JSON a backslash is written twice, e.g. ""Server=TILL\\SQLEXPRESS"".", exception.Advice);
    }

    [Fact]
    public void SingleBackslashThatJsonUnderstands_IsExplainedToo()
    {
        var error = Assert.Single(_folder.Errors(ConfigurationFolder.With("TILL\\\\SQL", "TILL\\new")));

        Assert.Contains("a backslash is written twice", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    public void EmptyFile_IsSaidToBeEmpty(string text)
    {
        var exception = Assert.Throws<ConfigurationException>(() => _folder.Load(text));

        Assert.Equal("The file is empty. Run tillsync init to write one.", $"{exception.Cause} {exception.Advice}");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("null")]
    public void NoSection_IsRefused(string text)
    {
        Assert.Equal("The file does not hold a section.", Assert.Throws<ConfigurationException>(() => _folder.Load(text)).Cause);
    }

    [Fact]
    public void CommentsOnly_AreRefused()
    {
        Assert.Throws<ConfigurationException>(() => _folder.Load("// nothing else"));
    }

    [Fact]
    public void OtherEncoding_IsRefused()
    {
        _folder.Write(Encoding.Latin1.GetBytes(ConfigurationFolder.With("main", "größe")));

        var exception = Assert.Throws<ConfigurationException>(() => _folder.Load());

        Assert.Equal("The file is not UTF-8 text. Save it with the encoding UTF-8.", $"{exception.Cause} {exception.Advice}");
    }
}
