namespace Tillsync.Core.Stock;

/// <summary>
/// The article code that till and shop share. Outer blanks do not count and case does not matter, because neither
/// Counterpoint's usual collation nor the shop (its SKU look-up and its duplicate check) tells such codes apart.
/// The text is kept as the till writes it, for display.
/// </summary>
public readonly struct Sku : IEquatable<Sku>, IComparable<Sku>
{
    private readonly string? _text;

    /// <exception cref="ArgumentException">The text is empty or blank: a row without a code names no article.</exception>
    public Sku(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        _text = text.Trim();
    }

    /// <summary>The code as the till writes it, without outer blanks.</summary>
    public string Text => _text ?? "";

    /// <summary>The code of a row that may lack one.</summary>
    public static Sku? From(string? text) => string.IsNullOrWhiteSpace(text) ? null : new Sku(text);

    public bool Equals(Sku other) => string.Equals(Text, other.Text, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is Sku other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Text);

    public int CompareTo(Sku other) => string.Compare(Text, other.Text, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Text;

    public static bool operator ==(Sku left, Sku right) => left.Equals(right);

    public static bool operator !=(Sku left, Sku right) => !left.Equals(right);

    public static bool operator <(Sku left, Sku right) => left.CompareTo(right) < 0;

    public static bool operator >(Sku left, Sku right) => left.CompareTo(right) > 0;

    public static bool operator <=(Sku left, Sku right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Sku left, Sku right) => left.CompareTo(right) >= 0;
}
