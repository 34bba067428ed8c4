using System.Data.Common;
using Microsoft.Data.SqlClient;
using Tillsync.Adapters.Counterpoint;
using Xunit;

namespace Tillsync.Testing.Contracts;

/// <summary>
/// A till in the database that TILLSYNC_TEST_SQLSERVER names. Its tables are dropped and made again: give it a database of its own.
/// </summary>
public sealed class SqlServerTillBench : TillBench
{
    public const string Variable = "TILLSYNC_TEST_SQLSERVER";

    /// <summary>As the vendor has them, except that quantities may be NULL and codes may be longer.</summary>
    private const string VendorTables = """
        CREATE TABLE dbo.IM_ITEM (
            ITEM_NO varchar(40) NOT NULL PRIMARY KEY, DESCR varchar(250) NULL, SHORT_DESCR varchar(15) NULL, LONG_DESCR varchar(50) NULL,
            ITEM_TYP varchar(1) NULL, TRK_METH varchar(1) NULL, STAT varchar(5) NULL, IS_KIT_PAR varchar(1) NULL, IS_ECOMM_ITEM varchar(1) NULL, QTY_DECS int NULL,
            CATEG_COD varchar(10) NULL, SUBCAT_COD varchar(10) NULL, BARCOD varchar(40) NULL, ECOMM_IMG_FILE varchar(255) NULL, PRC_1 decimal(15,4) NULL, REG_PRC decimal(15,4) NULL,
            STK_UNIT varchar(15) NULL,
            ALT_1_UNIT varchar(15) NULL, ALT_1_NUMER decimal(11,0) NULL, ALT_1_DENOM decimal(11,0) NULL,
            ALT_2_UNIT varchar(15) NULL, ALT_2_NUMER decimal(11,0) NULL, ALT_2_DENOM decimal(11,0) NULL,
            ALT_3_UNIT varchar(15) NULL, ALT_3_NUMER decimal(11,0) NULL, ALT_3_DENOM decimal(11,0) NULL,
            ALT_4_UNIT varchar(15) NULL, ALT_4_NUMER decimal(11,0) NULL, ALT_4_DENOM decimal(11,0) NULL,
            ALT_5_UNIT varchar(15) NULL, ALT_5_NUMER decimal(11,0) NULL, ALT_5_DENOM decimal(11,0) NULL,
            WEIGHT decimal(15,4) NULL, LST_MAINT_DT datetime NULL, RS_UTC_DT datetime NULL);
        CREATE TABLE dbo.IM_BARCOD (
            ITEM_NO varchar(40) NOT NULL, BARCOD varchar(40) NOT NULL,
            DIM_1_UPR varchar(15) NOT NULL DEFAULT '*', DIM_2_UPR varchar(15) NOT NULL DEFAULT '*', DIM_3_UPR varchar(15) NOT NULL DEFAULT '*', CONSTRAINT PK_IM_BARCOD PRIMARY KEY (ITEM_NO, BARCOD));
        CREATE TABLE dbo.IM_INV (
            ITEM_NO varchar(40) NOT NULL, LOC_ID varchar(10) NOT NULL, QTY_ON_HND decimal(15,4) NULL, QTY_COMMIT decimal(15,4) NULL,
            QTY_AVAIL AS (QTY_ON_HND - QTY_COMMIT), LST_MAINT_DT datetime NULL, RS_UTC_DT datetime NULL,
            CONSTRAINT PK_IM_INV PRIMARY KEY (ITEM_NO, LOC_ID));
        CREATE TABLE dbo.IM_INV_CELL (
            ITEM_NO varchar(40) NOT NULL, LOC_ID varchar(10) NOT NULL, DIM_1_UPR varchar(15) NOT NULL, DIM_2_UPR varchar(15) NOT NULL,
            DIM_3_UPR varchar(15) NOT NULL, CELL_DESCR varchar(50) NULL, QTY_ON_HND decimal(15,4) NULL, QTY_COMMIT decimal(15,4) NULL,
            QTY_AVAIL AS (QTY_ON_HND - QTY_COMMIT), LST_MAINT_DT datetime NULL, RS_UTC_DT datetime NULL,
            CONSTRAINT PK_IM_INV_CELL PRIMARY KEY (ITEM_NO, LOC_ID, DIM_1_UPR, DIM_2_UPR, DIM_3_UPR));
        CREATE TABLE dbo.PS_DOC_HDR (
            DOC_ID bigint NOT NULL PRIMARY KEY, DOC_TYP varchar(1) NULL, STR_ID varchar(10) NULL, TKT_NO varchar(15) NULL, TKT_DT datetime NULL);
        CREATE TABLE dbo.PS_DOC_LIN (
            DOC_ID bigint NOT NULL, LIN_SEQ_NO int NOT NULL, LIN_TYP varchar(1) NULL, ITEM_NO varchar(40) NULL, QTY_SOLD decimal(15,4) NULL,
            CONSTRAINT PK_PS_DOC_LIN PRIMARY KEY (DOC_ID, LIN_SEQ_NO));
        CREATE TABLE dbo.EC_ITEM_DESCR (ITEM_NO varchar(40) NOT NULL PRIMARY KEY, HTML_DESCR varchar(max) NULL, LST_MAINT_DT datetime NULL);
        """;

