using FsCheck;
using FsCheck.Fluent;
using Tillsync.Core.Planning;
using Tillsync.Testing;
using Tillsync.Tests.Stock;

namespace Tillsync.Tests.Planning;

public sealed class PlanGuardProperties
{
    private static readonly Gen<PlannedWrite> Writes =
        from number in Gen.Choose(1, 1000)
        from before in Generate.Nullable(Generate.Units)
        from after in Gen.Frequency((3, Gen.Choose(0, 60).Select(units => (decimal)units)), (1, Gen.Constant(0m)))
        where before != after
        select Some.Write(Some.ListingId(number), Some.Sku(number), before, after);

    private static readonly Gen<GuardLimits> Limits =
        from zeroedPercent in Gen.Choose(0, 100)
        from percent in Generate.Nullable(Gen.Choose(0, 100).Select(share => (decimal)share))
        from items in Generate.Nullable(Gen.Choose(0, 20).Select(count => (decimal)count))
        from always in Gen.Choose(0, 6)
        select new GuardLimits(zeroedPercent, (int?)items, 100, always)
        {
            MaxLoweredPercent = percent,
            MaxLoweredItems = (int?)items,
            MaxRaisedPercent = percent,
            MaxRaisedItems = (int?)items,
        };

    private static readonly Gen<(IReadOnlyList<PlannedWrite> Writes, int Kept, GuardLimits Limits)> Cases =
        from writes in Generate.ListOf(Writes, 30)
        from more in Gen.Choose(0, 100)
        from limits in Limits
        select (writes, writes.Count + more, limits);

    [Fact]
    public void AWriteThatChangesTheNumber_GoesInExactlyOneDirection() =>
        Always.Holds(Writes, write => new[] { write.Zeroes, write.Lowers, write.Raises }.Count(goes => goes) == 1);

    [Fact]
    public void EachDirection_IsHeldExactlyWhenItIsAboveOneOfItsLimits() =>
        Always.Holds(
            Cases,
            given =>
            {
                var (writes, kept, limits) = given;
                var reasons = Reasons(given);
                return IsHeld(reasons, "Zeroed")
                        == Exceeds(writes.Count(write => write.Zeroes), kept, limits, limits.MaxZeroedItems, limits.MaxZeroedPercent)
                    && IsHeld(reasons, "Lowered")
                        == Exceeds(writes.Count(write => write.Lowers), kept, limits, limits.MaxLoweredItems, limits.MaxLoweredPercent)
                    && IsHeld(reasons, "Raised")
                        == Exceeds(writes.Count(write => write.Raises), kept, limits, limits.MaxRaisedItems, limits.MaxRaisedPercent);
            }
        );

    [Fact]
    public void LooserLimits_NeverHoldWhatTighterOnesLetThrough() =>
        Always.Holds(
            Cases,
            given =>
            {
                var looser = given.Limits with
                {
                    MaxZeroedPercent = Math.Min(100, given.Limits.MaxZeroedPercent + 10),
                    MaxZeroedItems = given.Limits.MaxZeroedItems + 3,
                    MaxLoweredPercent = given.Limits.MaxLoweredPercent + 10,
                    MaxLoweredItems = null,
                    MaxRaisedPercent = null,
                    AlwaysAllowItems = given.Limits.AlwaysAllowItems + 1,
                };
                return Reasons(given with { Limits = looser }).Count <= Reasons(given).Count;
            }
        );

    [Fact]
    public void FewerWrites_AreNeverHeldForMore() =>
        Always.Holds(Cases, given => Reasons(given with { Writes = [.. given.Writes.Skip(1)] }).Count <= Reasons(given).Count);

    [Fact]
    public void TheChecksum_ChangesWithAnyWriteAndAnyReason() =>
        Always.Holds(
            Cases,
            given =>
            {
                var plan = Some.Plan(given.Writes);
                var reasons = Reasons(given);
                var names = new HashSet<string> { plan.Checksum, PlanGuard.Checksum(plan, [.. reasons, "one more"]) };
                if (given.Writes is [var first, ..])
                {
                    names.Add(Some.Plan([first with { To = Some.Listed(first.To.Quantity.Units + 1) }, .. given.Writes.Skip(1)]).Checksum);
                    names.Add(Some.Plan([.. given.Writes.Skip(1)]).Checksum);
                }

                return names.Count == (given.Writes.Count > 0 ? 4 : 2) && PlanGuard.Checksum(plan, []) == plan.Checksum;
            }
        );

    private static IReadOnlyList<string> Reasons((IReadOnlyList<PlannedWrite> Writes, int Kept, GuardLimits Limits) given) =>
        PlanGuard.ReasonsOfUndo(Some.Plan(given.Writes), given.Kept, Some.Shop.Key, null, given.Limits);

    private static bool IsHeld(IReadOnlyList<string> reasons, string direction) =>
        reasons.Count(reason => reason.Contains($"Guard:Max{direction}", StringComparison.Ordinal)) == 1;

    private static bool Exceeds(int count, int kept, GuardLimits limits, int? items, decimal? percent) =>
        count > limits.AlwaysAllowItems && (count > items || count * 100m > percent * Math.Max(kept, count));
}
