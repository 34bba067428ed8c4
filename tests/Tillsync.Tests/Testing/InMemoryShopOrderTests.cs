using Tillsync.Testing.Contracts;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Testing;

/// <summary>The shop in memory treats orders as a real one does.</summary>
public sealed class InMemoryShopOrderTests : ShopOrderContract
{
    protected override Task<ShopStand> CreateAsync() => Task.FromResult<ShopStand>(new InMemoryStand());
}
