using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>Names of the till's tables and views, and what each optional one is good for.</summary>
internal static class CounterpointObjects
{
    public const string Items = "IM_ITEM";
    public const string Stock = "IM_INV";
    public const string Cells = "IM_INV_CELL";
    public const string Barcodes = "IM_BARCOD";
    public const string Mapping = "USER_PRODUCT_MAP";
    public const string Staging = "USER_ORDER_STAGING";
    public const string Documents = "PS_DOC_HDR";
    public const string DocumentLines = "PS_DOC_LIN";
    public const string SyncLog = "USER_SYNC_LOG";
    public const string CustomerMap = "USER_CUSTOMER_MAP";
    public const string ProductView = "VI_EXPORT_PRODUCTS";
    public const string StockView = "VI_INVENTORY_SYNC";

    public const string WebDescription = "EC_ITEM_DESCR";
    public const string Categories = "USER_CATEGORY_MAP";

    private const string UncheckedDocuments =
        "An applied staging row is believed: whether its document in the till commits any stock cannot be seen.";

    /// <summary>Everything that a read may touch: a login needs SELECT on these and on nothing else.</summary>
    public static readonly IReadOnlyList<string> Read =
    [
        Items,
        Stock,
        Cells,
        Barcodes,
        Mapping,
        Staging,
        Documents,
        DocumentLines,
        ProductView,
        StockView,
        WebDescription,
        Categories,
    ];

    /// <summary>Those that nothing but the making of new products reads.</summary>
    public static readonly IReadOnlyList<string> ForNewProducts = [WebDescription, Categories];

    /// <summary>What the catalogue is asked for.</summary>
    public static readonly IReadOnlyList<string> All = [.. Read, SyncLog, CustomerMap];

    public static readonly IReadOnlyList<(string Table, string Column)> RequiredColumns =
    [
        (Items, "ITEM_NO"),
        (Items, "STAT"),
        (Items, "IS_ECOMM_ITEM"),
        (Stock, "ITEM_NO"),
        (Stock, "LOC_ID"),
        (Stock, "QTY_ON_HND"),
    ];

    /// <summary>Columns without which an optional object is of no use and counts as absent.</summary>
    public static readonly IReadOnlyList<(string Table, string Column)> KeyColumns =
    [
        (Cells, "ITEM_NO"),
        (Cells, "LOC_ID"),
        (Cells, "DIM_1_UPR"),
        (Cells, "QTY_ON_HND"),
        (Barcodes, "ITEM_NO"),
        (Barcodes, "BARCOD"),
        (WebDescription, "ITEM_NO"),
        (WebDescription, "HTML_DESCR"),
        (Categories, "CP_CATEGORY_CODE"),
        (Categories, "WOO_CATEGORY_ID"),
        (Mapping, "SKU"),
        (Mapping, "WOO_PRODUCT_ID"),
        (Staging, "STAGING_ID"),
        (Staging, "WOO_ORDER_ID"),
        (Documents, "DOC_ID"),
        (Documents, "DOC_TYP"),
        (DocumentLines, "DOC_ID"),
        (DocumentLines, "LIN_TYP"),
        (ProductView, "SKU"),
        (ProductView, "LST_MAINT_DT"),
        (StockView, "SKU"),
        (StockView, "INVENTORY_LAST_MODIFIED"),
    ];

