using Tillsync.Core.Planning;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Planning;

public sealed class PlanChecksumTests
{
    private static readonly PlannedWrite Write = Some.Write(Some.ListingId(), Some.Sku(), 10, 7);

    public static TheoryData<PlannedWrite> Others =>
        [
            Write with
            {
                Listing = Some.ListingId(2),
            },
            Write with
            {
                Listing = new ListingId(Some.ListingId().ProductId, 7),
            },
            Write with
            {
                Sku = Some.Sku(2),
            },
            Write with
            {
                From = Some.Units(11),
            },
            Write with
            {
                From = Some.Units(0),
            },
            Write with
            {
                From = null,
            },
            Write with
            {
                To = Some.Listed(8),
            },
            Write with
            {
                TakesOver = true,
            },
        ];

    [Fact]
    public void EqualWrites_HaveOneChecksum() =>
        Assert.Equal(Some.Plan(Write).Checksum, Some.Plan(Write with { From = Some.Units(10.00m) }).Checksum);

    [Fact]
    public void Checksum_IsTwelveHexadecimalDigits() => Assert.Matches("^[0-9a-f]{12}$", Some.Plan(Write).Checksum);

    [Theory]
    [MemberData(nameof(Others))]
    public void OtherWrite_HasAnotherChecksum(PlannedWrite other) => Assert.NotEqual(Some.Plan(Write).Checksum, Some.Plan(other).Checksum);

    [Fact]
    public void MoreOrFewerWrites_HaveAnotherChecksum()
    {
        var second = Some.Write(Some.ListingId(2), Some.Sku(2), 1, 2);

        Assert.Equal(3, new[] { Some.Plan(), Some.Plan(Write), Some.Plan(Write, second) }.Select(plan => plan.Checksum).Distinct().Count());
    }
}
