using System.Globalization;

namespace Tillsync.Core.Stock;

/// <summary>
/// An exact number of units: decimal, never binary floating point; may be negative and fractional, as in the till
/// (<c>decimal(15,4)</c>). 2 and 2.0000 are equal and print alike.
/// </summary>
public readonly record struct Quantity(decimal Units) : IComparable<Quantity>
{
    public static readonly Quantity Zero;

    public int CompareTo(Quantity other) => Units.CompareTo(other.Units);

    public override string ToString() => Units.ToString("0.####", CultureInfo.InvariantCulture);

    public static Quantity operator +(Quantity left, Quantity right) => new(left.Units + right.Units);

    public static Quantity operator -(Quantity left, Quantity right) => new(left.Units - right.Units);

    public static Quantity operator -(Quantity value) => new(-value.Units);

    public static bool operator <(Quantity left, Quantity right) => left.Units < right.Units;

    public static bool operator >(Quantity left, Quantity right) => left.Units > right.Units;

    public static bool operator <=(Quantity left, Quantity right) => left.Units <= right.Units;

    public static bool operator >=(Quantity left, Quantity right) => left.Units >= right.Units;
}