    /// <summary>What a site does without when it lacks an object (TABLE) or a column (TABLE.COLUMN).</summary>
    public static readonly IReadOnlyList<MissingObject> Optional =
    [
        new("IM_ITEM.DESCR", "Articles are shown by their code alone."),
        new("IM_ITEM.ITEM_TYP", "Services and other uncounted articles cannot be told apart: every article is taken for a counted one."),
        new("IM_ITEM.IS_KIT_PAR", "Kits cannot be told apart: a kit's own stock rows would be published."),
        new("IM_ITEM.CATEG_COD", "No stock rule can be made for a category."),
        new("IM_ITEM.LST_MAINT_DT", "An edited article is noticed only when its status, web flag or description changes."),
        new("IM_ITEM.RS_UTC_DT", "An edited article is noticed by LST_MAINT_DT, status, web flag and description only."),
        new("IM_ITEM.TRK_METH", "A grid item is told by its rows in IM_INV_CELL alone; one without any looks like an ordinary item."),
        new("IM_ITEM.QTY_DECS", "How finely an article is sold is not known; Stock:DecimalPlaces alone decides."),
        new("IM_ITEM.ALT_1_UNIT", "Articles are listed in the unit that the till counts in, and in no other."),
        new("IM_INV_CELL", "Cells of grid items have no stock of their own; grid items are not listed."),
        new("IM_INV_CELL.QTY_AVAIL", "Available is computed here as QTY_ON_HND - QTY_COMMIT for cells."),
        new("IM_INV.QTY_AVAIL", "Available is computed here as QTY_ON_HND - QTY_COMMIT."),
        new("IM_INV.QTY_COMMIT", "Committed units cannot be shown; available is QTY_AVAIL."),
        new("IM_INV.LST_MAINT_DT", "A stock change is noticed by the quantities only."),
        new("IM_INV.RS_UTC_DT", "A stock change is noticed by the quantities and LST_MAINT_DT only."),
        new("IM_ITEM.PRC_1", "New products that Tillsync makes get no price."),
        new("IM_ITEM.WEIGHT", "New products that Tillsync makes get no weight."),
        new("IM_ITEM.ECOMM_IMG_FILE", "New products that Tillsync makes get no picture."),
        new("IM_ITEM.TRK_METH", "Grid items cannot be told apart when new products are made."),
        new("EC_ITEM_DESCR", "New products that Tillsync makes get no description."),
        new("USER_CATEGORY_MAP", "New products that Tillsync makes get no category but the shop's default."),
        new("USER_CATEGORY_MAP.IS_ACTIVE", "Every category mapping counts as active."),
        new("USER_PRODUCT_MAP", "Listings are matched by SKU; nobody's hand-made mapping is used."),
        new("USER_PRODUCT_MAP.IS_ACTIVE", "Every mapping counts as active."),
        new(
            "USER_ORDER_STAGING",
            "New orders are seen in the shop only, and every open web order stays reserved until the shop closes it."
        ),
        new("USER_ORDER_STAGING.IS_APPLIED", "No staged order counts as entered in the till: open web orders stay reserved."),
        new("USER_ORDER_STAGING.CP_DOC_ID", "IS_APPLIED alone tells that a web order was entered in the till."),
        new(
            "USER_ORDER_STAGING.LINE_ITEMS_JSON",
            "An order that the till has taken counts as known whole: what an edit in the shop adds to it is not reserved."
        ),
        new("USER_ORDER_STAGING.CREATED_DT", "Staged orders are listed without a time."),
        new("PS_DOC_HDR", UncheckedDocuments),
        new("PS_DOC_HDR.DOC_ID", UncheckedDocuments),
        new("PS_DOC_HDR.DOC_TYP", UncheckedDocuments),
        new("PS_DOC_LIN", UncheckedDocuments),
        new("PS_DOC_LIN.DOC_ID", UncheckedDocuments),
        new("PS_DOC_LIN.LIN_TYP", UncheckedDocuments),
        new("USER_SYNC_LOG", "Runs are recorded in the journal only."),
        new("VI_EXPORT_PRODUCTS", "Product changes are taken from IM_ITEM alone, without those of the web description."),
        new("VI_EXPORT_PRODUCTS.LST_MAINT_DT", "Product changes are taken from IM_ITEM alone; the view has no date."),
        new("VI_INVENTORY_SYNC", "Stock changes are taken from IM_INV alone."),
        new("VI_INVENTORY_SYNC.INVENTORY_LAST_MODIFIED", "Stock changes are taken from IM_INV alone; the view has no date."),
    ];
}
