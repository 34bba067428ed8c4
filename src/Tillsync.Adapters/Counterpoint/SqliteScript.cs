using System.Text;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>The script for SQLite: a whole stand-in till, empty.</summary>
internal static class SqliteScript
{
    /// <remarks>
    /// The columns that Tillsync and its views read, and those that make a row look familiar. Quantities may be NULL here, unlike in
    /// Counterpoint, so that unknown stock can be shown; codes are compared as written, so that two may differ by case alone.
    /// </remarks>
    private const string VendorTables = """
        -- Counterpoint's own tables, as far as a stand-in needs them.
        CREATE TABLE IF NOT EXISTS IM_ITEM (
            ITEM_NO varchar(20) NOT NULL PRIMARY KEY,
            DESCR varchar(250),
            SHORT_DESCR varchar(15),
            LONG_DESCR varchar(50),
            ITEM_TYP varchar(1) DEFAULT 'I',
            TRK_METH varchar(1) DEFAULT 'N',
            STAT varchar(1) DEFAULT 'A',
            IS_KIT_PAR varchar(1) DEFAULT 'N',
            IS_ECOMM_ITEM varchar(1) DEFAULT 'N',
            QTY_DECS int DEFAULT 0,
            STK_UNIT varchar(15),
            ALT_1_UNIT varchar(15),
            ALT_1_NUMER decimal(11,0),
            ALT_1_DENOM decimal(11,0),
            ALT_2_UNIT varchar(15),
            ALT_2_NUMER decimal(11,0),
            ALT_2_DENOM decimal(11,0),
            ALT_3_UNIT varchar(15),
            ALT_3_NUMER decimal(11,0),
            ALT_3_DENOM decimal(11,0),
            ALT_4_UNIT varchar(15),
            ALT_4_NUMER decimal(11,0),
            ALT_4_DENOM decimal(11,0),
            ALT_5_UNIT varchar(15),
            ALT_5_NUMER decimal(11,0),
            ALT_5_DENOM decimal(11,0),
            CATEG_COD varchar(10),
            SUBCAT_COD varchar(10),
            BARCOD varchar(40),
            ECOMM_IMG_FILE varchar(255),
            PRC_1 decimal(15,4),
            REG_PRC decimal(15,4),
            WEIGHT decimal(15,4),
            LST_MAINT_DT datetime,
            RS_UTC_DT datetime
        );
        CREATE TABLE IF NOT EXISTS IM_BARCOD (
            ITEM_NO varchar(20) NOT NULL,
            BARCOD varchar(40) NOT NULL,
            DIM_1_UPR varchar(15) DEFAULT '*',
            DIM_2_UPR varchar(15) DEFAULT '*',
            DIM_3_UPR varchar(15) DEFAULT '*',
            PRIMARY KEY (ITEM_NO, BARCOD)
        );
        CREATE TABLE IF NOT EXISTS IM_LOC (
            LOC_ID varchar(10) NOT NULL PRIMARY KEY,
            DESCR varchar(30)
        );
        CREATE TABLE IF NOT EXISTS IM_INV (
            ITEM_NO varchar(20) NOT NULL,
            LOC_ID varchar(10) NOT NULL,
            MIN_QTY decimal(15,4) DEFAULT 0,
            MAX_QTY decimal(15,4) DEFAULT 0,
            QTY_ON_HND decimal(15,4) DEFAULT 0,
            QTY_COMMIT decimal(15,4) DEFAULT 0,
            QTY_AVAIL decimal(16,4) GENERATED ALWAYS AS (QTY_ON_HND - QTY_COMMIT) VIRTUAL,
            QTY_ON_PO decimal(15,4) DEFAULT 0,
            QTY_ON_BO decimal(15,4) DEFAULT 0,
            QTY_ON_SO decimal(15,4) DEFAULT 0,
            QTY_ON_ORD decimal(15,4) DEFAULT 0,
            QTY_ON_LWY decimal(15,4) DEFAULT 0,
            LST_MAINT_DT datetime,
            RS_UTC_DT datetime,
            PRIMARY KEY (ITEM_NO, LOC_ID)
        );
        CREATE TABLE IF NOT EXISTS IM_INV_CELL (
            ITEM_NO varchar(20) NOT NULL,
            LOC_ID varchar(10) NOT NULL,
            DIM_1_UPR varchar(15) NOT NULL DEFAULT '*',
            DIM_2_UPR varchar(15) NOT NULL DEFAULT '*',
            DIM_3_UPR varchar(15) NOT NULL DEFAULT '*',
            CELL_DESCR varchar(50),
            QTY_ON_HND decimal(15,4) DEFAULT 0,
            QTY_COMMIT decimal(15,4) DEFAULT 0,
            QTY_AVAIL decimal(16,4) GENERATED ALWAYS AS (QTY_ON_HND - QTY_COMMIT) VIRTUAL,
            LST_MAINT_DT datetime,
            RS_UTC_DT datetime,
            PRIMARY KEY (ITEM_NO, LOC_ID, DIM_1_UPR, DIM_2_UPR, DIM_3_UPR)
        );
        CREATE TABLE IF NOT EXISTS PS_DOC_HDR (
            DOC_ID bigint NOT NULL PRIMARY KEY,
            DOC_TYP varchar(1) DEFAULT 'T',
            STR_ID varchar(10),
            STA_ID varchar(10),
            TKT_NO varchar(15),
            CUST_NO varchar(15),
            TKT_DT datetime,
            STK_LOC_ID varchar(10),
            LST_MAINT_DT datetime,
            RS_UTC_DT datetime
        );
        CREATE TABLE IF NOT EXISTS PS_DOC_LIN (
            DOC_ID bigint NOT NULL,
            LIN_SEQ_NO int NOT NULL,
            LIN_TYP varchar(1) DEFAULT 'S',
            ITEM_NO varchar(20),
            QTY_SOLD decimal(15,4) DEFAULT 0,
            SELL_UNIT varchar(1) DEFAULT '0',
            STK_LOC_ID varchar(10),
            PRIMARY KEY (DOC_ID, LIN_SEQ_NO)
        );
        CREATE TABLE IF NOT EXISTS EC_ITEM_DESCR (
            ITEM_NO varchar(20) NOT NULL PRIMARY KEY,
            HTML_DESCR text,
            LST_MAINT_DT datetime
        );
        """;

