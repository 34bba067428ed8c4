namespace Tillsync.Core.Stock;

/// <summary>Which of the till's locations (LOC_ID) sell online where no rule says otherwise: those that are named, or all but those. Blanks and case do not matter.</summary>
public sealed class SellingLocations
{
    private readonly HashSet<string> _named;

    private SellingLocations(IReadOnlyList<string> named, bool isExclusion)
    {
        Named = named;
        IsExclusion = isExclusion;
        _named = named.Select(code => code.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    public static SellingLocations Every { get; } = new([], isExclusion: true);

    /// <summary>As they were written.</summary>
    public IReadOnlyList<string> Named { get; }

    /// <summary>The named ones are those that do not sell.</summary>
    public bool IsExclusion { get; }

    /// <exception cref="ArgumentException">None is named, so that nothing would sell.</exception>
    public static SellingLocations Only(params IReadOnlyList<string> codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        return codes.Count > 0
            ? new SellingLocations(codes, isExclusion: false)
            : throw new ArgumentException("No location is named.", nameof(codes));
    }

    public static SellingLocations AllBut(params IReadOnlyList<string> codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        return new SellingLocations(codes, isExclusion: true);
    }

    /// <param name="location">Without blanks around it.</param>
    public bool Sell(string location) => _named.Contains(location) != IsExclusion;

    /// <summary>For people: <c>01, WEB</c>, <c>every location</c> or <c>every location but QUAR</c>.</summary>
    public override string ToString()
    {
        var named = string.Join(", ", Named);
        return !IsExclusion ? named
            : Named.Count == 0 ? "every location"
            : $"every location but {named}";
    }
}
