using Tillsync.Core.Stock;

namespace Tillsync.Core.Mapping;

/// <summary>What somebody wants of one article's mapping.</summary>
/// <param name="Listing">The listing it is to have; null takes from it the one that it has.</param>
public sealed record MappingChange(Sku Sku, ListingId? Listing)
{
    public MappingOrigin Origin { get; init; } = MappingOrigin.ByHand;

    /// <summary>The listing may carry another SKU in the shop, as long as that is no article of the till.</summary>
    public bool AcceptsOtherSku { get; init; }

    /// <summary>The same for one SKU that was seen there.</summary>
    public Sku? AcceptedSku { get; init; }

    /// <summary>It comes from a table of all articles: what holds already stays as it came about.</summary>
    public bool IsOneOfMany { get; init; }

    /// <summary>The listing keeps its number and is nobody's from now on, instead of being phased out.</summary>
    public bool LetsGo { get; init; }
}

/// <summary>Why a change cannot be made.</summary>
/// <param name="Index">Which of the changes, from 0.</param>
public sealed record MappingProblem(int Index, string Subject, string Cause, string Advice)
{
    public const string UnknownSku = "unknown_sku";

    /// <summary>A stable word where the problem has one; empty otherwise.</summary>
    public string Code { get; init; } = "";

    /// <summary>Which of the changes, from 0, names the same listing for another article; null where that is not the problem.</summary>
    public int? Rival { get; init; }
}

/// <summary>What a change comes to.</summary>
/// <param name="From">The listing that the article has now; null where it has none.</param>
/// <param name="To">The listing that it is to have; null where it loses it.</param>
public sealed record MappingEffect(int Index, Sku Sku, ListingId? From, ListingId? To, bool LetsGo)
{
    public bool IsNothing => From == To;
}

/// <summary>What changes come to together: nothing is done while there is a problem.</summary>
public sealed record MappingPreview(IReadOnlyList<MappingProblem> Problems, IReadOnlyList<MappingEffect> Effects);
