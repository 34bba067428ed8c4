using System.Globalization;
using System.Text.Json;
using Polly.Timeout;
using Tillsync.Adapters.WooCommerce.Errors;
using Tillsync.Adapters.WooCommerce.Http;
using Tillsync.Adapters.WooCommerce.Json;
using Tillsync.Adapters.WooCommerce.Listings;
using Tillsync.Core.Applying;
using Tillsync.Core.Planning;

namespace Tillsync.Adapters.WooCommerce;

/// <summary>
/// Makes products one by one. In a batch the shop would validate nothing and publish what it does not understand (recording 03), and one
/// answer that is lost would leave a hundred in doubt.
/// </summary>
public sealed class WooCommerceListingCreator(WooCommerceClient client) : IListingCreator
{
    private readonly PlainText _text = new(client.Options);

    public async Task<CreateOutcome> CreateAsync(PlannedCreation creation, IWritePermit permit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creation);
        ArgumentNullException.ThrowIfNull(permit);
        var body = JsonSerializer.SerializeToUtf8Bytes(Product(creation), WooCommerceJson.Default.NewProductJson);
        var query = ShopQuery.Empty.With("_fields", ListingJson.Fields);
        var request = new ShopRequest(RequestKind.Write, ListingPages.Products, query, body);
        try
        {
            return Read(await client.WriteAsync(request, permit, cancellationToken));
        }
        catch (ShopFault fault)
        {
            return fault.IsCertainlyNotSent
                ? throw client.Errors.From(request, fault)
                : new CreateOutcome.Unknown(client.Errors.CauseOf(fault));
        }
        catch (TimeoutRejectedException)
        {
            return new CreateOutcome.Unknown("The shop did not answer in time.");
        }
    }

    /// <summary>
    /// Only what the shop itself says in its own JSON proves that nothing was made. Everything else leaves doubt, as for batches.
    /// </summary>
    private CreateOutcome Read(ShopAnswer answer) =>
        answer switch
        {
            { Status: >= 200 and < 300 } => Made(answer),
            { Status: 301 or 302 or 307 or 308 or 429 } => throw client.Errors.From(answer),
            { Status: 413 } => new CreateOutcome.Refused("too_large", client.Errors.CauseOf(answer)),
            { Status: >= 500 or 408 } or { Error: null } => new CreateOutcome.Unknown(client.Errors.CauseOf(answer)),
            { Status: 401 or 403 } or { Error.Code: "rest_no_route" or "rest_invalid_json" } => throw client.Errors.From(answer),
            { Status: >= 400, Error: { } error } => new CreateOutcome.Refused(error.Code ?? "refused", _text.From(error.Message)),
            _ => new CreateOutcome.Unknown(client.Errors.CauseOf(answer)),
        };

    private CreateOutcome Made(ShopAnswer answer)
    {
        if (answer.Body.Form != BodyForm.Json || answer.Error is not null)
        {
            return new CreateOutcome.Unknown(client.Errors.CauseOf(answer));
        }

        try
        {
            return JsonSerializer.Deserialize(answer.Body.Json.Span, WooCommerceJson.Default.ListingJson) is { } listing
                ? new CreateOutcome.Created(ListingMapper.Map(listing, isVariation: false))
                : new CreateOutcome.Unknown("The answer is empty.");
        }
        catch (JsonException)
        {
            return new CreateOutcome.Unknown("The answer is JSON, but not that of a product.");
        }
    }

    private static NewProductJson Product(PlannedCreation creation)
    {
        var sheet = creation.Sheet;
        return new NewProductJson(
            Html(sheet.Name),
            "simple",
            "draft",
            creation.Sku.Text,
            Text(sheet.Price),
            Text(sheet.Weight),
            sheet.Description.Length > 0 ? sheet.Description : null,
            sheet.Categories.Count > 0 ? [.. sheet.Categories.Select(id => new CategoryRefJson(id))] : null,
            creation.Image is { } image ? [new ImageRefJson(image.AbsoluteUri)] : null,
            ManageStock: true,
            creation.Quantity.Quantity.Units
        );
    }

    /// <summary>The shop takes a name for HTML and drops what stands in angle brackets.</summary>
    private static string Html(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>The shop keeps prices and weights as texts.</summary>
    private static string? Text(decimal? value) => value?.ToString("0.####", CultureInfo.InvariantCulture);
}
