namespace Tillsync.Adapters.WooCommerce;

/// <summary>What a request is for.</summary>
public enum RequestKind
{
    ListingRead,
    OrderRead,
    OtherRead,
    Write,
}

/// <summary>Requests sent, repeated ones included.</summary>
public readonly record struct RequestCounts(long ListingReads, long OrderReads, long OtherReads, long Writes)
{
    public long Reads => ListingReads + OrderReads + OtherReads;

    public long Total => Reads + Writes;

    public static RequestCounts operator -(RequestCounts left, RequestCounts right) =>
        new(
            left.ListingReads - right.ListingReads,
            left.OrderReads - right.OrderReads,
            left.OtherReads - right.OtherReads,
            left.Writes - right.Writes
        );
}

/// <summary>Counts the requests of one client, for the summary of a run.</summary>
public sealed class RequestCounter
{
    private long _listingReads;
    private long _orderReads;
    private long _otherReads;
    private long _writes;

    public RequestCounts Counts =>
        new(
            Interlocked.Read(ref _listingReads),
            Interlocked.Read(ref _orderReads),
            Interlocked.Read(ref _otherReads),
            Interlocked.Read(ref _writes)
        );

    internal void Add(RequestKind kind)
    {
        switch (kind)
        {
            case RequestKind.ListingRead:
                Interlocked.Increment(ref _listingReads);
                break;
            case RequestKind.OrderRead:
                Interlocked.Increment(ref _orderReads);
                break;
            case RequestKind.Write:
                Interlocked.Increment(ref _writes);
                break;
            default:
                Interlocked.Increment(ref _otherReads);
                break;
        }
    }
}
