using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Stock;

namespace Tillsync.Testing.Fakes;

/// <content>
/// Products that are made. Unlike most versions of WooCommerce it takes a SKU as often as it is sent one, so that whoever counts on the shop's
/// refusal is found out.
/// </content>
public sealed partial class InMemoryShop
{
    private const long FirstMadeId = 90_001;

    private readonly Queue<WriteFault?> _createFaults = new();
    private readonly List<(DateTimeOffset DueAt, PlannedCreation Creation)> _lateCreations = [];
    private readonly Dictionary<Sku, CreateOutcome.Refused> _createRefusals = [];

    /// <summary>Every product that was made, in order.</summary>
    public List<PlannedCreation> Made { get; } = [];

    public void FailNextCreation(WriteFault fault) => _createFaults.Enqueue(fault);

    public void RefuseToMake(Sku sku, string code, string reason) => _createRefusals[sku] = new CreateOutcome.Refused(code, reason);

    public void StopRefusingToMake(Sku sku) => _createRefusals.Remove(sku);

    public IReadOnlyList<ShopListing> ListingsWith(Sku sku) => [.. _listings.Values.Where(listing => listing.Sku == sku)];

    public Task<IReadOnlyList<ShopListing>> FindTrashedListingsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(skus);
        var wanted = skus.ToHashSet();
        return AnswerListings(
            ShopCall.FindListings,
            listing => listing.Status == ListingStatus.Trashed && listing.Sku is { } sku && wanted.Contains(sku),
            skus.Count,
            cancellationToken
        );
    }

    public async Task<CreateOutcome> CreateAsync(PlannedCreation creation, IWritePermit permit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creation);
        ArgumentNullException.ThrowIfNull(permit);
        cancellationToken.ThrowIfCancellationRequested();
        await permit.RequireAsync();
        Requests.Begin(ShopCall.Create);
        FinishLate();
        var outcome = Carry(creation, _createFaults.TryDequeue(out var fault) ? fault : null);
        Requests.End(ShopCall.Create, 1);
        return outcome;
    }

    private CreateOutcome Carry(PlannedCreation creation, WriteFault? fault)
    {
        if (fault == WriteFault.AppliedLate)
        {
            _lateCreations.Add((_time.GetUtcNow() + LateBy, creation));
        }

        CreateOutcome? made = fault is null or WriteFault.LostAfterApplying ? Make(creation) : null;
        return fault is null && made is not null ? made : new CreateOutcome.Unknown("The request timed out.");
    }

    private CreateOutcome Make(PlannedCreation creation)
    {
        if (_createRefusals.TryGetValue(creation.Sku, out var refusal))
        {
            return refusal;
        }

        var listing = new ShopListing(
            new ListingId(FirstMadeId + Made.Count),
            creation.Sku,
            creation.Sheet.Name,
            ListingType.Simple,
            ListingStatus.Draft,
            StockManagement.Managed,
            creation.Quantity.Quantity,
            creation.Quantity.Quantity > Quantity.Zero ? "instock" : "outofstock",
            AllowsBackorders: false,
            InMemoryOrders.Second(_time.GetUtcNow())
        )
        {
            Visibility = "visible",
        };
        Made.Add(creation);
        Put(listing);
        return new CreateOutcome.Created(listing);
    }

    private void FinishLateCreations()
    {
        foreach (var late in _lateCreations.Where(late => late.DueAt <= _time.GetUtcNow()).ToList())
        {
            _lateCreations.Remove(late);
            Make(late.Creation);
        }
    }
}
