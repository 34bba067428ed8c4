using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;

namespace Tillsync.Output;

// The shapes of new products. Like those in JsonShapes.cs they are an interface: members are added, never renamed or removed.

/// <param name="Outcome">accepted, refused or unknown; null in a dry run.</param>
/// <param name="Listing">The product that was made; null where none was.</param>
internal sealed record CreationJson(
    string Sku,
    string Name,
    decimal Quantity,
    decimal? Price,
    decimal? Weight,
    IReadOnlyList<long> Categories,
    string? Image,
    string Because,
    string? Outcome,
    string? Listing,
    string? Detail
);

/// <summary>A creation as the journal has it.</summary>
internal sealed record PastCreationJson(
    long RunId,
    string Sku,
    string Name,
    decimal Quantity,
    string State,
    string? Listing,
    string? Detail,
    DateTimeOffset IntendedAt,
    DateTimeOffset? SettledAt
);

/// <summary>Turns creations into their JSON shapes.</summary>
internal static class CreationShaping
{
    /// <summary>Every one with its outcome; in a dry run, and where the guard held the plan, the plan's without one.</summary>
    public static IReadOnlyList<CreationJson> Of(SyncReport report) =>
        report.Creations.Count > 0
            ? [.. report.Creations.Select(result => Of(result.Creation, result.Outcome))]
            : [.. report.Plan.Creations.Select(creation => Of(creation, null))];

    public static PastCreationJson Of(Creation creation) =>
        new(
            creation.RunId,
            creation.Sku.Text,
            creation.Name,
            creation.Quantity.Quantity.Units,
            JsonShaping.Name(creation.State),
            creation.Listing?.ToString(),
            creation.Detail,
            creation.IntendedAt,
            creation.SettledAt
        );

    private static CreationJson Of(PlannedCreation creation, CreateOutcome? outcome) =>
        new(
            creation.Sku.Text,
            creation.Sheet.Name,
            creation.Quantity.Quantity.Units,
            creation.Sheet.Price,
            creation.Sheet.Weight,
            creation.Sheet.Categories,
            creation.Image?.AbsoluteUri,
            Words.Because(creation.Because),
            outcome switch
            {
                CreateOutcome.Created => "accepted",
                CreateOutcome.Refused => "refused",
                CreateOutcome.Unknown => "unknown",
                _ => null,
            },
            (outcome as CreateOutcome.Created)?.Listing.Id.ToString(),
            outcome switch
            {
                CreateOutcome.Refused refused => $"{refused.Code}: {refused.Reason}",
                CreateOutcome.Unknown unknown => unknown.Cause,
                _ => null,
            }
        );
}
