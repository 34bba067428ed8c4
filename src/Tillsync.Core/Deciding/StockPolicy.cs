using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Deciding;

/// <summary>What the owner has decided about stock. A change of it is held by the guard until it is approved.</summary>
/// <param name="Locations">Which of the till's locations sell, where no rule says otherwise.</param>
/// <param name="ActiveStatuses">IM_ITEM.STAT codes that are sold.</param>
/// <param name="SafetyStock">Units of each article that are never offered online; at least 0.</param>
/// <param name="OrderKnownWhen">From when on a web order is the till's business and reserves no more.</param>
/// <param name="TakesOverUnmanaged">Stock management of a listing may be switched on.</param>
public sealed record StockPolicy(
    StockBasis Basis,
    SellingLocations Locations,
    IReadOnlyList<string> ActiveStatuses,
    SafetyStock SafetyStock,
    OrderKnowledge OrderKnownWhen,
    bool TakesOverUnmanaged
)
{
    /// <summary>IM_ITEM.STAT codes that are phased out; null: every code that is not sold. A code in neither list leaves the listing alone.</summary>
    public IReadOnlyList<string>? PhasedOutStatuses { get; init; }

    /// <summary>What a status code means. Codes and what they stand for differ by site.</summary>
    public StatusMeaning MeaningOf(string status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return Names(ActiveStatuses, status) ? StatusMeaning.Sold
            : PhasedOutStatuses is null || Names(PhasedOutStatuses, status) ? StatusMeaning.PhasedOut
            : StatusMeaning.Unknown;
    }

    /// <summary>An article that the shop does not have is made there, as a draft.</summary>
    public bool CreatesDrafts { get; init; }

    /// <summary>What becomes of the listing of an article that is phased out.</summary>
    public PhasedOutListing PhasedOut { get; init; }

    /// <summary>So long a phased-out listing stays in sight, at zero, before it is hidden or made a draft.</summary>
    public TimeSpan PhasedOutGrace { get; init; }

    /// <summary>Decimals of a listed quantity, 0 to 4; 0 where the shop sells whole units, as WooCommerce does by itself.</summary>
    public int DecimalPlaces { get; init; }

    /// <summary>What holds for single articles and categories.</summary>
    public StockRules Rules { get; init; } = StockRules.None;

    /// <summary>The same with the rules of the time: they are in the journal, the rest is configuration.</summary>
    public StockPolicy With(StockRules rules) => this with { Rules = rules };

    /// <summary>By the article's own rule, else by its category's, else by the storefront's setting.</summary>
    public SafetyStock SafetyStockOf(TillItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Rules.ForSafetyStock(item.StockSku, item.Item, item.Category) is { SafetyStock: { } units } rule
            ? new SafetyStock(units) { Rule = rule.Subject }
            : SafetyStock;
    }

    /// <summary>Equal for equal policies, whatever the order in which codes are listed.</summary>
    public string Fingerprint()
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"basis={Basis};locations={(Locations.IsExclusion ? "" : Sorted(Locations.Named))};active={Sorted(ActiveStatuses)};safety={SafetyStock.Quantity};known={OrderKnownWhen};takeover={TakesOverUnmanaged}"
        );
        if (Locations is { IsExclusion: true, Named.Count: > 0 })
        {
            text += $";excluded={Sorted(Locations.Named)}";
        }

        if (PhasedOut != PhasedOutListing.Zero)
        {
            text += string.Create(CultureInfo.InvariantCulture, $";phasedout={PhasedOut},{PhasedOutGrace}");
        }

        if (DecimalPlaces > 0)
        {
            text += string.Create(CultureInfo.InvariantCulture, $";decimals={DecimalPlaces}");
        }

        if (CreatesDrafts)
        {
            text += ";create=drafts";
        }

        if (PhasedOutStatuses is { } statuses)
        {
            text += $";phasedoutstatuses={Sorted(statuses)}";
        }

        if (Rules.All.Count > 0)
        {
            text += $";rules={string.Join(';', Rules.All.Select(rule => rule.Canonical))}";
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private static bool Names(IReadOnlyList<string> codes, string status)
    {
        // A loop, because it is asked for each article.
        foreach (var code in codes)
        {
            if (code.AsSpan().Trim().Equals(status, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string Sorted(IEnumerable<string> values) =>
        string.Join(',', values.Select(value => value.Trim().ToUpperInvariant()).Order(StringComparer.Ordinal));
}

/// <summary>What a status code of the till means for the shop.</summary>
public enum StatusMeaning
{
    /// <summary>Its articles are for sale.</summary>
    Sold,

    /// <summary>Its articles are no longer sold.</summary>
    PhasedOut,

    /// <summary>Nobody has said; the listings stay as they are.</summary>
    Unknown,
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
