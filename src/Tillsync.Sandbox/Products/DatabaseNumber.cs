using System.Globalization;
using Tillsync.Sandbox.Php;

namespace Tillsync.Sandbox.Products;

/// <summary>Arithmetic as the database does it on the text column that holds stock: in floating point, so huge numbers lose digits.</summary>
internal static class DatabaseNumber
{
    private const decimal ExactMax = 1_000_000_000_000_000;

    public static decimal? Add(decimal? stored, decimal change)
    {
        var sum = stored + change;
        if (sum is null or (> -ExactMax and < ExactMax))
        {
            return sum;
        }

        var text = ((double)sum.Value).ToString("R", CultureInfo.InvariantCulture);
        return PhpCast.ToInt(text);
    }
}
