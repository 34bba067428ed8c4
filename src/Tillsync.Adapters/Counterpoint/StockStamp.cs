namespace Tillsync.Adapters.Counterpoint;

/// <summary>The newest dates of an article's stock rows at selling locations, and how many rows there are.</summary>
internal readonly record struct StockStamp(DateTime? MaintainedAt, DateTime? ReplicatedAt, int Rows)
{
    public StockStamp With(DateTime? maintainedAt, DateTime? replicatedAt) =>
        new(Newest(MaintainedAt, maintainedAt), Newest(ReplicatedAt, replicatedAt), Rows + 1);

    public static DateTime? Newest(DateTime? left, DateTime? right) => left is null || right > left ? right : left;
}
