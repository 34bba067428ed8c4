using Tillsync.Adapters.WooCommerce.Http;
using Tillsync.Adapters.WooCommerce.Json;
using Tillsync.Core;
using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.WooCommerce;

/// <summary>Which shop it is: WordPress's index, a read with the keys, then what the keys may read besides.</summary>
internal sealed class Identification(WooCommerceClient client)
{
    private const string Api = "wc/v3";

    public async Task<ShopIdentity> IdentifyAsync(CancellationToken cancellationToken)
    {
        var index = await ReadIndexAsync(cancellationToken);
        var home = ShopAddress.TryParse(index?.Home ?? index?.Url)?.Root ?? client.Address.Root;
        return new ShopIdentity(client.Address.Root, KeyOf(home), index?.Name is { Length: > 0 } name ? name : home.Host);
    }

    public async Task<ShopProfile> DescribeAsync(CancellationToken cancellationToken)
    {
        var identity = await IdentifyAsync(cancellationToken);
        await ProveKeysAsync(cancellationToken);
        return new ShopProfile(
            identity,
            await WritingAsync(cancellationToken),
            await VersionAsync(cancellationToken),
            await ThresholdAsync(cancellationToken)
        );
    }

    /// <summary>Host, port and folder: the same shop over http and https, whatever else changes.</summary>
    private static string KeyOf(Uri home) => $"{home.Authority}{home.AbsolutePath.TrimEnd('/')}".ToLowerInvariant();

    /// <returns>Null when a plugin closes the index to strangers; the keys are asked all the same.</returns>
    private async Task<IndexJson?> ReadIndexAsync(CancellationToken cancellationToken)
    {
        var request = new ShopRequest(RequestKind.OtherRead, "", ShopQuery.Empty.With("_fields", IndexJson.Fields), Signed: false);
        var answer = await client.AskAsync(request, cancellationToken);
        if (answer is { Status: 401 or 403, Error: not null })
        {
            return null;
        }

        if (!answer.IsGood)
        {
            throw client.Errors.From(answer);
        }

        var index = client.Parse(answer, WooCommerceJson.Default.IndexJson);
        return index.Namespaces switch
        {
            null => throw client.Errors.NotWordPress(request),
            var namespaces when !namespaces.Contains(Api) => throw client.Errors.NoWooCommerce(request),
            _ => index,
        };
    }

    private async Task ProveKeysAsync(CancellationToken cancellationToken)
    {
        var request = new ShopRequest(RequestKind.OtherRead, $"{Api}/products", ShopQuery.Empty.With("per_page", 1).With("_fields", "id"));
        var answer = await client.AskAsync(request, cancellationToken);
        if (!answer.IsGood)
        {
            throw client.Errors.From(answer);
        }
    }

    /// <summary>
    /// A batch without items: the shop looks at the key first and refuses one that may only read (401), then does nothing at all and
    /// answers with an empty list. It is asked once, and a no is believed only in the shop's own words.
    /// </summary>
    private async Task<WriteAccess> WritingAsync(CancellationToken cancellationToken)
    {
        var request = new ShopRequest(RequestKind.OtherRead, $"{Api}/products/batch", ShopQuery.Empty, """{"update":[]}"""u8.ToArray());
        try
        {
            var answer = await client.AskOnceAsync(request, cancellationToken);
            if (answer.IsGood)
            {
                return new WriteAccess.Granted();
            }

            var error = client.Errors.From(answer);
            return answer is { Status: 401 or 403, Error: not null }
                ? new WriteAccess.Refused(error.Cause, error.Advice)
                : new WriteAccess.Unknown(error.Cause);
        }
        catch (ShopException error)
        {
            return new WriteAccess.Unknown(error.Cause);
        }
    }

    private async Task<string?> VersionAsync(CancellationToken cancellationToken)
    {
        var answer = await OptionalAsync($"{Api}/system_status", "environment", cancellationToken);
        return answer is null ? null : client.Parse(answer, WooCommerceJson.Default.SystemStatusJson).Environment?.Version;
    }

    private async Task<decimal?> ThresholdAsync(CancellationToken cancellationToken)
    {
        var answer = await OptionalAsync($"{Api}/settings/products/woocommerce_notify_no_stock_amount", "id,value", cancellationToken);
        return answer is null ? null : client.Parse(answer, WooCommerceJson.Default.SettingJson).Value;
    }

    /// <summary>Good to know, not needed: the keys may not be allowed to read it, and on some hosts it takes too long.</summary>
    private async Task<ShopAnswer?> OptionalAsync(string path, string fields, CancellationToken cancellationToken)
    {
        var request = new ShopRequest(RequestKind.OtherRead, path, ShopQuery.Empty.With("_fields", fields));
        try
        {
            var answer = await client.AskOnceAsync(request, cancellationToken);
            return answer.IsGood ? answer : null;
        }
        catch (ShopException)
        {
            return null;
        }
    }
}
