using Tillsync.Core;

namespace Tillsync.Doctor.Checks;

/// <summary>Plugins that write stock themselves, or that stand between Tillsync and the API.</summary>
internal sealed class ShopPluginsCheck : IDoctorCheck
{
    private static readonly string[] StockWriters =
    [
        "ATUM",
        "Stock Manager",
        "Stock Sync",
        "Smart Manager",
        "Square",
        "Zettle",
        "Veeqo",
        "Katana",
        "Cin7",
        "Linnworks",
        "Zoho Inventory",
        "Lightspeed",
        "SKU IQ",
        "Modern Retail",
        "Codisto",
        "WP All Import",
        "Counterpoint",
    ];

    private static readonly string[] InTheWay =
    [
        "WP Rocket",
        "W3 Total Cache",
        "LiteSpeed Cache",
        "WP Super Cache",
        "WP Fastest Cache",
        "Breeze",
        "Wordfence",
        "Sucuri",
        "Solid Security",
        "All-In-One Security",
        "Disable REST API",
    ];

    public string Name => "Shop plugins";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        await scene.ShopProfile.GetAsync(cancellationToken);
        try
        {
            return Judge((await scene.System.GetAsync(cancellationToken)).Plugins);
        }
        catch (ShopException exception)
        {
            return Diagnosis.Warn($"They cannot be read: {exception.Cause}", "See yourself that no other plugin writes stock.");
        }
    }

    public static Diagnosis Judge(IReadOnlyList<string> plugins)
    {
        var writers = plugins.Where(plugin => IsOneOf(plugin, StockWriters)).ToList();
        var others = plugins.Where(plugin => IsOneOf(plugin, InTheWay)).Select(plugin => $"{plugin}: keep /wp-json/ out of it");
        return writers.Count > 0
            ? Diagnosis.Warn(
                $"These may write stock as well: {string.Join(", ", writers)}.",
                "Let only one of them write the listings that Tillsync keeps: two writers undo each other.",
                others
            )
            : Diagnosis.Pass($"Of {plugins.Count} active plugins none is known to write stock.", others);
    }

    private static bool IsOneOf(string plugin, IEnumerable<string> names) =>
        names.Any(name => plugin.Contains(name, StringComparison.OrdinalIgnoreCase));
}
