using System.Globalization;
using Tillsync.Configuration;

namespace Tillsync.Tests.Configuration;

public sealed class ConfigurationSchemaTests
{
    [Fact]
    public void EachKey_IsExplainedInOneSentenceAndHasADefaultOrIsRequired()
    {
        foreach (var key in ConfigurationSchema.All)
        {
            Assert.EndsWith(".", key.Meaning, StringComparison.Ordinal);
            Assert.Equal(1, ((object?[])[key.Default, key.SetTo, key.WhenAbsent]).Count(value => value is not null));
        }

        Assert.Equal(
            ConfigurationSchema.All.Count,
            ConfigurationSchema.All.Select(key => key.Path).Distinct(StringComparer.OrdinalIgnoreCase).Count()
        );
    }

    [Fact]
    public void EachDefault_IsAllowedByItsOwnRule()
    {
        foreach (var key in ConfigurationSchema.All.Where(key => key.Default is not null and not IReadOnlyList<string>))
        {
            var text = key.Default is Secret secret ? secret.Reveal() : SettingText.Of(key.Default!);
            var result = key.Rule.Read(new RawSetting(key.Path, RawKind.Variable, text, ConfigurationOrigin.Default.Instance));

            Assert.Equal(key.Default, result.Value);
        }
    }

    [Fact]
    public void Documentation_ListsEachKeyAsTheSchemaHasIt()
    {
        var documented = File.ReadAllLines(Path.Combine(RepositoryRoot(), "docs", "configuration.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal));

        Assert.Equal(ConfigurationSchema.All.Select(Row), documented);
    }

    private static string Row(SettingKey key)
    {
        var value =
            key.Default is null ? key.WhenAbsent ?? "required"
            : key == ShopKeys.UserAgent ? "`Tillsync/VERSION`"
            : $"`{SettingText.JsonOf(key.Default)}`";
        return string.Create(CultureInfo.InvariantCulture, $"| `{key.Name}` | {key.Rule.Allowed} | {value} | {key.Meaning} |");
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tillsync.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
