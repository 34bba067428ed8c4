using Tillsync.Sandbox;
using Tillsync.Testing.Contracts;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.WooCommerce;

// The adapter keeps the ports' contracts on the newest and the oldest version, and over plain http, where every request is signed.

public sealed class NewestShopTests : ShopContract
{
    protected override Task<ShopStand> CreateAsync() => Stands.Newest();
}

public sealed class OldestShopTests : ShopContract
{
    protected override Task<ShopStand> CreateAsync() => Stands.Oldest();
}

public sealed class PlainHttpShopTests : ShopContract
{
    protected override Task<ShopStand> CreateAsync() => Stands.PlainHttp();
}

public sealed class NewestShopOrderTests : ShopOrderContract
{
    protected override Task<ShopStand> CreateAsync() => Stands.Newest();
}

public sealed class OldestShopOrderTests : ShopOrderContract
{
    protected override Task<ShopStand> CreateAsync() => Stands.Oldest();
}

public sealed class PlainHttpShopOrderTests : ShopOrderContract
{
    protected override Task<ShopStand> CreateAsync() => Stands.PlainHttp();
}

public sealed class NewestShopWriterTests : ListingWriterContract
{
    protected override Task<ShopStand> CreateAsync() => Stands.Newest();
}

public sealed class OldestShopWriterTests : ListingWriterContract
{
    protected override Task<ShopStand> CreateAsync() => Stands.Oldest();
}

public sealed class PlainHttpShopWriterTests : ListingWriterContract
{
    protected override Task<ShopStand> CreateAsync() => Stands.PlainHttp();
}

internal static class Stands
{
    public static Task<ShopStand> Newest() => Task.FromResult<ShopStand>(new SandboxStand(new SandboxOptions()));

    public static Task<ShopStand> Oldest() =>
        Task.FromResult<ShopStand>(new SandboxStand(new SandboxOptions { WooCommerceVersion = "8.9.3" }));

    public static Task<ShopStand> PlainHttp() => Task.FromResult<ShopStand>(new SandboxStand(new SandboxOptions { Https = false }));
}
