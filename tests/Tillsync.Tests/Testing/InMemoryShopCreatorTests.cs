using Tillsync.Testing.Contracts;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Testing;

/// <summary>The shop in memory makes products as a real one does, but for refusing a SKU twice.</summary>
public sealed class InMemoryShopCreatorTests : ListingCreatorContract
{
    protected override Task<ShopStand> CreateAsync() => Task.FromResult<ShopStand>(new InMemoryStand());
}
