using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Tillsync.Adapters.WooCommerce.Json;

/// <summary>An order with its customer, its totals and where it goes. Its text shows nothing of them.</summary>
internal sealed record OrderDetailJson : OrderJson
{
    public new const string Fields =
        OrderJson.Fields
        + ",date_created,customer_id,billing,shipping,payment_method,payment_method_title,shipping_lines,discount_total,shipping_total,total_tax,total,refunds";

    /// <summary>By the shop's own clock and calendar.</summary>
    public string? DateCreated { get; init; }

    public long? CustomerId { get; init; }

    [JsonConverter(typeof(LenientObject<AddressJson>))]
    public AddressJson? Billing { get; init; }

    [JsonConverter(typeof(LenientObject<AddressJson>))]
    public AddressJson? Shipping { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? PaymentMethod { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? PaymentMethodTitle { get; init; }

    [JsonConverter(typeof(LenientList<ShippingLineJson>))]
    public IReadOnlyList<ShippingLineJson>? ShippingLines { get; init; }

    [JsonConverter(typeof(LenientDecimal))]
    public decimal? DiscountTotal { get; init; }

    [JsonConverter(typeof(LenientDecimal))]
    public decimal? ShippingTotal { get; init; }

    [JsonConverter(typeof(LenientDecimal))]
    public decimal? TotalTax { get; init; }

    [JsonConverter(typeof(LenientDecimal))]
    public decimal? Total { get; init; }

    [JsonConverter(typeof(LenientList<RefundJson>))]
    public IReadOnlyList<RefundJson>? Refunds { get; init; }

    public override string ToString() => $"order {Id}";
}

internal sealed record AddressJson
{
    [JsonConverter(typeof(LenientText))]
    public string? FirstName { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? LastName { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? Company { get; init; }

    [JsonPropertyName("address_1")]
    [JsonConverter(typeof(LenientText))]
    public string? Address1 { get; init; }

    [JsonPropertyName("address_2")]
    [JsonConverter(typeof(LenientText))]
    public string? Address2 { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? City { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? State { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? Postcode { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? Country { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? Email { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? Phone { get; init; }

    public override string ToString() => "an address";
}

internal sealed record ShippingLineJson
{
    [JsonConverter(typeof(LenientText))]
    public string? MethodTitle { get; init; }
}

/// <summary>A refund as an order lists it.</summary>
internal sealed record RefundJson
{
    /// <summary>Negative.</summary>
    [JsonConverter(typeof(LenientDecimal))]
    public decimal? Total { get; init; }
}

/// <summary>An object, which PHP writes as an empty list when it has no members.</summary>
internal sealed class LenientObject<T> : JsonConverter<T?>
    where T : class
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        return JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
    }

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("This converter only reads.");
}
