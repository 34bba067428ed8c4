namespace Tillsync.Tests.Configuration;

/// <summary>Each message word for word: they are what an operator works with.</summary>
public sealed class SettingErrorTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Schedule", "ThresholdHours", "0", "0 is out of range. Allowed: 0.1 to 744.")]
    [InlineData("Schedule", "ThresholdHours", "744.01", "744.01 is out of range. Allowed: 0.1 to 744.")]
    [InlineData("Schedule", "ThresholdHours", "1e99", "1e99 is not a number. Allowed: 0.1 to 744.")]
    [InlineData("Schedule", "ThresholdHours", "\"12,5\"", "\"12,5\" is not a number. Allowed: 0.1 to 744.")]
    [InlineData("Schedule", "ThresholdHours", "true", "true is not a number. Allowed: 0.1 to 744.")]
    [InlineData("Schedule", "ThresholdHours", "\" \"", "The value is empty. Leave the key out for its default, 12.")]
    [InlineData("Schedule", "ThresholdHours", "[12]", "One value is expected, not a section or a list.")]
    [InlineData("Schedule", "ThresholdHours", "{ \"Max\": 3 }", "One value is expected, not a section or a list.")]
    [InlineData("Stock", "SafetyStock", "-1", "-1 is out of range. Allowed: 0 to 1000000.")]
    [InlineData("Stock", "SafetyStock", "1000000.5", "1000000.5 is out of range. Allowed: 0 to 1000000.")]
    [InlineData("Stock", "TakeOverUnmanaged", "\"yes\"", "\"yes\" is neither true nor false. Allowed: true or false.")]
    [InlineData("Stock", "TakeOverUnmanaged", "1", "1 is neither true nor false. Allowed: true or false.")]
    [InlineData("Stock", "BacklogDays", "0", "0 is out of range. Allowed: 0.1 to 3650.")]
    [InlineData("Stock", "PhasedOut", "\"Gone\"", "\"Gone\" is not known. Allowed: Zero, ZeroAndHide or Draft.")]
    [InlineData(
        "Stock",
        "OrderKnownWhen",
        "\"Aplied\"",
        "\"Aplied\" is not known. Did you mean Applied? Allowed: AppliedOrCompleted, Applied, Completed or Manual."
    )]
    [InlineData("Stock", "OrderKnownWhen", "0", "0 is not known. Allowed: AppliedOrCompleted, Applied, Completed or Manual.")]
    [InlineData("Guard", "MaxZeroedPercent", "100.5", "100.5 is out of range. Allowed: 0 to 100.")]
    [InlineData("Guard", "MaxZeroedItems", "2.5", "2.5 is not a whole number. Allowed: whole number, 0 to 10000000.")]
    [InlineData("Guard", "MaxZeroedItems", "\"\"", "The value is empty. Leave the key out for no limit.")]
    [InlineData("Guard", "MaxLoweredPercent", "-1", "-1 is out of range. Allowed: 0 to 100.")]
    [InlineData("Guard", "MaxLoweredItems", "10000001", "10000001 is out of range. Allowed: whole number, 0 to 10000000.")]
    [InlineData("Guard", "MaxRaisedPercent", "\"\"", "The value is empty. Leave the key out for no limit.")]
    [InlineData("Guard", "MaxRaisedItems", "1.5", "1.5 is not a whole number. Allowed: whole number, 0 to 10000000.")]
    [InlineData("Guard", "AlwaysAllowItems", "99999999999", "99999999999 is out of range. Allowed: whole number, 0 to 1000000.")]
    public void ImpossibleValue_NamesKeyValueAndRange(string section, string key, string value, string problem)
    {
        var error = Assert.Single(_folder.Errors(ConfigurationFolder.WithStorefront($"\"{section}\": {{ \"{key}\": {value} }}")));

        Assert.Equal($"Storefronts:0:{section}:{key}: {problem} (tillsync.json, line 4)", error);
    }

    [Fact]
    public void StatusThatIsSoldAndPhasedOut_IsRefused()
    {
        var text = ConfigurationFolder.With(
            "\"Locations\"",
            "\"ActiveStatuses\": [\"A\", \"d\"], \"PhasedOutStatuses\": [\"V\", \"D\"], \"Locations\""
        );

        Assert.Contains(
            "Storefronts:0:Till:PhasedOutStatuses: \"D\" is among ActiveStatuses as well. Leave it in one of the two.",
            Assert.Single(_folder.Errors(text)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ExcludedLocations_BesideThoseThatSell_AreRefused()
    {
        var text = ConfigurationFolder.With("\"Locations\"", "\"ExcludedLocations\": [\"QUAR\"], \"Locations\"");

        Assert.Contains(
            "Storefronts:0:Till:ExcludedLocations: Locations names those that sell, and no other does. Remove ExcludedLocations, or set Locations to [] for every location but these.",
            Assert.Single(_folder.Errors(text)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(
        "\"01\"",
        "A list is expected: write [\"01\"] instead of \"01\". Allowed: list of texts of 1 to 10 characters, or [] for every location."
    )]
    [InlineData(
        "1",
        "A list is expected: write [\"1\"] instead of 1. Allowed: list of texts of 1 to 10 characters, or [] for every location."
    )]
    [InlineData("{ \"A\": 1 }", "A list of texts is expected.")]
    [InlineData("[1]", "1 is not text: write it in quotes, exactly as it should read (01 is not 1). Allowed: text of 1 to 10 characters.")]
    [InlineData("[\"01\", \"\"]", "An item of the list is empty. Allowed: list of texts of 1 to 10 characters, or [] for every location.")]
    [InlineData("[\"01\", null]", "An item of the list is empty. Allowed: list of texts of 1 to 10 characters, or [] for every location.")]
    [InlineData("[\"a\", \"A\"]", "\"A\" is there twice. Allowed: list of texts of 1 to 10 characters, or [] for every location.")]
    [InlineData("[\"MAIN STORE 1\"]", "\"MAIN STORE 1\" is too long. Allowed: text of 1 to 10 characters.")]
    public void WrongLocations_AreExplained(string value, string problem)
    {
        var error = Assert.Single(_folder.Errors(ConfigurationFolder.With("[\"01\"]", value)));

        Assert.Equal($"Storefronts:0:Till:Locations: {problem} (tillsync.json, line 7)", error);
    }

    [Fact]
    public void ListInAList_IsRefused()
    {
        var error = Assert.Single(_folder.Errors(ConfigurationFolder.With("[\"01\"]", "[[\"01\"]]")));

        Assert.Equal("Storefronts:0:Till:Locations:0: A list of texts is expected. (tillsync.json, line 7)", error);
    }

    [Fact]
    public void NoActiveStatus_IsRefused()
    {
        var error = Assert.Single(_folder.Errors(ConfigurationFolder.With("\"Locations\"", "\"ActiveStatuses\": [], \"Locations\"")));

        Assert.Equal(
            "Storefronts:0:Till:ActiveStatuses: The list is empty. Allowed: list of texts of 1 to 10 characters, at least one. (tillsync.json, line 7)",
            error
        );
    }

    [Theory]
    [InlineData("shop.example", "\"shop.example\" is not the address of a shop.")]
    [InlineData("ftp://shop.example", "\"ftp://shop.example\" is not the address of a shop.")]
    [InlineData("https://", "\"https://\" is not the address of a shop.")]
    [InlineData(
        "https://bob:hunter2@shop.example",
        "The address has a user name or password in it; the keys go into ConsumerKey and ConsumerSecret."
    )]
    [InlineData("https://shop.example/?x=1", "The address has a '?' or '#' part.")]
    [InlineData("https://shop.example/#x", "The address has a '?' or '#' part.")]
    [InlineData("https://shop.example/wp-json/wc/v3", "The address ends in /wp-json: leave that out, it is added by itself.")]
    public void WrongUrl_IsExplained(string url, string problem)
    {
        var error = Assert.Single(_folder.Errors(ConfigurationFolder.With("https://shop.example", url)));

        Assert.Equal(
            $"Storefronts:0:Shop:Url: {problem} Allowed: http:// or https:// and the shop's address, without user name, query or fragment. (tillsync.json, line 10)",
            error
        );
    }

    [Fact]
    public void SwappedKeys_AreNoticed()
    {
        var text = ConfigurationFolder
            .Minimal.Replace(ConfigurationFolder.Key, "?", StringComparison.Ordinal)
            .Replace(ConfigurationFolder.KeySecret, ConfigurationFolder.Key, StringComparison.Ordinal)
            .Replace("?", ConfigurationFolder.KeySecret, StringComparison.Ordinal);

        var errors = _folder.Errors(text);

        Assert.Equal(2, errors.Length);
        Assert.All(errors, error => Assert.Contains("ConsumerKey and ConsumerSecret are swapped.", error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Journal", "\"Journal\": 5", "A section is expected: write { … }.")]
    [InlineData("Journal", "\"Journal\": [\"a\"]", "A section is expected: write { … }.")]
    [InlineData("Logs", "\"Logs\": \"logs\"", "A section is expected: write { … }.")]
    public void ValueInPlaceOfASection_IsRefused(string key, string json, string problem)
    {
        var error = Assert.Single(_folder.Errors(ConfigurationFolder.With("\"Storefronts\"", $"{json}, \"Storefronts\"")));

        Assert.Equal($"{key}: {problem} (tillsync.json, line 2)", error);
    }

    [Fact]
    public void StorefrontsAsASection_AreRefusedOnce()
    {
        var error = Assert.Single(_folder.Errors("{ \"Storefronts\": { \"Name\": \"main\" } }"));

        Assert.Equal("Storefronts: A list is expected: write [ { … } ], one { … } for each storefront. (tillsync.json, line 1)", error);
    }

    [Fact]
    public void KeyThatIsThereTwice_NamesBothLines()
    {
        var error = Assert.Single(
            _folder.Errors(ConfigurationFolder.With("\"Name\": \"main\",", "\"Name\": \"main\",\n\"name\": \"other\","))
        );

        Assert.Equal("Storefronts:0:name: The key is there twice, first at tillsync.json, line 4. (tillsync.json, line 5)", error);
    }

    [Fact]
    public void EqualStorefrontNames_AreRefused()
    {
        var second =
            "{ \"Name\": \"MAIN\", \"Till\": { \"Provider\": \"Sqlite\", \"ConnectionString\": \"Data Source=a.db\", \"Locations\": [] }, "
            + $"\"Shop\": {{ \"Url\": \"https://b.example\", \"ConsumerKey\": \"{ConfigurationFolder.Key}\", \"ConsumerSecret\": \"{ConfigurationFolder.KeySecret}\" }} }}";
        var text = ConfigurationFolder.Minimal.Insert(ConfigurationFolder.Minimal.LastIndexOf(']'), $", {second}");

        var error = Assert.Single(_folder.Errors(text));

        Assert.StartsWith(
            "Storefronts:1:Name: \"MAIN\" is also the name at Storefronts:0:Name. Give each storefront a name of its own.",
            error,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(
        "Database=DEMO",
        "The connection string names no server. Add Server=HOST or Server=HOST\\INSTANCE (in JSON with two backslashes)."
    )]
    [InlineData(
        "no pairs",
        "The value is not a connection string; a part with ';', '=' or quotes in it is itself put in quotes. Allowed: KEY=VALUE pairs parted by ';'."
    )]
    public void UnusableTillConnection_IsExplained(string connection, string problem)
    {
        var text = ConfigurationFolder.With("Server=TILL\\\\SQLEXPRESS;Database=DEMO;Integrated Security=true", connection);

        Assert.Equal($"Storefronts:0:Till:ConnectionString: {problem} (tillsync.json, line 6)", Assert.Single(_folder.Errors(text)));
    }

    [Fact]
    public void SqliteWithoutFile_IsExplained()
    {
        var text = ConfigurationFolder.With("\"Storefronts\"", "\"Journal\": { \"ConnectionString\": \"Mode=ReadOnly\" }, \"Storefronts\"");

        Assert.Equal(
            "Journal:ConnectionString: The connection string names no file. Add Data Source=FILE. (tillsync.json, line 2)",
            Assert.Single(_folder.Errors(text))
        );
    }

    [Fact]
    public void EmptyObject_NeedsAStorefront()
    {
        Assert.Equal(
            "Storefronts: missing. Add at least one storefront to tillsync.json, or let tillsync init write one.",
            Assert.Single(_folder.Errors("{}"))
        );
        Assert.Single(_folder.Errors("{ \"Storefronts\": [] }"));
    }

    [Fact]
    public void EmptyStorefront_NamesAllThatIsMissingAndWhatToSet()
    {
        var errors = _folder.Errors("{ \"Storefronts\": [{}] }");

        Assert.Equal(6, errors.Length);
        Assert.Equal(
            "Storefronts:0:Shop:Url: missing. Set it to the shop's address, e.g. \"https://shop.example\", in tillsync.json or as TILLSYNC__Storefronts__0__Shop__Url.",
            errors[3]
        );
    }

    [Fact]
    public void AllErrors_AreReportedTogether()
    {
        var text = ConfigurationFolder
            .WithStorefront("\"Guard\": { \"MaxZeroPercent\": 5, \"MaxLostRowsPercent\": 500 }")
            .Replace("https://shop.example", "", StringComparison.Ordinal);

        Assert.Equal(
            [
                "Storefronts:0:Guard:MaxZeroPercent: unknown key. Did you mean MaxZeroedPercent? (tillsync.json, line 4)",
                "Storefronts:0:Shop:Url: The value is empty. Set it to the shop's address, e.g. \"https://shop.example\". (tillsync.json, line 10)",
                "Storefronts:0:Guard:MaxLostRowsPercent: 500 is out of range. Allowed: 0 to 100. (tillsync.json, line 4)",
            ],
            _folder.Errors(text)
        );
    }
}
