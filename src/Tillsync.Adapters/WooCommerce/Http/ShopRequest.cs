namespace Tillsync.Adapters.WooCommerce.Http;

/// <summary>A request before it is signed; each attempt is signed anew.</summary>
/// <param name="Path">Below wp-json/, such as wc/v3/products.</param>
/// <param name="Body">JSON of a write; null for a read.</param>
/// <param name="Signed">False for WordPress's own index, which takes no shop keys.</param>
internal sealed record ShopRequest(RequestKind Kind, string Path, ShopQuery Query, byte[]? Body = null, bool Signed = true)
{
    public HttpMethod Method => Body is null ? HttpMethod.Get : HttpMethod.Post;

    public bool IsWrite => Kind == RequestKind.Write;
}
