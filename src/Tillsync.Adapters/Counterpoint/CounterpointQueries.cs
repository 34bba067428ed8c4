using System.Globalization;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>
/// Every statement that reads or writes the till, in SQL that SQL Server at compatibility level 100 and SQLite both understand.
/// Columns that a site lacks are read as NULL, so that ordinals never move. Nothing is grouped or sorted by the server:
/// a statement over IM_INV is over as soon as its rows are sent.
/// </summary>
internal sealed class CounterpointQueries(ITillDialect dialect, CounterpointSchema schema)
{
    /// <summary>ALT_1 to ALT_5: name, numerator and denominator of each.</summary>
    private static readonly string[] AlternativeUnits =
    [
        .. Enumerable.Range(1, 5).SelectMany(number => (string[])[$"ALT_{number}_UNIT", $"ALT_{number}_NUMER", $"ALT_{number}_DENOM"]),
    ];

    /// <summary>ITEM_NO, DESCR, STAT, IS_ECOMM_ITEM, ITEM_TYP, IS_KIT_PAR, LST_MAINT_DT, RS_UTC_DT, TRK_METH, QTY_DECS, CATEG_COD.</summary>
    public string Items =>
        Select(
            CounterpointObjects.Items,
            "ITEM_NO",
            "DESCR",
            "STAT",
            "IS_ECOMM_ITEM",
            "ITEM_TYP",
            "IS_KIT_PAR",
            "LST_MAINT_DT",
            "RS_UTC_DT",
            "TRK_METH",
            "QTY_DECS",
            "CATEG_COD"
        );

    /// <summary>ITEM_NO, LOC_ID, QTY_ON_HND, QTY_COMMIT, QTY_AVAIL, LST_MAINT_DT, RS_UTC_DT.</summary>
    public string Stock =>
        Select(CounterpointObjects.Stock, "ITEM_NO", "LOC_ID", "QTY_ON_HND", "QTY_COMMIT", "QTY_AVAIL", "LST_MAINT_DT", "RS_UTC_DT");

    /// <summary>ITEM_NO, LOC_ID, the quantities and dates as of <see cref="Stock"/>, then DIM_1_UPR to DIM_3_UPR, CELL_DESCR.</summary>
    public string Cells =>
        Select(
            CounterpointObjects.Cells,
            "ITEM_NO",
            "LOC_ID",
            "QTY_ON_HND",
            "QTY_COMMIT",
            "QTY_AVAIL",
            "LST_MAINT_DT",
            "RS_UTC_DT",
            "DIM_1_UPR",
            "DIM_2_UPR",
            "DIM_3_UPR",
            "CELL_DESCR"
        );

    /// <summary>
    /// ITEM_NO, STK_UNIT, then name, numerator and denominator of ALT_1 to ALT_5, of web items that are sold in more than one unit. Null where the
    /// site has no such units.
    /// </summary>
    public string? Units
    {
        get
        {
            var names = AlternativeUnits
                .Where((_, index) => index % 3 == 0)
                .Where(name => schema.Has(CounterpointObjects.Items, name))
                .ToList();
            return names.Count == 0
                ? null
                : Select(CounterpointObjects.Items, ["ITEM_NO", "STK_UNIT", .. AlternativeUnits])
                    + $" WHERE IS_ECOMM_ITEM = 'Y' AND ({string.Join(" OR ", names.Select(name => $"{name} <> ''"))})";
        }
    }

    /// <summary>ITEM_NO, BARCOD, STK_UNIT, then name, numerator and denominator of ALT_1 to ALT_5.</summary>
    public string Catalogue => Select(CounterpointObjects.Items, ["ITEM_NO", "BARCOD", "STK_UNIT", .. AlternativeUnits]);

    /// <summary>ITEM_NO, BARCOD, DIM_1_UPR, DIM_2_UPR, DIM_3_UPR.</summary>
    public string Barcodes => Select(CounterpointObjects.Barcodes, "ITEM_NO", "BARCOD", "DIM_1_UPR", "DIM_2_UPR", "DIM_3_UPR");

