namespace Tillsync.Adapters.Counterpoint;

/// <summary>The integration's tables in the till's database, as the sites have them: same columns, types, defaults and indexes.</summary>
internal static class IntegrationSchema
{
    public static readonly IReadOnlyList<TableSpec> Tables = [OrderStaging(), ProductMap(), CategoryMap(), SyncLog()];

    private static TableSpec OrderStaging() =>
        new(
            CounterpointObjects.Staging,
            "Web orders on their way into the till.",
            [
                new("STAGING_ID", ColumnSpec.Identity),
                new("BATCH_ID", "varchar(50)", IsNullable: false),
                new("WOO_ORDER_ID", "int", IsNullable: false),
                new("WOO_ORDER_NO", "varchar(50)"),
                new("CUST_NO", "varchar(15)"),
                new("CUST_EMAIL", "varchar(100)"),
                new("ORD_DAT", "date"),
                new("ORD_STATUS", "varchar(20)"),
                new("PMT_METH", "varchar(50)"),
                new("SHIP_VIA", "varchar(100)"),
                new("SUBTOT", "decimal(15,4)"),
                new("SHIP_AMT", "decimal(15,4)"),
                new("TAX_AMT", "decimal(15,4)"),
                new("DISC_AMT", "decimal(15,4)"),
                new("TOT_AMT", "decimal(15,4)"),
                new("SHIP_NAM", "varchar(40)"),
                new("SHIP_ADRS_1", "varchar(40)"),
                new("SHIP_ADRS_2", "varchar(40)"),
                new("SHIP_CITY", "varchar(20)"),
                new("SHIP_STATE", "varchar(3)"),
                new("SHIP_ZIP_COD", "varchar(15)"),
                new("SHIP_CNTRY", "varchar(3)"),
                new("SHIP_PHONE", "varchar(25)"),
                new("LINE_ITEMS_JSON", "nvarchar(max)"),
                new("IS_VALIDATED", "bit", Default: "0"),
                new("VALIDATION_ERROR", "nvarchar(500)"),
                new("IS_APPLIED", "bit", Default: "0"),
                new("APPLIED_DT", "datetime2"),
                new("CP_DOC_ID", "varchar(15)"),
                new("SOURCE_SYSTEM", "varchar(50)", Default: "'WOOCOMMERCE'"),
                new("CREATED_DT", "datetime2", Default: ColumnSpec.Now),
                new("CREATED_BY", "varchar(50)"),
            ],
            [new("IX_USER_ORDER_STAGING_WOO_ORDER_ID", "WOO_ORDER_ID")]
        );

    private static TableSpec ProductMap() =>
        new(
            CounterpointObjects.Mapping,
            "Which article is which product of the shop: one to one among the active rows.",
            [
                new("MAP_ID", ColumnSpec.Identity),
                new("SKU", "varchar(50)", IsNullable: false),
                new("WOO_PRODUCT_ID", "bigint", IsNullable: false),
                new("IS_ACTIVE", "bit", IsNullable: false, Default: "1"),
                new("CREATED_DT", "datetime2", Default: ColumnSpec.Now),
                new("CREATED_BY", "varchar(50)"),
                new("UPDATED_DT", "datetime2"),
                new("UPDATED_BY", "varchar(50)"),
                new("NOTES", "nvarchar(255)"),
            ],
            [
                new("UX_USER_PRODUCT_MAP_SKU", "SKU", IsUnique: true, Filter: "IS_ACTIVE = 1"),
                new("UX_USER_PRODUCT_MAP_WOO_PRODUCT_ID", "WOO_PRODUCT_ID", IsUnique: true, Filter: "IS_ACTIVE = 1"),
            ]
        );

    private static TableSpec CategoryMap() =>
        new(
            CounterpointObjects.Categories,
            "Which category of the shop the articles of a category of the till belong to: one to one among the active rows.",
            [
                new("MAP_ID", ColumnSpec.Identity),
                new("CP_CATEGORY_CODE", "varchar(50)", IsNullable: false),
                new("WOO_CATEGORY_ID", "bigint", IsNullable: false),
                new("WOO_CATEGORY_SLUG", "varchar(100)"),
                new("IS_ACTIVE", "bit", IsNullable: false, Default: "1"),
                new("CREATED_DT", "datetime2", Default: ColumnSpec.Now),
                new("CREATED_BY", "varchar(50)"),
                new("UPDATED_DT", "datetime2"),
                new("UPDATED_BY", "varchar(50)"),
                new("NOTES", "nvarchar(255)"),
            ],
            [
                new("UX_USER_CATEGORY_MAP_CP_CATEGORY_CODE", "CP_CATEGORY_CODE", IsUnique: true, Filter: "IS_ACTIVE = 1"),
                new("UX_USER_CATEGORY_MAP_WOO_CATEGORY_ID", "WOO_CATEGORY_ID", IsUnique: true, Filter: "IS_ACTIVE = 1"),
            ]
        );

    private static TableSpec SyncLog() =>
        new(
            CounterpointObjects.SyncLog,
            "One row per run.",
            [
                new("LOG_ID", ColumnSpec.Identity),
                new("SYNC_ID", "varchar(50)", IsNullable: false),
                new("OPERATION_TYPE", "varchar(50)", IsNullable: false),
                new("DIRECTION", "varchar(20)", IsNullable: false),
                new("DRY_RUN", "bit", Default: "1"),
                new("START_TIME", "datetime2", IsNullable: false),
                new("END_TIME", "datetime2"),
                new("DURATION_SECONDS", "decimal(10,2)"),
                new("RECORDS_INPUT", "int", Default: "0"),
                new("RECORDS_CREATED", "int", Default: "0"),
                new("RECORDS_UPDATED", "int", Default: "0"),
                new("RECORDS_SKIPPED", "int", Default: "0"),
                new("RECORDS_FAILED", "int", Default: "0"),
                new("SUCCESS", "bit", Default: "0"),
                new("ERROR_MESSAGE", "nvarchar(max)"),
                new("CREATED_DT", "datetime2", Default: ColumnSpec.Now),
                new("CREATED_BY", "varchar(50)"),
            ],
            [new("IX_USER_SYNC_LOG_OPERATION_TYPE", "OPERATION_TYPE, START_TIME DESC")]
        );
}
