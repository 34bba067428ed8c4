using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Staging;

namespace Tillsync.Core;

/// <summary>What a cycle works on.</summary>
/// <param name="Holder">Who takes the lease.</param>
/// <param name="HardStop">Ends even a request that is under way; its outcome is then unknown. The ordinary token lets it finish.</param>
public sealed record SyncPorts(
    ITill Till,
    IShop Shop,
    IListingWriter Writer,
    IJournal Journal,
    IRequestMeter Meter,
    LeaseHolder Holder,
    CancellationToken HardStop
)
{
    /// <summary>What the till says of new products; null where none are made.</summary>
    public IProductSheets? Sheets { get; init; }

    /// <summary>Makes new products; null where none are made.</summary>
    public IListingCreator? Creator { get; init; }

    /// <summary>Null: web orders are not staged.</summary>
    public StagingPorts? Staging { get; init; }
}

/// <summary>What staging works on besides.</summary>
public sealed record StagingPorts(IOrderDetails Details, IOrderStaging Table);
