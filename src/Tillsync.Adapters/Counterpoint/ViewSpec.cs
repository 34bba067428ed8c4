namespace Tillsync.Adapters.Counterpoint;

/// <summary>
/// The two views that the event checks look at, with the columns that their other readers know. A column that the site lacks is NULL.
/// No date hides a newer one, no missing stock row is shown as zero, and no status is left out: what a code means is configuration.
/// </summary>
internal sealed class ViewSpec(Func<string, string> qualify, CounterpointSchema? found)
{
    public static readonly IReadOnlyList<string> ProductColumns =
    [
        "SKU",
        "NAME",
        "SHORT_DESC",
        "LONG_DESC",
        "ACTIVE",
        "CP_STATUS",
        "REG_PRC",
        "PRC_1",
        "STOCK_QTY",
        "STOCK_AVAIL",
        "CATEGORY_CODE",
        "SUBCATEGORY_CODE",
        "BARCODE",
        "WEIGHT",
        "LST_MAINT_DT",
    ];

    public static readonly IReadOnlyList<string> StockColumns =
    [
        "SKU",
        "WOO_PRODUCT_ID",
        "STOCK_QTY",
        "STOCK_AVAIL",
        "CP_STATUS",
        "IS_ECOMM_ITEM",
        "ITEM_LAST_MODIFIED",
        "INVENTORY_LAST_MODIFIED",
    ];

    /// <summary>VI_EXPORT_PRODUCTS: every article, web item or not.</summary>
    /// <param name="withWebDescription">The site has EC_ITEM_DESCR, whose date counts when it is the newer one.</param>
    public string Products(bool withWebDescription)
    {
        var item = Item("LST_MAINT_DT");
        var stamp = withWebDescription ? $"CASE WHEN {item} IS NULL OR d.LST_MAINT_DT > {item} THEN d.LST_MAINT_DT ELSE {item} END" : item;
        return $"""
                SELECT i.ITEM_NO AS SKU,
                    {Item("DESCR")} AS NAME,
                    {Item("SHORT_DESCR")} AS SHORT_DESC,
                    {(withWebDescription ? "d.HTML_DESCR" : Item("LONG_DESCR"))} AS LONG_DESC,
                    i.IS_ECOMM_ITEM AS ACTIVE,
                    i.STAT AS CP_STATUS,
                    {Item("REG_PRC")} AS REG_PRC,
                    {Item("PRC_1")} AS PRC_1,
                    {Stock("SUM(s.QTY_ON_HND)")} AS STOCK_QTY,
                    {Stock($"SUM({Available})")} AS STOCK_AVAIL,
                    {Item("CATEG_COD")} AS CATEGORY_CODE,
                    {Item("SUBCAT_COD")} AS SUBCATEGORY_CODE,
                    {Item("BARCOD")} AS BARCODE,
                    {Item("WEIGHT")} AS WEIGHT,
                    {stamp} AS LST_MAINT_DT
                FROM {qualify(CounterpointObjects.Items)} i
                """ + (withWebDescription ? $"\nLEFT JOIN {qualify(CounterpointObjects.WebDescription)} d ON d.ITEM_NO = i.ITEM_NO" : "");
    }

    /// <summary>VI_INVENTORY_SYNC: web items and mapped articles, whatever their status.</summary>
    public string StockLevels() =>
        $"""
            SELECT i.ITEM_NO AS SKU,
                m.WOO_PRODUCT_ID,
                {Stock("SUM(s.QTY_ON_HND)")} AS STOCK_QTY,
                {Stock($"SUM({Available})")} AS STOCK_AVAIL,
                i.STAT AS CP_STATUS,
                i.IS_ECOMM_ITEM,
                {Item("LST_MAINT_DT")} AS ITEM_LAST_MODIFIED,
                {(Has(CounterpointObjects.Stock, "LST_MAINT_DT") ? Stock("MAX(s.LST_MAINT_DT)") : "NULL")} AS INVENTORY_LAST_MODIFIED
            FROM {qualify(CounterpointObjects.Items)} i
            LEFT JOIN {qualify(CounterpointObjects.Mapping)} m ON m.SKU = i.ITEM_NO AND m.IS_ACTIVE = 1
            WHERE i.IS_ECOMM_ITEM = 'Y' OR m.SKU IS NOT NULL
            """;

    private string Available => Has(CounterpointObjects.Stock, "QTY_AVAIL") ? "s.QTY_AVAIL" : "s.QTY_ON_HND - s.QTY_COMMIT";

    private string Item(string column) => Has(CounterpointObjects.Items, column) ? $"i.{column}" : "NULL";

    private string Stock(string aggregate) =>
        $"(SELECT {aggregate} FROM {qualify(CounterpointObjects.Stock)} s WHERE s.ITEM_NO = i.ITEM_NO)";

    private bool Has(string table, string column) => found is null || found.Has(table, column);
}
