using System.Globalization;

namespace Tillsync.Adapters.WooCommerce.Http;

/// <summary>The parameters of a request, immutable, in the order in which they were added.</summary>
internal sealed class ShopQuery(IReadOnlyList<KeyValuePair<string, string>> parameters)
{
    public static readonly ShopQuery Empty = new([]);

    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; } = parameters;

    public ShopQuery With(string name, string value) => new([.. Parameters, new(name, value)]);

    public ShopQuery With(string name, long value) => With(name, value.ToString(CultureInfo.InvariantCulture));

    public ShopQuery With(string name, IEnumerable<long> values) =>
        With(name, string.Join(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture))));

    /// <summary>Everything but RFC 3986's unreserved characters is percent-encoded, so that a SKU may hold anything.</summary>
    public override string ToString() =>
        string.Join('&', Parameters.Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));
}
