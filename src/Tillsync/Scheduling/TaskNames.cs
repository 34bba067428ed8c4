using System.Text;

namespace Tillsync.Scheduling;

/// <summary>What a scheduled task may be called, and what its files are called then.</summary>
internal static class TaskNames
{
    /// <summary>The scripts' name, which operators look for.</summary>
    public const string Default = "WooCommerce Inventory Sync";

    public const string Allowed = "1 to 120 characters without \\ / : * ? \" < > | and line breaks, with a letter or digit among them";

    private const int LengthMax = 120;

    /// <summary>What the Task Scheduler, the most particular of them, does not take.</summary>
    private const string Forbidden = "\\/:*?\"<>|";

    public static bool IsAllowed(string name) =>
        name.Length <= LengthMax
        && !name.Any(character => char.IsControl(character) || Forbidden.Contains(character, StringComparison.Ordinal))
        && SlugOf(name).Length > 0;

    /// <summary>Lower-case ASCII letters and digits parted by '-', e.g. <c>woocommerce-inventory-sync</c>.</summary>
    public static string SlugOf(string name)
    {
        var slug = new StringBuilder();
        foreach (var character in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                slug.Append(character);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }
}
