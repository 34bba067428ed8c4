using Tillsync.Adapters.WooCommerce;
using Tillsync.Testing.Fakes;
using Tillsync.Testing.Faults;

namespace Tillsync.Tests.WooCommerce;

/// <summary>The adapter over scripted answers.</summary>
internal sealed class ShopFixture : IDisposable
{
    /// <summary>Made up, and as long as the shop's own.</summary>
    private const string Digits = "0123456789abcdef0123456789abcdef01234567";
    private const string OtherDigits = "fedcba9876543210fedcba9876543210fedcba98";

    public const string Key = "ck_" + Digits;
    public const string Secret = "cs_" + OtherDigits;

    private readonly List<ShopExchange> _exchanges = [];

    public ShopFixture(ScriptedHandler handler, string url = "https://shop.test", Func<ShopOptions, ShopOptions>? configure = null)
    {
        Handler = handler;
        var options = new ShopOptions
        {
            Url = url,
            ConsumerKey = Key,
            ConsumerSecret = Secret,
            TimeoutSeconds = 90, // Longer than the clock's patience: a time-out is not a wait.
        };
        Client = new WooCommerceClient(
            configure is null ? options : configure(options),
            new ShopEnvironment
            {
                Time = Time,
                Random = new Random(1),
                Handler = handler,
                Observe = _exchanges.Add,
            }
        );
        Shop = new WooCommerceShop(Client);
        Writer = new WooCommerceListingWriter(Client);
    }

    public ScriptedHandler Handler { get; }

    public ImpatientTime Time { get; } = new();

    public WooCommerceClient Client { get; }

    public WooCommerceShop Shop { get; }

    public WooCommerceListingWriter Writer { get; }

    public IReadOnlyList<ShopExchange> Exchanges => _exchanges;

    public void Dispose()
    {
        Client.Dispose();
        Handler.Dispose();
    }
}
