using System.Text.Json;
using System.Text.Json.Nodes;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd.Bench;

/// <summary>A till, a shop and a configuration in a folder of their own, and the program to run on them.</summary>
internal sealed class TillBench : IAsyncDisposable
{
    public const string ConsumerKey = "ck_e2e7c0ffee7key";
    public const string ConsumerSecret = "cs_e2e7c0ffee7secret";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tillsync-e2e-");
    private readonly JsonObject _configuration;

    private TillBench(SandboxShop shop)
    {
        Shop = shop;
        Till = new TillFile(PathOf("till.db"));
        Journal = new JournalFile(PathOf("tillsync.db"));
        _configuration = Configuration();
    }

    public SandboxShop Shop { get; private set; }

    public TillFile Till { get; }

    public JournalFile Journal { get; }

    public string Folder => _folder.FullName;

    public string ConfigurationPath => PathOf("tillsync.json");

    public string LogFolder => PathOf("logs");

    /// <summary>Variables that the program is given besides those of this process.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>Units of each article that are never offered, as the configuration says.</summary>
    public decimal SafetyStock { get; set; }

    public static Task<TillBench> StartAsync(params IEnumerable<Article> articles) => StartAsync(new SandboxOptions(), articles);

    public static async Task<TillBench> StartAsync(SandboxOptions options, params IEnumerable<Article> articles)
    {
        var keyed = options with { ConsumerKey = ConsumerKey, ConsumerSecret = ConsumerSecret };
        var bench = new TillBench(await SandboxShop.StartAsync(keyed, CancellationToken.None));
        await bench.Till.CreateAsync();
        await bench.AddAsync(articles);
        bench.WriteConfiguration();
        return bench;
    }

    /// <summary>Adds articles to the till, and listings where they have one.</summary>
    public async Task AddAsync(params IEnumerable<Article> articles)
    {
        var all = articles.ToList();
        await Till.AddAsync(all);
        Shop.Model.AddMany(all.Where(article => article.Shown is not null).Select(article => new NewProduct(article.Sku, article.Shown)));
    }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public long IdOf(string sku) => Shop.Model.FindBySku(sku)!.Id;

    public decimal? ShownOf(string sku) => Shop.Model.FindBySku(sku)?.Quantity;

    /// <summary>Requests that the shop got and that change something there.</summary>
    public IReadOnlyList<LoggedRequest> Writes =>
        [.. Shop.Requests.All.Where(request => request.Method is not ("GET" or "HEAD") && !AsksWhetherKeysMayWrite(request))];

    /// <summary>Changes the storefront's section of the configuration.</summary>
    public void Configure(Action<JsonObject> edit)
    {
        edit((JsonObject)_configuration["Storefronts"]![0]!);
        WriteConfiguration();
    }

    public void ConfigureRoot(Action<JsonObject> edit)
    {
        edit(_configuration);
        WriteConfiguration();
    }

    public RunningProgram Start(params string[] arguments) => RunningProgram.Start(Folder, arguments, Variables);

    /// <summary>Runs a command to its end. What holds for every command is asserted here: see <see cref="Manners"/>.</summary>
    public async Task<Ran> RunAsync(params string[] arguments)
    {
        await using var program = Start(arguments);
        return await EndAsync(program);
    }

    public async Task<Ran> EndAsync(RunningProgram program)
    {
        var ran = await program.EndAsync();
        Manners.Check(ran, ConsumerKey, ConsumerSecret);
        return ran;
    }

    public async Task<JsonElement> RunJsonAsync(int code, params string[] arguments)
    {
        var ran = (await RunAsync([.. arguments, "--json"])).Ended(code);
        using var document = JsonDocument.Parse(ran.Output);
        return document.RootElement.Clone();
    }

    /// <summary>Brings shop and journal to where a first sync leaves them, and forgets its requests.</summary>
    public async Task SyncAsync()
    {
        (await RunAsync("sync", "--apply")).Ended(0);
        Shop.Requests.Clear();
    }

    /// <summary>The shop goes away: nothing listens at its address any more.</summary>
    public ValueTask StopShopAsync() => Shop.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        try
        {
            Manners.CheckFiles(Folder, ConsumerKey, ConsumerSecret);
        }
        finally
        {
            _folder.Delete(recursive: true);
        }
    }

    /// <summary>A batch without items, answered as such: it is how <c>status</c> and <c>init</c> ask, and it changes nothing.</summary>
    private static bool AsksWhetherKeysMayWrite(LoggedRequest request) =>
        request is { Method: "POST", Status: 200, BatchItems: 0 } && request.Target.EndsWith("/products/batch", StringComparison.Ordinal);

    private void WriteConfiguration() => File.WriteAllText(ConfigurationPath, _configuration.ToJsonString());

    private JsonObject Configuration() =>
        new()
        {
            ["Storefronts"] = new JsonArray(
                new JsonObject
                {
                    ["Name"] = "e2e",
                    [nameof(Till)] = new JsonObject
                    {
                        ["Provider"] = "Sqlite",
                        ["ConnectionString"] = "Data Source=till.db",
                        ["Locations"] = new JsonArray(TillFile.Location),
                    },
                    [nameof(Shop)] = new JsonObject
                    {
                        ["Url"] = Shop.Url.ToString(),
                        ["ConsumerKey"] = ConsumerKey,
                        ["ConsumerSecret"] = ConsumerSecret,
                        ["AllowUntrustedCertificate"] = Shop.Certificate is not null,
                        ["QuietSeconds"] = 1,
                        ["SettleSeconds"] = 1,
                    },
                }
            ),
        };
}
