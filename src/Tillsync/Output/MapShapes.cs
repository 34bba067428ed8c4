using Tillsync.Core.Mapping;

namespace Tillsync.Output;

// The shapes of map. Like those in JsonShapes.cs they are an interface: members are added, never renamed or removed.

internal sealed record MappingProposalJson(string Listing, string Name, string? ShopSku, string Origin, string Reason, bool CanBeAccepted);

internal sealed record MappingJson(
    string Sku,
    string Description,
    string State,
    string? Listing,
    string ListingName,
    string? Origin,
    DateTimeOffset? ConfirmedAt,
    string Code,
    string Reason,
    IReadOnlyList<MappingProposalJson> Proposals,
    string? ShopSku
);

internal sealed record MappingListJson(string Storefront, IReadOnlyList<NameCountJson> Counts, IReadOnlyList<MappingJson> Mappings);

internal sealed record MappingEffectJson(string Sku, string? From, string? To, bool LetsGo, int? Line);

internal sealed record MappingProblemJson(string Subject, string Cause, string Advice, int? Line);

internal sealed record MappingExportJson(string Storefront, string File, int Rows);

/// <param name="Applied">False for a preview, and where a problem kept everything from being done.</param>
internal sealed record MappingChangeJson(
    string Storefront,
    bool Applied,
    int ExitCode,
    IReadOnlyList<MappingEffectJson> Changed,
    IReadOnlyList<MappingProblemJson> Problems
);

/// <summary>Turns mappings into their JSON shapes.</summary>
internal static class MapShaping
{
    public static MappingListJson Of(string storefront, IReadOnlyList<MappingRow> all, IReadOnlyList<MappingRow> shown) =>
        new(
            storefront,
            [
                .. Enum.GetValues<MappingState>()
                    .Select(state => new NameCountJson(JsonShaping.Name(state), all.Count(row => row.State == state))),
            ],
            [.. shown.Select(Of)]
        );

    public static MappingEffectJson Of(MappingEffect effect, int? line) =>
        new(effect.Sku.Text, effect.From?.ToString(), effect.To?.ToString(), effect.LetsGo, line);

    private static MappingJson Of(MappingRow row) =>
        new(
            row.Sku.Text,
            row.Description,
            JsonShaping.Name(row.State),
            row.Listing?.ToString(),
            row.ListingName,
            row.Origin is { } origin ? JsonShaping.Name(origin) : null,
            row.ConfirmedAt,
            row.Code,
            row.Reason,
            [.. row.Proposals.Select(Of)],
            row.ShopSku?.Text
        );

    private static MappingProposalJson Of(MappingProposal proposal) =>
        new(
            proposal.Listing.Id.ToString(),
            proposal.Listing.Name,
            proposal.Listing.Sku?.Text,
            JsonShaping.Name(proposal.Origin),
            proposal.Reason,
            proposal.CanBeAccepted
        );
}
