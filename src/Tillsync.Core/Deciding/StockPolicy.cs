using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Deciding;

/// <summary>What the owner has decided about stock. A change of it is held by the guard until it is approved.</summary>
/// <param name="Locations">Selling locations; empty means every location of the till.</param>
/// <param name="ActiveStatuses">IM_ITEM.STAT codes that are sold.</param>
/// <param name="SafetyStock">Units of each article that are never offered online; at least 0.</param>
/// <param name="OrderKnownWhen">From when on a web order is the till's business and reserves no more.</param>
/// <param name="TakesOverUnmanaged">Stock management of a listing may be switched on.</param>
public sealed record StockPolicy(
    StockBasis Basis,
    IReadOnlyList<string> Locations,
    IReadOnlyList<string> ActiveStatuses,
    SafetyStock SafetyStock,
    OrderKnowledge OrderKnownWhen,
    bool TakesOverUnmanaged
)
{
    /// <summary>What becomes of the listing of an article that is phased out.</summary>
    public PhasedOutListing PhasedOut { get; init; }

    /// <summary>So long a phased-out listing stays in sight, at zero, before it is hidden or made a draft.</summary>
    public TimeSpan PhasedOutGrace { get; init; }

    /// <summary>Decimals of a listed quantity, 0 to 4; 0 where the shop sells whole units, as WooCommerce does by itself.</summary>
    public int DecimalPlaces { get; init; }

    /// <summary>Equal for equal policies, whatever the order in which codes are listed.</summary>
    public string Fingerprint()
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"basis={Basis};locations={Sorted(Locations)};active={Sorted(ActiveStatuses)};safety={SafetyStock.Quantity};known={OrderKnownWhen};takeover={TakesOverUnmanaged}"
        );
        if (PhasedOut != PhasedOutListing.Zero)
        {
            text += string.Create(CultureInfo.InvariantCulture, $";phasedout={PhasedOut},{PhasedOutGrace}");
        }

        if (DecimalPlaces > 0)
        {
            text += string.Create(CultureInfo.InvariantCulture, $";decimals={DecimalPlaces}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private static string Sorted(IEnumerable<string> values) =>
        string.Join(',', values.Select(value => value.Trim().ToUpperInvariant()).Order(StringComparer.Ordinal));
}

/// <summary>What becomes of the listing of an article that is phased out. It is never deleted.</summary>
public enum PhasedOutListing
{
    /// <summary>It shows no stock. The default.</summary>
    Zero,

    /// <summary>And is in no list and no search; who has its address still finds it.</summary>
    ZeroAndHide,

    /// <summary>And is a draft, which customers cannot see.</summary>
    Draft,
}

/// <summary>When the till knows a web order, so that its units are no longer reserved. In doubt too little is listed.</summary>
public enum OrderKnowledge
{
    /// <summary>Either of the next two. The default.</summary>
    AppliedOrCompleted,

    /// <summary>Its staging row is applied and names a document of the till.</summary>
    Applied,

    /// <summary>The order is completed in the shop.</summary>
    Completed,

    /// <summary>Never by itself: an order reserves until it gives its stock back or is deleted.</summary>
    Manual,
}
