using System.Globalization;
using System.Text;
using Tillsync.Adapters.WooCommerce;
using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Sandbox;
using Tillsync.Testing.Contracts;

namespace Tillsync.Testing.Fakes;

/// <summary>The WooCommerce adapter over the stand-in of a shop, without sockets and without waiting.</summary>
public sealed class SandboxStand : ShopStand
{
    private static readonly SandboxKey Reader = new("ck_reader", "cs_reader", KeyAccess.Read);

    private readonly WooCommerceClient _client;
    private readonly WooCommerceClient _readOnlyClient;

    /// <param name="configure">Changes the client's options.</param>
    public SandboxStand(SandboxOptions options, Func<ShopOptions, ShopOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        Handler = new SandboxHandler(options with { TimeProvider = Time, ExtraKeys = [.. options.ExtraKeys, Reader] });
        var shop = new ShopOptions
        {
            Url = options.Https ? "https://shop.test" : "http://shop.test",
            ConsumerKey = options.ConsumerKey,
            ConsumerSecret = options.ConsumerSecret,
            TimeoutSeconds = 90, // Longer than the clock's patience: a time-out is not a wait.
        };
        var configured = configure is null ? shop : configure(shop);
        _client = Client(configured);
        _readOnlyClient = Client(configured with { ConsumerKey = Reader.ConsumerKey, ConsumerSecret = Reader.ConsumerSecret });
        Shop = new WooCommerceShop(_client);
        ReadOnlyShop = new WooCommerceShop(_readOnlyClient);
        Writer = new WooCommerceListingWriter(_client);
        Creator = new WooCommerceListingCreator(_client);
    }

    public SandboxHandler Handler { get; }

    public ImpatientTime Time { get; } = new();

    public override IShop Shop { get; }

    public override IShop ReadOnlyShop { get; }

    public override IListingWriter Writer { get; }

    public override IListingCreator Creator { get; }

    public RequestCounts Requests => _client.Requests.Counts;

    public override DateTimeOffset Now => Time.GetUtcNow();

    public ShopModel Model => Handler.Model;

    public override ListingId AddSimple(string sku, decimal? quantity) => new(Model.AddSimple(new NewProduct(sku, quantity)));

    public override ListingId AddVariable(string sku, decimal? quantity) => new(Model.AddVariable(new NewProduct(sku, quantity)));

    public override ListingId AddVariation(ListingId parent, string sku, decimal? quantity) =>
        new(parent.ProductId, Model.AddVariation(parent.ProductId, new NewProduct(sku, quantity)));

    public override Quantity? QuantityOf(ListingId id) => Model.Get(Post(id)).Quantity is { } units ? new Quantity(units) : null;

    public override void SetStock(ListingId id, decimal quantity) => Model.SetStock(Post(id), quantity);

    public override void Trash(ListingId id) => Model.Trash(Post(id));

    public override void Delete(ListingId id) => Model.Delete(Post(id));

    public override long PlaceOrder(ListingId listing, decimal quantity) =>
        Model.PlaceOrder(Post(listing), quantity) ?? throw new InvalidOperationException("The shop has too little of it.");

    public override void SetOrderStatus(long orderId, string status) => Model.SetOrderStatus(orderId, status);

    public override void TrashOrder(long orderId) => DeleteOrder(orderId, "");

    public override void DeleteOrder(long orderId) => DeleteOrder(orderId, "force=true");

    public override void Wait(TimeSpan time) => Time.Advance(time);

    public override ValueTask DisposeAsync()
    {
        _client.Dispose();
        _readOnlyClient.Dispose();
        return base.DisposeAsync();
    }

    private WooCommerceClient Client(ShopOptions options) =>
        new(
            options,
            new ShopEnvironment
            {
                Time = Time,
                Random = new Random(1),
                Handler = new SandboxHttpHandler(Handler),
            }
        );

    private static long Post(ListingId id) => id.VariationId ?? id.ProductId;

    private void DeleteOrder(long orderId, string query)
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes("ck_sandbox:cs_sandbox"));
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = "Basic " + credentials };
        var path = string.Create(CultureInfo.InvariantCulture, $"/wp-json/wc/v3/orders/{orderId}");
        var answer = Handler.Handle(new SandboxRequest("DELETE", "https", path, query, headers, default));
        if (answer.Status != 200)
        {
            throw new InvalidOperationException($"The stand-in answered {answer.Status} to the deletion of an order.");
        }
    }
}
