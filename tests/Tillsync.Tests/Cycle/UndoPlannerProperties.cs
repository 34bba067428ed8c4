using FsCheck;
using FsCheck.Fluent;
using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Tests.Stock;

namespace Tillsync.Tests.Cycle;

public sealed class UndoPlannerProperties
{
    private const long Run = 7;

    private static readonly Gen<Intent> Intents =
        from number in Gen.Choose(1, 6)
        from other in Gen.Frequency((9, Gen.Constant(0)), (1, Gen.Constant(10)))
        from before in Generate.Nullable(Gen.Choose(-1, 4).Select(units => (decimal)units))
        from after in Gen.Choose(0, 4)
        from state in Gen.Frequency((6, Gen.Constant(IntentState.Accepted)), (2, Gen.Elements(Enum.GetValues<IntentState>())))
        select IntentOf(number, number + other, before, after, state);

    private static readonly Gen<UndoInput> Inputs =
        from intents in Generate.ListOf(Intents, 8)
        from later in Generate.ListOf(Intents, 2)
        from shown in Gen.ListOf(Gen.Choose(-1, 4), 6)
        from touched in Generate.ListOf(Gen.Choose(1, 6), 1)
        from gone in Generate.ListOf(Gen.Choose(1, 6), 1)
        from lost in Generate.ListOf(Gen.Choose(1, 6), 1)
        select new UndoInput(
            Run,
            intents,
            Later(later),
            Numbers().Except(lost).ToDictionary(Some.Sku, number => Some.Record(Some.ListingId(number), Some.Sku(number), 1)),
            new Listings(Numbers().Except(gone).Select(number => Listing(number, shown[number - 1]))),
            touched.Distinct().ToDictionary(Some.ListingId, _ => 1187L)
        );

    [Fact]
    public void AWrite_GoesFromWhatIsShown_ToWhatTheRunFoundFirst() =>
        Always.Holds(
            Inputs,
            input =>
                UndoPlanner
                    .Plan(input)
                    .Writes.All(write =>
                        input.Listings.Find(write.Listing)?.Quantity == write.From
                        && Standing(input, write.Sku).First().From == write.To.Quantity
                        && write.Delta is not null
                        && write.From != write.To.Quantity
                    ),
            1000
        );

    [Fact]
    public void WhatAnythingSpeaksAgainst_IsNotWritten() =>
        Always.Holds(
            Inputs,
            input =>
                UndoPlanner
                    .Plan(input)
                    .Writes.All(write =>
                        !input.Touched.ContainsKey(write.Listing)
                        && input.Records[write.Sku].Listing == write.Listing
                        && (input.LaterIntents.GetValueOrDefault(write.Sku) ?? []).All(later => later.State == IntentState.Refused)
                        && Standing(input, write.Sku).All(intent => intent.Delta is not null && intent.Listing == write.Listing)
                    ),
            1000
        );

    [Fact]
    public void EveryArticle_IsRestoredOrNamedWithAReason_UnlessTheRunLeftItAsItWas() =>
        Always.Holds(
            Inputs,
            input =>
            {
                var (writes, leftAlone) = UndoPlanner.Plan(input);
                var told = writes.Select(write => write.Sku).Concat(leftAlone.Select(item => item.Sku)).ToList();
                var silent = input
                    .Intents.Select(intent => intent.Sku)
                    .Distinct()
                    .Except(told)
                    .All(sku => Standing(input, sku) is not [var first, ..] standing || first.From == standing[^1].To.Quantity);
                return silent && told.Count == told.Distinct().Count() && leftAlone.All(item => item.Reason.Length > 0);
            },
            1000
        );

    [Fact]
    public void TheUndisturbedRun_IsTakenBackWhole() =>
        Always.Holds(
            Generate.ListOf(Gen.Zip(Gen.Choose(-2, 9), Gen.Choose(0, 9)), 6),
            changes =>
            {
                var numbered = changes.Select((change, index) => (Number: index + 1, Before: change.Item1, After: change.Item2)).ToList();
                var input = new UndoInput(
                    Run,
                    [.. numbered.Select(item => IntentOf(item.Number, item.Number, item.Before, item.After, IntentState.Accepted))],
                    new Dictionary<Sku, IReadOnlyList<Intent>>(),
                    numbered.ToDictionary(
                        item => Some.Sku(item.Number),
                        item => Some.Record(Some.ListingId(item.Number), Some.Sku(item.Number), item.After)
                    ),
                    new Listings(numbered.Select(item => Listing(item.Number, item.After))),
                    new Dictionary<ListingId, long>()
                );

                var (writes, leftAlone) = UndoPlanner.Plan(input);

                return leftAlone.Count == 0
                    && writes.Count == numbered.Count(item => item.Before != item.After)
                    && writes.All(write => write.To.Quantity.Units == numbered[(int)(write.Listing.ProductId - 13_801)].Before);
            }
        );

    private static IEnumerable<int> Numbers() => Enumerable.Range(1, 6);

    private static Dictionary<Sku, IReadOnlyList<Intent>> Later(IReadOnlyList<Intent> intents)
    {
        var bySku = new Dictionary<Sku, IReadOnlyList<Intent>>();
        foreach (var group in intents.GroupBy(intent => intent.Sku))
        {
            bySku[group.Key] = [.. group];
        }

        return bySku;
    }

    private static List<Intent> Standing(UndoInput input, Sku sku) =>
        [.. input.Intents.Where(intent => intent.Sku == sku && intent.State != IntentState.Refused)];

    private static ShopListing Listing(int number, decimal shown) => Some.Listing(Some.ListingId(number), Some.Sku(number), shown);

    private static Intent IntentOf(int number, int listing, decimal? before, decimal after, IntentState state)
    {
        Quantity? from = before is { } shown ? Some.Units(shown) : null;
        return new Intent(
            number,
            Run,
            Some.Sku(number),
            Some.ListingId(listing),
            from,
            Some.Listed(after),
            from is { } known ? Some.Units(after) - known : null,
            "",
            Some.Instant,
            state,
            null,
            null
        );
    }
}
