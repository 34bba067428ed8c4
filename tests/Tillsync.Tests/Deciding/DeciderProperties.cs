using FsCheck;
using FsCheck.Fluent;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Tests.Stock;

namespace Tillsync.Tests.Deciding;

public sealed class DeciderProperties
{
    private static readonly Gen<Input> Inputs =
        from items in Generate.Items
        from kept in Generate.ListOf(Generate.Sku, 6)
        from taken in Generate.ListOf(Gen.Zip(Generate.Sku, Gen.Choose(0, 5)), 6)
        from safetyStock in Gen.Choose(0, 3)
        select new Input(items, kept.ToHashSet(), taken, safetyStock);

    [Fact]
    public void EveryWebItemAndEveryKeptOne_HasExactlyOneDecision() =>
        Always.Holds(
            Inputs,
            input =>
            {
                var wanted = input.Items.Where(item => item.IsWebItem).Select(item => item.Sku).Concat(input.Kept).ToHashSet();
                return input.Decide().Select(decision => decision.Sku).SequenceEqual(wanted.Order());
            }
        );

    [Fact]
    public void UnknownStock_NeverBecomesANumber() =>
        Always.Holds(
            Inputs,
            input =>
                input
                    .Decide()
                    .OfType<Decision.List>()
                    .All(list =>
                        input.Items.Single(item => item.Sku == list.Sku) is { Kind: ItemKind.Inventory, Locations: var rows }
                        && rows.Any(row => row.Sells)
                        && rows.All(row => !row.Sells || row.Available is not null)
                    )
        );

    [Fact]
    public void NothingIsListedBeyondTheTillLessWhatOrdersHold() =>
        Always.Holds(
            Inputs,
            input =>
                input
                    .Decide()
                    .OfType<Decision.List>()
                    .All(list =>
                    {
                        var held = input.Taken.Where(line => line.Item1 == list.Sku).Sum(line => line.Item2);
                        var stock = input.Items.Single(item => item.Sku == list.Sku).Locations.Where(row => row.Sells);
                        return list.To.Quantity.Units <= Math.Max(0, stock.Sum(row => row.Available ?? 0) - held - input.SafetyStock);
                    })
        );

    [Fact]
    public void OrderOfRows_ChangesNoNumber() =>
        Always.Holds(
            Inputs,
            input =>
                (input with { Items = [.. input.Items.Reverse()] })
                    .Decide()
                    .Select(decision => (decision.Sku, decision.Target))
                    .SequenceEqual(input.Decide().Select(decision => (decision.Sku, decision.Target)))
        );

    private sealed record Input(IReadOnlyList<TillItem> Items, HashSet<Sku> Kept, IReadOnlyList<(Sku, int)> Taken, int SafetyStock)
    {
        public IReadOnlyList<Decision> Decide()
        {
            var orders = Taken.Select((line, index) => Some.Order(index, Some.Instant, Some.Line(null, line.Item1, line.Item2)));
            var known = Items.Select(item => item.Sku).ToHashSet();
            var reservations = Reservations.From(orders, new Dictionary<ListingId, Sku>(), known, order => order.HeldByLines);
            return Decider.Decide(Items, Kept, reservations, Some.Policy(safetyStock: SafetyStock));
        }
    }
}
