using System.Globalization;
using Microsoft.Data.SqlClient;

namespace Tillsync.EndToEnd.Bench;

/// <summary>A company database as a vendor's installer leaves it, in the database that a variable names. Everything in it is replaced.</summary>
internal sealed class SqlServerTill
{
    public const string Variable = "TILLSYNC_TEST_SQLSERVER";

    private static readonly string[] Made =
    [
        "VIEW dbo.VI_EXPORT_PRODUCTS",
        "VIEW dbo.VI_INVENTORY_SYNC",
        "TABLE dbo.USER_ORDER_STAGING",
        "TABLE dbo.USER_PRODUCT_MAP",
        "TABLE dbo.USER_SYNC_LOG",
        "TABLE dbo.EC_ITEM_DESCR",
        "TABLE dbo.IM_INV",
        "TABLE dbo.IM_LOC",
        "TABLE dbo.IM_ITEM",
    ];

    private static readonly string[] VendorTables =
    [
        """
            CREATE TABLE dbo.IM_ITEM (
                ITEM_NO varchar(20) NOT NULL PRIMARY KEY,
                DESCR varchar(250) NULL,
                SHORT_DESCR varchar(15) NULL,
                ITEM_TYP varchar(1) NOT NULL,
                TRK_METH varchar(1) NULL,
                STAT varchar(1) NOT NULL,
                IS_KIT_PAR varchar(1) NULL,
                QTY_DECS tinyint NULL,
                STK_UNIT varchar(15) NULL,
                CATEG_COD varchar(10) NULL,
                SUBCAT_COD varchar(10) NULL,
                BARCOD varchar(40) NULL,
                WEIGHT decimal(15,4) NULL,
                REG_PRC decimal(15,4) NULL,
                PRC_1 decimal(15,4) NULL,
                IS_ECOMM_ITEM varchar(1) NULL,
                LST_MAINT_DT datetime NULL,
                RS_UTC_DT datetime NULL)
            """,
        """
            CREATE TABLE dbo.IM_INV (
                ITEM_NO varchar(20) NOT NULL,
                LOC_ID varchar(10) NOT NULL,
                MIN_QTY decimal(15,4) NOT NULL DEFAULT 0,
                MAX_QTY decimal(15,4) NOT NULL DEFAULT 0,
                QTY_COMMIT decimal(15,4) NOT NULL,
                QTY_ON_HND decimal(15,4) NOT NULL,
                QTY_ON_PO decimal(15,4) NOT NULL DEFAULT 0,
                QTY_ON_SO decimal(15,4) NOT NULL DEFAULT 0,
                QTY_AVAIL AS (QTY_ON_HND - QTY_COMMIT),
                LST_MAINT_DT datetime NULL,
                RS_UTC_DT datetime NULL,
                PRIMARY KEY (ITEM_NO, LOC_ID))
            """,
        "CREATE TABLE dbo.IM_LOC (LOC_ID varchar(10) NOT NULL PRIMARY KEY, DESCR varchar(30) NULL)",
        "CREATE TABLE dbo.EC_ITEM_DESCR (ITEM_NO varchar(20) NOT NULL PRIMARY KEY, HTML_DESCR varchar(max) NULL, LST_MAINT_DT datetime NULL)",
    ];

    public static string? ConnectionString => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    public SqlConnectionStringBuilder Login { get; } = new(ConnectionString);

    public async Task MakeVendorTablesAsync()
    {
        foreach (var made in Made)
        {
            var name = made.Split(' ')[1];
            await ExecuteAsync($"IF OBJECT_ID(N'{name}') IS NOT NULL DROP {made}");
        }

        foreach (var table in VendorTables)
        {
            await ExecuteAsync(table);
        }
    }

    /// <summary>As sqlcmd does: batch by batch, parted by lines that say GO.</summary>
    public async Task RunScriptAsync(string script)
    {
        foreach (var batch in $"\n{script.ReplaceLineEndings("\n")}\n".Split("\nGO\n").Where(batch => !string.IsNullOrWhiteSpace(batch)))
        {
            await ExecuteAsync(batch);
        }
    }

    /// <summary>Web items SQL-00001 and on, each with a row at the selling location and one elsewhere that must not count.</summary>
    public async Task AddAsync(int count, Func<int, decimal> onHand, Func<int, decimal> committed)
    {
        await ExecuteAsync("INSERT INTO dbo.IM_LOC (LOC_ID, DESCR) VALUES ('01', 'Shop')");
        for (var number = 1; number <= count; number++)
        {
            var sku = string.Create(CultureInfo.InvariantCulture, $"SQL-{number:00000}");
            await ExecuteAsync(
                "INSERT INTO dbo.IM_ITEM (ITEM_NO, DESCR, ITEM_TYP, STAT, IS_ECOMM_ITEM, LST_MAINT_DT) VALUES (@p0, @p0, 'I', 'A', 'Y', '2026-01-01T08:00:00')",
                sku
            );
            const string insert =
                "INSERT INTO dbo.IM_INV (ITEM_NO, LOC_ID, QTY_ON_HND, QTY_COMMIT, LST_MAINT_DT) VALUES (@p0, @p1, @p2, @p3, '2026-01-01T08:00:00')";
            await ExecuteAsync(insert, sku, "01", onHand(number), committed(number));
            await ExecuteAsync(insert, sku, "MAIN", 500m, 0m);
        }
    }

    public async Task<IReadOnlyList<(string Sku, decimal OnHand, decimal Committed)>> ReadStockAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT ITEM_NO, QTY_ON_HND, QTY_COMMIT FROM dbo.IM_INV WHERE LOC_ID = '01'";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<(string, decimal, decimal)>();
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetString(0), reader.GetDecimal(1), reader.GetDecimal(2)));
        }

        return rows;
    }

    public async Task<int> CountAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = Command(connection, sql);
        return Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var connection = await OpenAsync();
        await using var command = Command(connection, sql);
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"@p{index}"), values[index]);
        }

        await command.ExecuteNonQueryAsync();
    }

    private async Task<SqlConnection> OpenAsync()
    {
        var connection = new SqlConnection(Login.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static SqlCommand Command(SqlConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
