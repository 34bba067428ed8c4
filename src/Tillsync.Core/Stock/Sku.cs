namespace Tillsync.Core.Stock;

/// <summary>
/// The article code that till and shop share: an item number, or what <see cref="Cell"/> and <see cref="In"/> make of one. It is never taken
/// apart again; what it is made of stands in the till's own rows. Outer blanks do not count and case does not matter, because neither
/// Counterpoint's usual collation nor the shop (its SKU look-up and its duplicate check) tells such codes apart.
/// The text is kept as the till writes it, for display.
/// </summary>
public readonly struct Sku : IEquatable<Sku>, IComparable<Sku>
{
    private const string PlainSigns = "-_.@/";

    /// <summary>What a shell reads within double quotes, too.</summary>
    private static readonly char[] SignsInQuotes = ['"', '$', '`', '!', '\\'];

    private readonly string? _text;
    private readonly string? _key;

    /// <exception cref="ArgumentException">The text is empty or blank: a row without a code names no article.</exception>
    public Sku(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        _text = text.Trim();
        // The same instance when the text is in upper case already, as most codes are.
        _key = _text.ToUpperInvariant();
    }

    /// <summary>The code as the till writes it, without outer blanks.</summary>
    public string Text => _text ?? "";

    /// <summary>The code as it is typed on a command line: in quotes where a shell would take it apart.</summary>
    public string Typed =>
        Text.All(letter => char.IsLetterOrDigit(letter) || PlainSigns.Contains(letter, StringComparison.Ordinal)) ? Text
        : Text.IndexOfAny(SignsInQuotes) < 0 ? $"\"{Text}\""
        : $"'{Text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Equal, letter by letter, exactly for equal SKUs: what a store without our comparison can look up by.</summary>
    public string Key => _key ?? "";

    /// <summary>The code of a row that may lack one.</summary>
    public static Sku? From(string? text) => string.IsNullOrWhiteSpace(text) ? null : new Sku(text);

    /// <summary>
    /// The code of a cell of this grid item, as integrations of Counterpoint usually write it: <c>SHIRT|RED|L</c>. Unused dimensions
    /// (<c>*</c>) at the end are left out.
    /// </summary>
    public Sku Cell(IReadOnlyList<string> dimensions)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        return new Sku(string.Join(GridCell.Separator, (string[])[Text, .. GridCell.Trim(dimensions)]));
    }

    /// <summary>The code of this article sold in another unit than the one that the till counts in: <c>01-10251@CT</c>.</summary>
    public Sku In(string unit)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(unit);
        return new Sku($"{Text}@{unit.Trim()}");
    }

    public bool Equals(Sku other) => string.Equals(Key, other.Key, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is Sku other && Equals(other);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public int CompareTo(Sku other) => string.CompareOrdinal(Key, other.Key);

    public override string ToString() => Text;

    public static bool operator ==(Sku left, Sku right) => left.Equals(right);

    public static bool operator !=(Sku left, Sku right) => !left.Equals(right);

    public static bool operator <(Sku left, Sku right) => left.CompareTo(right) < 0;

    public static bool operator >(Sku left, Sku right) => left.CompareTo(right) > 0;

    public static bool operator <=(Sku left, Sku right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Sku left, Sku right) => left.CompareTo(right) >= 0;
}
