using System.Security.Cryptography;
using System.Text;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Planning;

/// <summary>What a cycle would do, with everything that it leaves alone and why. Immutable and sorted.</summary>
/// <param name="Writes">By listing: products first, then variations grouped by parent.</param>
/// <param name="InSync">Listings that were read and already show their number.</param>
/// <param name="Unread">Listings whose acknowledged number is the decided one, so that they were not read.</param>
/// <param name="Blocked">Articles whose listing must not be written.</param>
/// <param name="Unmapped">Articles for sale that the shop does not have.</param>
/// <param name="Absent">Articles no longer for sale that the shop does not have either: nothing to do.</param>
/// <param name="Deferred">Articles that an order touched while they were read: they lead the next pass.</param>
public sealed record Plan(
    IReadOnlyList<PlannedWrite> Writes,
    IReadOnlyList<MatchedListing> InSync,
    int Unread,
    IReadOnlyList<BlockedItem> Blocked,
    IReadOnlyList<Decision.Unknown> StockUnknown,
    IReadOnlyList<Sku> Unmapped,
    IReadOnlyList<Sku> Absent,
    IReadOnlyList<DeferredItem> Deferred
)
{
    /// <summary>Twelve hexadecimal digits that name exactly these writes and creations.</summary>
    public string Checksum { get; private init; } = ChecksumOf(Writes, []);

    /// <summary>Articles that are to be made in the shop as drafts; all of them are among the unmapped ones as well.</summary>
    public IReadOnlyList<PlannedCreation> Creations { get; private init; } = [];

    /// <summary>Articles that could have been made and are not, with the reason.</summary>
    public IReadOnlyList<BlockedItem> NotCreated { get; private init; } = [];

    /// <summary>Listings whose article is to have another that it cannot have now: they stay its own, and as they are.</summary>
    public IReadOnlySet<ListingId> NotEnded { get; init; } = new HashSet<ListingId>();

    /// <summary>Nothing is to be sent.</summary>
    public bool IsEmpty => Writes.Count == 0 && Creations.Count == 0;

    /// <summary>The same plan with products to be made.</summary>
    public Plan With(IReadOnlyList<PlannedCreation> creations, IReadOnlyList<BlockedItem> notCreated) =>
        this with
        {
            Creations = creations,
            NotCreated = notCreated,
            Checksum = ChecksumOf(Writes, creations),
        };

    /// <summary>It brings no listing to another number than a plan does that was let through before.</summary>
    public bool IsPartOf(Plan before)
    {
        ArgumentNullException.ThrowIfNull(before);
        var numbers = before.Writes.ToDictionary(write => write.Listing, write => write.To);
        return Writes.All(write => numbers.TryGetValue(write.Listing, out var to) && to == write.To);
    }

    private static string ChecksumOf(IReadOnlyList<PlannedWrite> writes, IReadOnlyList<PlannedCreation> creations)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var write in writes)
        {
            var line =
                $"{write.Listing}|{write.Sku.Text}|{write.From?.ToString() ?? "none"}|{write.To}|{write.TakesOver}{Appearance(write)}\n";
            hash.AppendData(Encoding.UTF8.GetBytes(line));
        }

        foreach (var creation in creations)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(creation.Canonical + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    private static string Appearance(PlannedWrite write) => write.Appearance is { } change ? $"|{change.Field}={change.To}" : "";
}

/// <summary>An article with its listing as read.</summary>
public sealed record MatchedListing(Sku Sku, ShopListing Listing, MappingOrigin Origin)
{
    /// <summary>Since when the listing is no longer the article's; null while it is.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How the listing is out of sight, to be remembered; null where it is not.</summary>
    public HiddenAs? Hidden { get; init; }
}

/// <summary>An article that cannot be brought to its number, with a stable code and a sentence for the operator.</summary>
public sealed record BlockedItem(Sku Sku, ListingId? Listing, string Code, string Reason);

/// <summary>An article left for the next pass because of an order that changed while the listings were read.</summary>
public sealed record DeferredItem(Sku Sku, ListingId Listing, long OrderId)
{
    /// <summary>How the listing was found.</summary>
    public MappingOrigin Origin { get; init; } = MappingOrigin.EqualSku;

    /// <summary>Since when the listing is no longer the article's; null while it is.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
