using System.Text.Json;
using Polly.Timeout;
using Tillsync.Adapters.WooCommerce.Errors;
using Tillsync.Adapters.WooCommerce.Http;
using Tillsync.Adapters.WooCommerce.Json;
using Tillsync.Adapters.WooCommerce.Listings;
using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Planning;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.WooCommerce.Writing;

/// <summary>Sends one batch as one request.</summary>
internal sealed class BatchSender(WooCommerceClient client)
{
    private readonly BatchReplies _replies = new(client.Errors, new PlainText(client.Options));

    /// <exception cref="OperationCanceledException">Cancelled before anything was sent.</exception>
    public async Task<BatchReply> SendAsync(
        long? parentId,
        IReadOnlyList<PlannedWrite> writes,
        IWritePermit permit,
        CancellationToken cancellationToken
    )
    {
        List<BatchItemJson> items = [.. writes.Select(Item)];
        var path = parentId is { } parent ? ListingPages.VariationsOf(parent) : ListingPages.Products;
        var body = JsonSerializer.SerializeToUtf8Bytes(new BatchJson(items), WooCommerceJson.Default.BatchJson);
        var request = new ShopRequest(RequestKind.Write, path + "/batch", ShopQuery.Empty, body);
        try
        {
            return _replies.Read(await client.WriteAsync(request, permit, cancellationToken), items);
        }
        catch (ShopFault fault)
        {
            return fault.IsCertainlyNotSent
                ? new BatchReply.Blocked(client.Errors.From(request, fault))
                : new BatchReply.Lost(client.Errors.CauseOf(fault));
        }
        catch (TimeoutRejectedException)
        {
            return new BatchReply.Lost("The shop did not answer in time.");
        }
        catch (ShopException error)
        {
            return new BatchReply.Blocked(error);
        }
    }

    /// <summary>
    /// Nothing but the quantity, stock management when policy has allowed to take it over, and what takes a phased-out product out of sight
    /// or brings it back. A quantity that is right is not sent along.
    /// </summary>
    private static BatchItemJson Item(PlannedWrite write)
    {
        var isRight = write.From == write.To.Quantity && !write.TakesOver;
        return new BatchItemJson(
            write.Listing.VariationId ?? write.Listing.ProductId,
            write.TakesOver ? true : null,
            write.Delta is null && !isRight ? write.To.Quantity.Units : null,
            isRight ? null : write.Delta?.Units,
            write.Appearance is { Field: AppearanceField.Visibility } visibility ? visibility.To : null,
            write.Appearance is { Field: AppearanceField.Status } status ? status.To : null
        );
    }
}
