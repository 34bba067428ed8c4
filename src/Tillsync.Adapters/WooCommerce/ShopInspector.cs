using Tillsync.Adapters.WooCommerce.Http;
using Tillsync.Adapters.WooCommerce.Json;
using Tillsync.Core;

namespace Tillsync.Adapters.WooCommerce;

/// <summary>What a shop tells of itself besides stock and orders: for <c>doctor</c>, never for a decision. Each question is asked once.</summary>
public sealed class ShopInspector(WooCommerceClient client)
{
    private const string Api = "wc/v3";

    /// <summary>The shop's clock and who answers for it. Needs no keys.</summary>
    /// <exception cref="ShopException">No answer came, or it is not WordPress's.</exception>
    public async Task<ShopFront> LookAsync(CancellationToken cancellationToken)
    {
        var query = ShopQuery.Empty.With("_fields", "name");
        var answer = await client.AskOnceAsync(new ShopRequest(RequestKind.OtherRead, "", query, Signed: false), cancellationToken);
        return answer.IsGood || answer is { Status: 401 or 403, Error: not null }
            ? new ShopFront(answer.Headers.Date, answer.Headers.Server, answer.Elapsed)
            : throw client.Errors.From(answer);
    }

    /// <summary>The products group of the settings.</summary>
    /// <exception cref="ShopException">The keys may not read it, or no answer came.</exception>
    public async Task<ShopStockSettings> ReadStockSettingsAsync(CancellationToken cancellationToken)
    {
        var settings = await ReadAsync(
            $"{Api}/settings/products",
            "id,value",
            WooCommerceJson.Default.ListNamedSettingJson,
            cancellationToken
        );
        string? Find(string id) => settings.LastOrDefault(setting => setting.Id == id)?.Value;
        return new ShopStockSettings(
            Find("woocommerce_manage_stock") is { } manages ? manages == "yes" : null,
            LenientDecimal.Parse(Find("woocommerce_notify_no_stock_amount")),
            LenientDecimal.Parse(Find("woocommerce_hold_stock_minutes")),
            Find("woocommerce_hide_out_of_stock_items") is { } hides ? hides == "yes" : null
        );
    }

    /// <summary>Versions, and the plugins that are active.</summary>
    /// <exception cref="ShopException">The keys may not read it, or no answer came.</exception>
    public async Task<ShopSystem> ReadSystemAsync(CancellationToken cancellationToken)
    {
        var status = await ReadAsync(
            $"{Api}/system_status",
            "environment,active_plugins",
            WooCommerceJson.Default.SystemStatusJson,
            cancellationToken
        );
        return new ShopSystem(
            status.Environment?.Version,
            status.Environment?.WpVersion,
            status.Environment?.PhpVersion,
            [.. (status.ActivePlugins ?? []).Select(plugin => plugin.Name ?? plugin.Plugin).OfType<string>()]
        );
    }

    private Task<T> ReadAsync<T>(
        string path,
        string fields,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    ) => ReadAsync(new ShopRequest(RequestKind.OtherRead, path, ShopQuery.Empty.With("_fields", fields)), type, cancellationToken);

    private async Task<T> ReadAsync<T>(
        ShopRequest request,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
    {
        var answer = await client.AskOnceAsync(request, cancellationToken);
        return answer.IsGood ? client.Parse(answer, type) : throw client.Errors.From(answer);
    }
}

/// <param name="Now">The shop's clock, one-second resolution; null when it did not tell.</param>
/// <param name="Server">What answers says it is, e.g. <c>nginx</c> or <c>cloudflare</c>.</param>
public sealed record ShopFront(DateTimeOffset? Now, string Server, TimeSpan Elapsed);

/// <summary>Null where the shop has no such setting.</summary>
/// <param name="NoStockAmount">The shop shows a listing as out of stock at this number and below.</param>
/// <param name="HoldMinutes">Unpaid orders are cancelled after so long.</param>
public sealed record ShopStockSettings(bool? ManagesStock, decimal? NoStockAmount, decimal? HoldMinutes, bool? HidesOutOfStock);

public sealed record ShopSystem(string? WooCommerce, string? WordPress, string? Php, IReadOnlyList<string> Plugins);
