using FsCheck;
using FsCheck.Fluent;
using Tillsync.Configuration;

namespace Tillsync.Tests.Configuration;

/// <summary>Whatever is wrong with a file, no message repeats a key or a password that is in it.</summary>
public sealed class SecretTests : IDisposable
{
    private const string Password = "hunter2hunter2";

    private static readonly string[] Secrets = [ConfigurationFolder.Key[3..], ConfigurationFolder.KeySecret[3..], Password];

    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NoConfiguration_PrintsASecret()
    {
        var loaded = _folder.Load(WithPassword);

        AssertHidden(loaded.Configuration.ToString());
        AssertHidden(loaded.ToString());
        AssertHidden(string.Join('\n', loaded.Settings));
        AssertHidden(string.Join('\n', loaded.Configuration.Storefronts));
        AssertHidden(string.Join('\n', loaded.Warnings));
        AssertHidden(
            EnvFileImport
                .Parse($"WOO_CONSUMER_KEY={ConfigurationFolder.Key}\nCP_SQL_PASSWORD={Password}\nCP_SQL_SERVER=a\nCP_SQL_DATABASE=b")
                .ToString()
        );
    }

    [Fact]
    public void NoDamage_MakesAMessageRepeatASecret()
    {
        const string noise = "\"{}[],:\\/ x0ck_\n'#t";
        var damages =
            from at in Gen.Choose(0, WithPassword.Length - 1)
            from length in Gen.Choose(0, 8)
            from insert in Gen.Elements(noise.AsEnumerable()).ListOf().Select(letters => new string([.. letters]))
            select WithPassword.Remove(at, Math.Min(length, WithPassword.Length - at)).Insert(at, insert);

        Prop.ForAll(
                damages.ToArbitrary(),
                text =>
                {
                    try
                    {
                        AssertHidden(string.Join('\n', _folder.Load(text).Settings));
                    }
                    catch (ConfigurationException exception)
                    {
                        AssertHidden(exception.ToString());
                        AssertHidden(string.Join('\n', exception.Errors));
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void SecretUnderTheWrongKey_IsNotRepeated()
    {
        foreach (var key in ConfigurationSchema.All.Where(key => key.Rule is not (TextRule or TextListRule)))
        {
            foreach (var secret in (string[])[ConfigurationFolder.Key, ConfigurationFolder.KeySecret, $"Server=a;pwd={Password};x"])
            {
                var variable = (EnvironmentSettings.NameOf(key.PathFor(0)), secret + "!");
                try
                {
                    AssertHidden(string.Join('\n', _folder.Load(ConfigurationFolder.Minimal, variable).Settings));
                }
                catch (ConfigurationException exception)
                {
                    AssertHidden(exception.ToString());
                }
            }
        }
    }

    private static string WithPassword => ConfigurationFolder.With("Integrated Security=true", $"User ID=reader;Password={Password}");

    private static void AssertHidden(string text)
    {
        foreach (var secret in Secrets)
        {
            // Eight characters in a row are enough to be worth hiding; four may be shown.
            for (var i = 0; i + 8 <= secret.Length; i++)
            {
                Assert.DoesNotContain(secret.Substring(i, 8), text, StringComparison.Ordinal);
            }
        }
    }
}
