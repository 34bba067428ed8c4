using Tillsync.Core.Mapping;
using Tillsync.Core.Stock;

namespace Tillsync.Output;

/// <summary>Prints which listing each article has, and what changes.</summary>
internal static class MapPrinter
{
    public static void Print(
        Terminal terminal,
        IReadOnlyList<MappingRow> all,
        IReadOnlyList<MappingRow> shown,
        TimeProvider time,
        int? most
    )
    {
        terminal.Line($"{all.Count(row => row.State != MappingState.Ended)} articles: {Counts(all)}");
        if (shown.Count > 0)
        {
            terminal.Line();
            terminal.Table(
                ["SKU", "State", "Listing", "Name in the shop", "By", "Confirmed", "Note"],
                [.. shown.Select(row => Row(row, time))],
                most
            );
        }
    }

    public static void PrintProposals(Terminal terminal, IReadOnlyList<MappingRow> rows, int? most)
    {
        if (rows.Count == 0)
        {
            terminal.Line("Nothing to propose: every article either has a listing, or the shop has none that looks like it.");
            return;
        }

        terminal.Table(
            ["SKU", "Listing", "SKU in the shop", "Name in the shop", "By", "Can be accepted", "Why"],
            [.. rows.SelectMany(row => row.Proposals.Select(proposal => Row(row, proposal)))],
            most
        );
        terminal.Line(
            "Accept one with `tillsync map set SKU LISTING --other-sku`, all that are certain with `tillsync map match --accept`."
        );
    }

    public static void PrintChange(Terminal terminal, MappingPreview preview, bool isApplied)
    {
        foreach (var effect in preview.Effects)
        {
            terminal.Line(Text(effect, isApplied));
        }
    }

    public static string Text(MappingEffect effect, bool isApplied) =>
        effect switch
        {
            { IsNothing: true } => $"{effect.Sku}: stays with listing {effect.To}.",
            { To: null, LetsGo: true } =>
                $"{effect.Sku}: listing {effect.From} {(isApplied ? "is let go and keeps" : "would be let go and keep")} its number.",
            { To: null } =>
                $"{effect.Sku}: listing {effect.From} {(isApplied ? "is dropped" : "would be dropped")}; the next sync phases it out.",
            { From: null } =>
                $"{effect.Sku}: {(isApplied ? "mapped" : "would be mapped")} to listing {effect.To}; the next sync brings it to its number.",
            _ =>
                $"{effect.Sku}: {(isApplied ? "mapped" : "would be mapped")} to listing {effect.To} instead of {effect.From}, which the next sync phases out.",
        };

    public static string Origin(MappingOrigin? origin) =>
        origin switch
        {
            null => "",
            MappingOrigin.ProductMap => "USER_PRODUCT_MAP",
            MappingOrigin.EqualSku => "equal SKU",
            MappingOrigin.ByHand => "hand",
            MappingOrigin.AlikeSku => "SKU alike",
            MappingOrigin.UnitSuffix => "unit suffix",
            MappingOrigin.Barcode => "barcode",
            MappingOrigin.Options => "options",
            _ => throw new ArgumentOutOfRangeException(nameof(origin)),
        };

    private static string Counts(IReadOnlyList<MappingRow> rows) =>
        string.Join(
            ", ",
            Enum.GetValues<MappingState>()
                .Select(state => (State: state, Count: rows.Count(row => row.State == state)))
                .Where(pair => pair.State != MappingState.Ended || pair.Count > 0)
                .Select(pair => $"{pair.Count} {JsonShaping.Name(pair.State)}")
        );

    private static string[] Row(MappingRow row, TimeProvider time) =>
        [
            row.Sku.Text,
            JsonShaping.Name(row.State),
            row.Listing?.ToString() ?? "",
            row.ListingName,
            Origin(row.Origin),
            row.ConfirmedAt is { } at ? Words.Local(at, time) : "",
            row.Code.Length > 0 ? $"{row.Code}: {row.Reason}" : row.Reason,
        ];

    private static string[] Row(MappingRow row, MappingProposal proposal) =>
        [
            row.Sku.Text,
            proposal.Listing.Id.ToString(),
            proposal.Listing.Sku?.Text ?? "",
            proposal.Listing.Name,
            Origin(proposal.Origin),
            proposal.CanBeAccepted ? "yes" : "no",
            proposal.Reason,
        ];
}
