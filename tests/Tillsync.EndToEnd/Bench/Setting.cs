using System.Globalization;

namespace Tillsync.EndToEnd.Bench;

/// <summary>Whole numbers that whoever starts a long run may set in the environment.</summary>
internal static class Setting
{
    public static int Of(string variable, int byDefault) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : byDefault;
}