    /// <summary>ITEM_NO, DESCR, PRC_1, WEIGHT, CATEG_COD, ECOMM_IMG_FILE, TRK_METH of so many articles, whose codes are parameters @c0 and on.</summary>
    public string Sheets(int count) =>
        Select(CounterpointObjects.Items, "ITEM_NO", "DESCR", "PRC_1", "WEIGHT", "CATEG_COD", "ECOMM_IMG_FILE", "TRK_METH")
        + WithCodes(count);

    /// <summary>ITEM_NO, HTML_DESCR of the same.</summary>
    public string WebDescriptions(int count) => Select(CounterpointObjects.WebDescription, "ITEM_NO", "HTML_DESCR") + WithCodes(count);

    /// <summary>CP_CATEGORY_CODE, WOO_CATEGORY_ID of the active rows.</summary>
    public string Categories =>
        Select(CounterpointObjects.Categories, "CP_CATEGORY_CODE", "WOO_CATEGORY_ID")
        + (schema.Has(CounterpointObjects.Categories, "IS_ACTIVE") ? " WHERE IS_ACTIVE = 1" : "");

    /// <summary>SKU, WOO_PRODUCT_ID of the active rows.</summary>
    public string Mappings =>
        Select(CounterpointObjects.Mapping, "SKU", "WOO_PRODUCT_ID")
        + (schema.Has(CounterpointObjects.Mapping, "IS_ACTIVE") ? " WHERE IS_ACTIVE = 1" : "");

    /// <summary>STAGING_ID, WOO_ORDER_ID, IS_APPLIED, CP_DOC_ID, CREATED_DT, CREATED_BY.</summary>
    public string StagedOrders =>
        Select(CounterpointObjects.Staging, "STAGING_ID", "WOO_ORDER_ID", "IS_APPLIED", "CP_DOC_ID", "CREATED_DT", "CREATED_BY");

    /// <summary>STAGING_ID, LINE_ITEMS_JSON of these rows.</summary>
    public string StagedLines(IReadOnlyList<long> ids) =>
        Select(CounterpointObjects.Staging, "STAGING_ID", "LINE_ITEMS_JSON") + WithIds("STAGING_ID", ids);

    /// <summary>DOC_ID, DOC_TYP of those of these documents that are open.</summary>
    public string Documents(IReadOnlyList<long> ids) => Select(CounterpointObjects.Documents, "DOC_ID", "DOC_TYP") + WithIds("DOC_ID", ids);

    /// <summary>DOC_ID, LIN_TYP of these documents' lines.</summary>
    public string DocumentLines(IReadOnlyList<long> ids) =>
        Select(CounterpointObjects.DocumentLines, "DOC_ID", "LIN_TYP") + WithIds("DOC_ID", ids);

    /// <summary>SKU, LST_MAINT_DT.</summary>
    public string ProductStamps => Select(CounterpointObjects.ProductView, "SKU", "LST_MAINT_DT");

    /// <summary>SKU, INVENTORY_LAST_MODIFIED.</summary>
    public string StockStamps => Select(CounterpointObjects.StockView, "SKU", "INVENTORY_LAST_MODIFIED");

    /// <summary>STAT, IS_ECOMM_ITEM.</summary>
    public string ItemStatuses => Select(CounterpointObjects.Items, "STAT", "IS_ECOMM_ITEM");

    /// <summary>LOC_ID.</summary>
    public string StockLocations => Select(CounterpointObjects.Stock, "LOC_ID");

