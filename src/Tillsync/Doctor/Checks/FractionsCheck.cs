using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Doctor.Checks;

/// <summary>Whether till and shop both sell fractions of a unit, and whether Stock:DecimalPlaces says so.</summary>
internal sealed class FractionsCheck : IDoctorCheck
{
    /// <summary>One request: a shop that sells fractions at all shows some among so many.</summary>
    private const int ListingsMax = 100;

    private const int ExamplesMax = 5;

    public string Name => "Fractions";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        await scene.ShopProfile.GetAsync(cancellationToken);
        var memory = (await scene.Journal.GetAsync(cancellationToken)).Memory;
        var moment = await scene.Moment.GetAsync(cancellationToken);
        var policy = scene.Options.Policy;
        var fractions = moment
            .Decide(moment.Reserve(policy), policy)
            .OfType<Decision.List>()
            .Where(list => list.Unit is null && IsFraction(list.Available.Quantity))
            .Select(list => list.Sku)
            .ToHashSet();
        // Those of articles with a fraction in the till tell most.
        var looked = memory
            .Listings.Values.OrderByDescending(record => fractions.Contains(record.Sku))
            .ThenByDescending(record => record.AcknowledgedAt)
            .Take(ListingsMax)
            .Select(record => record.Listing)
            .ToList();
        var shown = looked.Count > 0 ? await scene.Shop.ReadListingsAsync(looked, cancellationToken) : [];
        return Judge(policy.DecimalPlaces, [.. fractions], shown, memory.Orders);
    }

    /// <param name="fractions">Articles of which the till has a fraction for sale.</param>
    public static Diagnosis Judge(
        int decimalPlaces,
        IReadOnlyList<Sku> fractions,
        IReadOnlyList<ShopListing> shown,
        IReadOnlyList<WebOrder> orders
    )
    {
        List<string> signs =
        [
            .. shown
                .Where(listing => listing.Quantity is { } quantity && IsFraction(quantity))
                .Take(ExamplesMax)
                .Select(listing => $"listing {listing.Id} shows {listing.Quantity}"),
            .. orders
                .Where(order => order.Lines.Any(line => IsFraction(line.Ordered)))
                .Take(ExamplesMax)
                .Select(order => $"order {order.Number} is for a fraction"),
        ];
        return (signs.Count > 0, decimalPlaces > 0) switch
        {
            (true, false) => Diagnosis.Warn(
                "The shop sells fractions of a unit, and whole units are listed.",
                "Set Stock:DecimalPlaces to as many decimals as the shop sells.",
                signs
            ),
            (false, true) when fractions.Count > 0 && shown.Count > 0 => Diagnosis.Warn(
                $"Stock:DecimalPlaces is {decimalPlaces}, and no listing that was looked at shows a fraction.",
                "A shop without a plugin for decimals cuts them off: then set Stock:DecimalPlaces to 0.",
                [.. fractions.Take(ExamplesMax).Select(sku => $"{sku} has a fraction in the till")]
            ),
            (true, true) => Diagnosis.Pass($"Both sell fractions; up to {decimalPlaces} decimals are listed."),
            _ when fractions.Count > 0 => Diagnosis.Pass(
                $"Whole units are listed; of {fractions.Count} articles the till has a fraction more."
            ),
            _ => Diagnosis.Pass("Whole units on both sides."),
        };
    }

    private static bool IsFraction(Quantity quantity) => decimal.Truncate(quantity.Units) != quantity.Units;
}