    public static string Build(CounterpointSchema? found)
    {
        var views = new ViewSpec(name => name, found);
        var script = new StringBuilder(
            "-- Tillsync: a SQLite file that stands in for a Counterpoint company database. It may be run again.\n"
        );
        script.Append(VendorTables.ReplaceLineEndings("\n")).Append('\n');
        foreach (var table in IntegrationSchema.Tables)
        {
            script.Append('\n').Append(CreateTable(table));
        }

        script.Append('\n').Append(CreateView(CounterpointObjects.ProductView, views.Products(withWebDescription: true)));
        script.Append('\n').Append(CreateView(CounterpointObjects.StockView, views.StockLevels()));
        return script.ToString();
    }

    private static string CreateTable(TableSpec table)
    {
        var columns = string.Join(",\n    ", table.Columns.Select(Define));
        var indexes = string.Concat(
            table.Indexes.Select(index =>
                $"{index.ToSql(table.Name).Replace("INDEX ", "INDEX IF NOT EXISTS ", StringComparison.Ordinal)}\n"
            )
        );
        return $"-- {table.Purpose}\nCREATE TABLE IF NOT EXISTS {table.Name} (\n    {columns}\n);\n{indexes}";
    }

    private static string Define(ColumnSpec column)
    {
        if (column.Type == ColumnSpec.Identity)
        {
            return $"{column.Name} INTEGER PRIMARY KEY AUTOINCREMENT";
        }

        var value = column.Default == ColumnSpec.Now ? "strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')" : column.Default;
        var type = column.Type.Replace("(max)", "", StringComparison.Ordinal);
        return $"{column.Name} {type}{(column.IsNullable ? "" : " NOT NULL")}{(value is null ? "" : $" DEFAULT ({value})")}";
    }

    private static string CreateView(string name, string select) =>
        $"DROP VIEW IF EXISTS {name};\nCREATE VIEW {name} AS\n{select.ReplaceLineEndings("\n")};\n";
}