    /// <summary>
    /// For each table: its name, rows, newest LST_MAINT_DT, newest RS_UTC_DT, and sums that a change of numbers moves. Squares tell a transfer
    /// between two rows from no change, which plain sums do not. Each table is scanned once, and the answer is a handful of rows.
    /// </summary>
    public string Pulse
    {
        get
        {
            List<string> parts =
            [
                PulseOfStock(CounterpointObjects.Stock),
                PulseOf(CounterpointObjects.Items, Count("IS_ECOMM_ITEM = 'Y'"), Count("STAT = 'A'"), "NULL"),
            ];
            if (schema.IsUsable(CounterpointObjects.Cells))
            {
                parts.Add(PulseOfStock(CounterpointObjects.Cells));
            }

            if (schema.IsUsable(CounterpointObjects.Staging))
            {
                var applied = schema.Has(CounterpointObjects.Staging, "IS_APPLIED") ? Count("IS_APPLIED = 1") : "NULL";
                parts.Add(PulseOf(CounterpointObjects.Staging, applied, "MAX(STAGING_ID)", "NULL"));
            }

            if (schema.IsUsable(CounterpointObjects.Mapping))
            {
                var active = schema.Has(CounterpointObjects.Mapping, "IS_ACTIVE") ? Count("IS_ACTIVE = 1") : "NULL";
                parts.Add(PulseOf(CounterpointObjects.Mapping, active, "NULL", "NULL"));
            }

            return string.Join(" UNION ALL ", parts);
        }
    }

    public static string InsertSyncLog(ITillDialect dialect) =>
        $"""
            INSERT INTO {dialect.Qualify(CounterpointObjects.SyncLog)} (
                SYNC_ID, OPERATION_TYPE, DIRECTION, DRY_RUN, START_TIME, END_TIME, DURATION_SECONDS,
                RECORDS_INPUT, RECORDS_CREATED, RECORDS_UPDATED, RECORDS_SKIPPED, RECORDS_FAILED,
                SUCCESS, ERROR_MESSAGE, CREATED_DT, CREATED_BY
            ) VALUES (
                @syncId, 'inventory_sync', 'CP_TO_WOO', @dryRun, @startTime, @endTime, @durationSeconds,
                @input, @created, @updated, @skipped, @failed,
                @success, @errorMessage, @createdDt, 'tillsync'
            )
            """;

    /// <summary>Deactivates what an article is mapped to, and what a product is mapped to, except for each other.</summary>
    public static string EndMappings(ITillDialect dialect) =>
        $"""
            UPDATE {dialect.Qualify(CounterpointObjects.Mapping)} SET IS_ACTIVE = 0, UPDATED_DT = @now, UPDATED_BY = @by
            WHERE IS_ACTIVE = 1 AND (UPPER(LTRIM(RTRIM(SKU))) = @key OR WOO_PRODUCT_ID = @product)
                AND NOT (UPPER(LTRIM(RTRIM(SKU))) = @key AND WOO_PRODUCT_ID = @product)
            """;

    public static string InsertMapping(ITillDialect dialect) =>
        $"""
            INSERT INTO {dialect.Qualify(CounterpointObjects.Mapping)} (SKU, WOO_PRODUCT_ID, IS_ACTIVE, CREATED_DT, CREATED_BY, NOTES)
            SELECT @sku, @product, 1, @now, @by, 'tillsync map'
            WHERE NOT EXISTS (
                SELECT 1 FROM {dialect.Qualify(CounterpointObjects.Mapping)}
                WHERE IS_ACTIVE = 1 AND UPPER(LTRIM(RTRIM(SKU))) = @key AND WOO_PRODUCT_ID = @product
            )
            """;

    /// <summary>The rows of one order, whole: the columns of <see cref="StagingColumns.Read"/>, in their order.</summary>
    public static string StagingRowsOf(ITillDialect dialect) =>
        $"SELECT {string.Join(", ", StagingColumns.Read)} FROM {dialect.Qualify(CounterpointObjects.Staging)}{dialect.LockHint} WHERE WOO_ORDER_ID = @orderId";

    /// <summary>A customer's numbers in the till, by his id in the shop.</summary>
    public static string CustomerNumbers(ITillDialect dialect) =>
        $"SELECT CUST_NO FROM {dialect.Qualify(CounterpointObjects.CustomerMap)} WHERE WOO_USER_ID = @customer";

