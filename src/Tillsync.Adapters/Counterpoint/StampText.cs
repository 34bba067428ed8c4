using System.Globalization;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>Dates as one text that is only ever compared for equality. The same sources always stand in the same place.</summary>
internal static class StampText
{
    /// <summary>row date|replication date|view date, in ISO 8601; empty when there is none at all.</summary>
    public static string OfProduct(in ItemRow item, DateTime? viewDate) =>
        item.MaintainedAt is null && item.ReplicatedAt is null && viewDate is null
            ? ""
            : $"{Part(item.MaintainedAt)}|{Part(item.ReplicatedAt)}|{Part(viewDate)}";

    /// <summary>newest row date|newest replication date|number of selling rows|view date.</summary>
    public static string OfStock(StockStamp stock, DateTime? viewDate) =>
        string.Create(CultureInfo.InvariantCulture, $"{Part(stock.MaintainedAt)}|{Part(stock.ReplicatedAt)}|{stock.Rows}|{Part(viewDate)}");

    private static string Part(DateTime? date) => date is { } known ? TillValues.Canonical(known) : "";
}
