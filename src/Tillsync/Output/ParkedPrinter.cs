using Tillsync.Core.Recording;

namespace Tillsync.Output;

/// <summary>Prints what could not be brought to its number.</summary>
internal static class ParkedPrinter
{
    public const string InDoubt = "Outcome unknown, looked at again by the next sync.";

    public static void Print(Terminal terminal, IReadOnlyList<ParkedItem> parked, IReadOnlyList<Intent> open, TimeProvider time, int? most)
    {
        if (parked.Count == 0 && open.Count == 0)
        {
            terminal.Line("Nothing is parked, and no outcome is unknown.");
            return;
        }

        terminal.Table(
            ["SKU", "Listing", "Code", "Attempts", "Since", "Next try", "Reason"],
            [.. parked.Select(item => Row(item, time)), .. open.Select(intent => Row(intent, time))],
            most
        );
    }

    public static void PrintRetried(Terminal terminal, IReadOnlyList<ParkedItem> items)
    {
        terminal.Line(
            items.Count == 0
                ? "Nothing is parked."
                : $"The next sync tries {items.Count} of them: {string.Join(", ", items.Select(item => item.Sku))}"
        );
    }

    public static void PrintDropped(Terminal terminal, IReadOnlyList<ParkedItem> items) =>
        terminal.Line(
            $"Forgotten: {string.Join(", ", items.Select(item => item.Sku))}. A sync that meets the problem again parks it anew, beginning at one attempt."
        );

    private static string[] Row(ParkedItem item, TimeProvider time) =>
        [
            item.Sku.Text,
            item.Listing?.ToString() ?? "",
            item.Code,
            $"{item.Attempts}",
            Words.Local(item.ParkedAt, time),
            item.NextTryAt <= time.GetUtcNow() ? "next sync" : Words.Local(item.NextTryAt, time),
            item.Reason,
        ];

    private static string[] Row(Intent intent, TimeProvider time) =>
        [
            intent.Sku.Text,
            intent.Listing.ToString(),
            "outcome_unknown",
            "",
            Words.Local(intent.IntendedAt, time),
            "next sync",
            $"{InDoubt} {intent.From?.ToString() ?? "none"} -> {intent.To}, run {intent.RunId}. {intent.Detail}".TrimEnd(),
        ];
}
