using System.Data.Common;

namespace Tillsync.Configuration;

/// <summary>Takes over what the scripts that Tillsync replaces had in their .env file.</summary>
/// <param name="Settings">What was found.</param>
/// <param name="Missing">Keys that should have been there; what they hold must be set by hand.</param>
/// <param name="Ignored">Keys that mean nothing to Tillsync.</param>
/// <param name="Notes">Sentences about what was understood differently, or not at all; they hold no secret.</param>
internal sealed record EnvFileImport(
    InitialSettings Settings,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Ignored,
    IReadOnlyList<string> Notes
)
{
    private const string Server = "CP_SQL_SERVER";
    private const string Database = "CP_SQL_DATABASE";
    private const string Trusted = "CP_SQL_TRUSTED_CONN";
    private const string Username = "CP_SQL_USERNAME";
    private const string Password = "CP_SQL_PASSWORD";
    private const string ShopUrl = "WOO_BASE_URL";
    private const string Key = "WOO_CONSUMER_KEY";
    private const string KeySecret = "WOO_CONSUMER_SECRET";
    private const string Location = "DEFAULT_LOC_ID";

    private static readonly string[] Known = [Server, Database, Trusted, Username, Password, ShopUrl, Key, KeySecret, Location];

    /// <exception cref="ConfigurationException">The file is missing or cannot be read.</exception>
    public static EnvFileImport Read(string path) =>
        Parse(ConfigurationFile.ReadText(path, "Name the .env file of the scripts, or leave it out and answer the questions."));

    public static EnvFileImport Parse(string text)
    {
        var file = EnvFile.Parse(text);
        var found = file.Values.Where(pair => pair.Value.Length > 0).ToDictionary(StringComparer.Ordinal);
        var notes = new List<string>();
        if (file.BadLines.Count > 0)
        {
            notes.Add($"Not understood, and left out: line {string.Join(", ", file.BadLines)}.");
        }

        if (found.ContainsKey(Location))
        {
            notes.Add($"{Location}: the scripts read it but added up all locations; Tillsync offers the stock of this one alone.");
        }

        var settings = new InitialSettings
        {
            TillConnectionString = ConnectionStringOf(found),
            Locations = found.TryGetValue(Location, out var location) ? [location] : null,
            ShopUrl = found.TryGetValue(ShopUrl, out var url) ? WithoutApiPath(url, notes) : null,
            ConsumerKey = found.TryGetValue(Key, out var key) ? new Secret(key) : null,
            ConsumerSecret = found.TryGetValue(KeySecret, out var secret) ? new Secret(secret) : null,
        };
        string[] ignored = [.. file.Values.Keys.Except(Known, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new EnvFileImport(settings, MissingIn(found), ignored, notes);
    }

    /// <summary>Null without server and database; a sign-in that is missing leaves its part out.</summary>
    private static Secret? ConnectionStringOf(Dictionary<string, string> found)
    {
        if (!found.TryGetValue(Server, out var server) || !found.TryGetValue(Database, out var database))
        {
            return null;
        }

        // The builder quotes what has ';', '=', quotes or outer blanks in it.
        var parts = new DbConnectionStringBuilder { ["Server"] = server, ["Database"] = database };
        if (IsTrusted(found))
        {
            parts["Integrated Security"] = "true";
        }
        else
        {
            parts["User ID"] = found.GetValueOrDefault(Username, "");
            parts["Password"] = found.GetValueOrDefault(Password, "");
        }

        return new Secret(parts.ConnectionString);
    }

    private static List<string> MissingIn(Dictionary<string, string> found)
    {
        List<string> needed = [Server, Database, ShopUrl, Key, KeySecret, Location];
        if (!IsTrusted(found))
        {
            needed.InsertRange(2, [Username, Password]);
        }

        return [.. needed.Where(name => !found.ContainsKey(name))];
    }

    private static bool IsTrusted(Dictionary<string, string> found) =>
        found.TryGetValue(Trusted, out var text) && text.ToUpperInvariant() is "YES" or "TRUE" or "1" or "Y" or "ON";

    private static string WithoutApiPath(string url, List<string> notes)
    {
        var at = url.IndexOf("/wp-json", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return url;
        }

        notes.Add($"{ShopUrl}: the part from /wp-json on was left out; it is added by itself.");
        return url[..at];
    }
}
