using Tillsync.Adapters.WooCommerce.Writing;
using Tillsync.Core;
using Tillsync.Core.Applying;

namespace Tillsync.Adapters.WooCommerce;

/// <summary>Writes by the batch addresses of wc/v3, one request for each batch that the shop takes whole.</summary>
public sealed class WooCommerceListingWriter : IListingWriter
{
    private readonly WooCommerceClient _client;
    private readonly BatchSender _sender;

    public WooCommerceListingWriter(WooCommerceClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _sender = new BatchSender(client);
    }

    /// <exception cref="ShopException">Nothing of the batch was written.</exception>
    /// <exception cref="OperationCanceledException">Nothing of the batch was sent.</exception>
    public Task<IReadOnlyList<WriteOutcome>> WriteAsync(WriteBatch batch, IWritePermit permit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(permit);
        if (batch.Writes.Count > WriteBatch.SizeMax || batch.Writes.Any(write => IsMisplaced(batch, write)))
        {
            throw new ArgumentException(
                "A batch holds at most 100 writes, all to products or all to variations of its parent.",
                nameof(batch)
            );
        }

        return new BatchRun(_client, _sender, batch, permit).RunAsync(cancellationToken);
    }

    private static bool IsMisplaced(WriteBatch batch, Core.Planning.PlannedWrite write) =>
        batch.ParentId is { } parent ? !write.Listing.IsVariation || write.Listing.ProductId != parent : write.Listing.IsVariation;
}
