using System.Text;
using Tillsync.Configuration;

namespace Tillsync.Tests.Configuration;

/// <summary>A folder of its own for one test, with a configuration that holds.</summary>
internal sealed class ConfigurationFolder : IDisposable
{
    public const string Key = "ck_" + "0123456789abcdef0123456789abcdef01234567";
    public const string KeySecret = "cs_" + "fedcba9876543210fedcba9876543210fedcba98";

    /// <summary>The required keys and nothing else, one to a line.</summary>
    public const string Minimal = $$"""
        {
          "Storefronts": [
            {
              "Name": "main",
              "Till": {
                "ConnectionString": "Server=TILL\\SQLEXPRESS;Database=DEMO;Integrated Security=true",
                "Locations": ["01"]
              },
              "Shop": {
                "Url": "https://shop.example",
                "ConsumerKey": "{{Key}}",
                "ConsumerSecret": "{{KeySecret}}"
              }
            }
          ]
        }
        """;

    private static readonly IReadOnlyDictionary<string, string> NoVariables = new Dictionary<string, string>();

    public ConfigurationFolder()
    {
        Folder = Directory.CreateTempSubdirectory("tillsync-").FullName;
        File = Path.Combine(Folder, "tillsync.json");
    }

    public string Folder { get; }

    public string File { get; }

    /// <summary>Loads the text as a file that only its owner can read.</summary>
    public LoadedConfiguration Load(string text, params (string Name, string Value)[] variables)
    {
        Write(Encoding.UTF8.GetBytes(text));
        return Load(variables);
    }

    public LoadedConfiguration Load(params (string Name, string Value)[] variables) =>
        ConfigurationLoader.Load(null, Folder, variables.Length == 0 ? NoVariables : variables.ToDictionary(x => x.Name, x => x.Value));

    /// <summary>The errors of a text that does not hold, one line each.</summary>
    public string[] Errors(string text, params (string Name, string Value)[] variables) =>
        [.. Assert.Throws<ConfigurationException>(() => Load(text, variables)).Errors.Select(error => error.ToString())];

    public void Write(byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File, bytes);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>The minimal configuration with one text replaced; fails when it is not there.</summary>
    public static string With(string old, string replacement)
    {
        Assert.Contains(old, Minimal, StringComparison.Ordinal);
        return Minimal.Replace(old, replacement, StringComparison.Ordinal);
    }

    /// <summary>The minimal configuration with one more section or key in its storefront.</summary>
    public static string WithStorefront(string json) => With("\"Name\": \"main\",", $"\"Name\": \"main\", {json},");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