    private static readonly string[] Tables =
    [
        "USER_ORDER_STAGING",
        "USER_PRODUCT_MAP",
        "USER_CATEGORY_MAP",
        "USER_SYNC_LOG",
        "EC_ITEM_DESCR",
        "PS_DOC_LIN",
        "PS_DOC_HDR",
        "IM_INV_CELL",
        "IM_INV",
        "IM_BARCOD",
        "IM_ITEM",
    ];

    /// <summary>The tables are as the script leaves them; making them again takes long, emptying them does not.</summary>
    private static bool _isPristine;

    private SqlServerTillBench() { }

    public static string? ConnectionString => Environment.GetEnvironmentVariable(Variable);

    public override TillOptions Options => new() { ConnectionString = ConnectionString ?? "", LockTimeoutSeconds = 1 };

    /// <summary>Skips the test where no server is named.</summary>
    public static async Task<SqlServerTillBench> CreateAsync()
    {
        Assert.SkipWhen(ConnectionString is null, $"{Variable} names no server.");
        var bench = new SqlServerTillBench();
        if (!_isPristine)
        {
            await bench.RemakeAsync();
        }

        foreach (var table in Tables)
        {
            await bench.ExecuteAsync($"DELETE FROM dbo.{table}");
        }

        return bench;
    }

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public override Task AlterAsync(string sql)
    {
        _isPristine = false;
        return ExecuteAsync(sql);
    }

    public override async Task RunScriptAsync()
    {
        await using var connection = await ConnectAsync();
        foreach (var batch in Batches(DatabaseScript.Build(TillProvider.SqlServer, found: null)))
        {
            await ExecuteAsync(connection, batch);
        }
    }

    public override async Task BreakStockViewAsync()
    {
        await AlterAsync("DROP VIEW VI_INVENTORY_SYNC");
        await AlterAsync(
            "CREATE VIEW VI_INVENTORY_SYNC AS SELECT ITEM_NO AS SKU, "
                + "DATEADD(day, 1 / (CASE WHEN ITEM_NO = '' THEN 1 ELSE 0 END), LST_MAINT_DT) AS INVENTORY_LAST_MODIFIED FROM IM_ITEM"
        );
    }

    public override async Task BreakStagingAsync()
    {
        await AlterAsync("DROP TABLE USER_ORDER_STAGING");
        await AlterAsync(
            "CREATE VIEW USER_ORDER_STAGING AS SELECT 1 AS STAGING_ID, 1 / (CASE WHEN ITEM_NO = '' THEN 1 ELSE 0 END) AS WOO_ORDER_ID FROM IM_ITEM"
        );
    }

    public override async Task BreakDocumentsAsync()
    {
        await AlterAsync("DROP TABLE PS_DOC_HDR");
        await AlterAsync(
            "CREATE VIEW PS_DOC_HDR AS SELECT CAST(104583 AS bigint) AS DOC_ID, "
                + "CAST(1 / (CASE WHEN DATALENGTH(@@SERVERNAME) >= 0 THEN 0 ELSE 1 END) AS varchar(1)) AS DOC_TYP"
        );
    }

    /// <summary>What sqlcmd makes of a script: the texts between lines that say GO.</summary>
    public static IEnumerable<string> Batches(string script) =>
        $"\n{script}\n".Split("\nGO\n").Where(batch => !string.IsNullOrWhiteSpace(batch));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task DropAllAsync(string type)
    {
        while (
            await ScalarAsync($"SELECT MIN(TABLE_NAME) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'dbo' AND TABLE_TYPE = '{type}'")
                is string name
        )
        {
            await ExecuteAsync($"DROP {type.Replace("BASE ", "", StringComparison.Ordinal)} dbo.{name}");
        }
    }

    private async Task RemakeAsync()
    {
        await DropAllAsync("VIEW");
        await DropAllAsync("BASE TABLE");
        await ExecuteAsync(VendorTables);
        await RunScriptAsync();
        _isPristine = true;
    }
}