    public static string InsertStaging(ITillDialect dialect) =>
        $"""
            INSERT INTO {dialect.Qualify(CounterpointObjects.Staging)} (
                BATCH_ID, WOO_ORDER_ID, CUST_NO, {string.Join(", ", StagingColumns.Content.Select(column => column.Name))},
                IS_VALIDATED, VALIDATION_ERROR, IS_APPLIED, SOURCE_SYSTEM, CREATED_DT, CREATED_BY
            ) VALUES (
                @batch, @orderId, @customer, {string.Join(", ", StagingColumns.Content.Select(column => $"@{column.Name}"))},
                0, @note, 0, 'WOOCOMMERCE', @now, '{IntegrationTables.Creator}'
            )
            """;

    /// <summary>A customer number that is there stays: somebody may have found it out. What changed has to be validated again.</summary>
    public static string UpdateStaging(ITillDialect dialect) =>
        $"""
            UPDATE {dialect.Qualify(CounterpointObjects.Staging)} SET
                CUST_NO = COALESCE(CUST_NO, @customer),
                {string.Join(", ", StagingColumns.Content.Select(column => $"{column.Name} = @{column.Name}"))},
                IS_VALIDATED = 0, VALIDATION_ERROR = @note, IS_APPLIED = 0, APPLIED_DT = NULL
            WHERE STAGING_ID = @id AND CP_DOC_ID IS NULL AND COALESCE(IS_APPLIED, 0) = @applied
            """;

    /// <summary>Applied, and by no document: nobody's program creates what is applied.</summary>
    public static string WithdrawStaging(ITillDialect dialect) =>
        $"""
            UPDATE {dialect.Qualify(CounterpointObjects.Staging)} SET
                ORD_STATUS = @status, LINE_ITEMS_JSON = '{StagingColumns.NoLines}',
                IS_VALIDATED = 0, VALIDATION_ERROR = @note, IS_APPLIED = 1, APPLIED_DT = @now
            WHERE STAGING_ID = @id AND CP_DOC_ID IS NULL AND COALESCE(IS_APPLIED, 0) = 0
            """;

    /// <summary>Notes what the row says now, as a hash, and what it could not take.</summary>
    public static string MarkStaging(ITillDialect dialect) =>
        $"UPDATE {dialect.Qualify(CounterpointObjects.Staging)} SET BATCH_ID = @batch, VALIDATION_ERROR = @note WHERE STAGING_ID = @id";

    /// <summary>By key, so that no row is waited for that is not asked about. Numbers that were parsed as such need no parameters.</summary>
    private static string WithIds(string key, IReadOnlyList<long> ids) =>
        $" WHERE {key} IN ({string.Join(", ", ids.Select(id => id.ToString(CultureInfo.InvariantCulture)))})";

    private string PulseOfStock(string table) =>
        PulseOf(
            table,
            Sum(table, "QTY_ON_HND"),
            Sum(table, schema.Has(table, "QTY_COMMIT") ? "QTY_COMMIT" : "QTY_AVAIL"),
            "SUM(QTY_ON_HND * QTY_ON_HND)"
        );

    private static string WithCodes(int count) =>
        $" WHERE ITEM_NO IN ({string.Join(", ", Enumerable.Range(0, count).Select(index => string.Create(CultureInfo.InvariantCulture, $"@c{index}")))})";

    private string PulseOf(string table, string first, string second, string third) =>
        $"SELECT '{table}', COUNT(*), {Newest(table, "LST_MAINT_DT")}, {Newest(table, "RS_UTC_DT")}, {first}, {second}, {third} "
        + $"FROM {dialect.Qualify(table)}";

    private string Newest(string table, string column) => schema.Has(table, column) ? $"MAX({column})" : "NULL";

    private string Sum(string table, string column) => schema.Has(table, column) ? $"SUM({column})" : "NULL";

    private static string Count(string condition) => $"SUM(CASE WHEN {condition} THEN 1 ELSE 0 END)";

    private string Select(string table, params ReadOnlySpan<string> columns)
    {
        var listed = new List<string>(columns.Length);
        foreach (var column in columns)
        {
            listed.Add(schema.Has(table, column) ? column : "NULL");
        }

        return $"SELECT {string.Join(", ", listed)} FROM {dialect.Qualify(table)}";
    }
}
