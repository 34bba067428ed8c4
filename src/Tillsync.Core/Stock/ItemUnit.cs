using System.Globalization;

namespace Tillsync.Core.Stock;

/// <summary>
/// A unit in which an article is sold (IM_ITEM.STK_UNIT, ALT_1 to ALT_5). Numerator and denominator are kept apart, because a factor such as
/// 2/3 has no exact decimal.
/// </summary>
/// <param name="Name">As the till writes it: PK, CT, EA.</param>
/// <param name="Numerator">ALT_n_NUMER; null where it is missing.</param>
/// <param name="Denominator">ALT_n_DENOM; null where it is missing.</param>
public sealed record ItemUnit(string Name, decimal? Numerator, decimal? Denominator)
{
    /// <summary>The unit that the till counts in.</summary>
    public static ItemUnit Stocking(string name) => new(name, 1, 1);

    /// <summary>How many stocking units it holds, for people; null where the till does not say.</summary>
    public decimal? Factor => HasFactor ? Numerator / Denominator : null;

    /// <summary>The till says how many stocking units it holds: neither number is missing, zero or negative.</summary>
    public bool HasFactor => Numerator is > 0 && Denominator is > 0;

    /// <summary>So many stocking units in this unit, not rounded.</summary>
    /// <exception cref="InvalidOperationException">The unit has no factor.</exception>
    public Quantity FromStocking(Quantity stocking) => new(stocking.Units * Known(Denominator) / Known(Numerator));

    /// <summary>So many of this unit in stocking units.</summary>
    /// <exception cref="InvalidOperationException">The unit has no factor.</exception>
    public Quantity ToStocking(Quantity units) => new(units.Units * Known(Numerator) / Known(Denominator));

    /// <summary><c>CT of 20 PK</c>.</summary>
    public string Describe(string stockingUnit) =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} of {Factor:0.####} {stockingUnit}").TrimEnd();

    private decimal Known(decimal? number) =>
        HasFactor && number is { } known ? known : throw new InvalidOperationException($"Unit {Name} has no factor.");
}
