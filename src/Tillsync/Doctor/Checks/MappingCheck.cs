using Tillsync.Core.Recording;

namespace Tillsync.Doctor.Checks;

/// <summary>How much of what the till sells online has a listing in the shop.</summary>
internal sealed class MappingCheck : IDoctorCheck
{
    private const int ExamplesMax = 10;

    public string Name => "Mapping";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken) =>
        Judge((await scene.Journal.GetAsync(cancellationToken)).Memory, scene.Storefront.Till.ActiveStatuses);

    public static Diagnosis Judge(JournalMemory memory, IReadOnlyList<string> active)
    {
        var sold = memory
            .Items.Where(item => item.IsWebItem && active.Contains(item.Status.Trim(), StringComparer.OrdinalIgnoreCase))
            .ToList();
        if (memory.Positions is null || sold.Count == 0)
        {
            return Diagnosis.Warn("Not known before the first full sync.", "Look at `tillsync sync`, then run `tillsync sync --apply`.");
        }

        var unmapped = sold.Where(item => item.IsUnmapped).ToList();
        var kept = sold.Count(item => memory.Listings.ContainsKey(item.Sku));
        // A grid item is sold by its cells and is neither kept nor missing, so there is no total to hold this against.
        var text = $"{kept} web items that are sold have a listing.";
        return kept == 0
                ? Diagnosis.Fail(
                    $"{text} Nothing is kept true.",
                    "Compare a SKU of the till with the shop's; `tillsync why SKU` shows both."
                )
            : unmapped.Count > 0
                ? Diagnosis.Warn(
                    $"{text} The shop has no product with the SKU of {unmapped.Count} others.",
                    "Give the products the till's SKU, or map them in USER_PRODUCT_MAP.",
                    [$"e.g. {string.Join(", ", unmapped.Take(ExamplesMax).Select(item => item.Sku))}"]
                )
            : Diagnosis.Pass(text);
    }
}
