using System.Data.Common;
using System.Globalization;
using Tillsync.Adapters.Counterpoint;
using Tillsync.Core.Stock;

namespace Tillsync.Testing.Contracts;

/// <summary>
/// A till to arrange: empty vendor tables and everything that <see cref="DatabaseScript"/> makes. What is executed here is SQL that
/// every provider understands.
/// </summary>
public abstract class TillBench : IAsyncDisposable
{
    public abstract TillOptions Options { get; }

    public CounterpointTill Till => TillSelling(SellingLocations.Every);

    public CounterpointTill TillSelling(SellingLocations locations) => new(Options with { Locations = locations }, TimeProvider.System);

    /// <summary>An open connection with all rights.</summary>
    public abstract Task<DbConnection> ConnectAsync();

    /// <summary>Runs the script again, as an administrator would.</summary>
    public abstract Task RunScriptAsync();

    /// <summary>Changes tables or views; the next test gets new ones.</summary>
    public virtual Task AlterAsync(string sql) => ExecuteAsync(sql);

    /// <summary>Makes VI_INVENTORY_SYNC fail when it is read.</summary>
    public abstract Task BreakStockViewAsync();

    /// <summary>Makes USER_ORDER_STAGING a thing that fails when it is read.</summary>
    public abstract Task BreakStagingAsync();

    /// <summary>Makes PS_DOC_HDR a thing that fails when it is read.</summary>
    public abstract Task BreakDocumentsAsync();

    public async Task ExecuteAsync(string sql, params object?[] values)
    {
        await using var connection = await ConnectAsync();
        await ExecuteAsync(connection, sql, values);
    }

    /// <summary>The first column of the only row, or of the first.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }

    public Task AddItemAsync(
        string code,
        string status = "A",
        string web = "Y",
        string type = "I",
        string kit = "N",
        string? changedAt = null
    ) =>
        ExecuteAsync(
            "INSERT INTO IM_ITEM (ITEM_NO, DESCR, STAT, IS_ECOMM_ITEM, ITEM_TYP, IS_KIT_PAR, LST_MAINT_DT) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)",
            code,
            $"Article {code.Trim()}",
            status,
            web,
            type,
            kit,
            changedAt
        );

    public Task AddStockAsync(string code, string location, decimal? onHand, decimal? committed = 0, string? changedAt = null) =>
        ExecuteAsync(
            "INSERT INTO IM_INV (ITEM_NO, LOC_ID, QTY_ON_HND, QTY_COMMIT, LST_MAINT_DT) VALUES (@p0, @p1, @p2, @p3, @p4)",
            code,
            location,
            onHand,
            committed,
            changedAt
        );

    /// <summary>A cell's stock at a location; a dimension that is left out is unused.</summary>
    public Task AddCellAsync(
        string code,
        string location,
        string first,
        string second = "*",
        decimal? onHand = 0,
        decimal? committed = 0,
        string? description = null
    ) =>
        ExecuteAsync(
            "INSERT INTO IM_INV_CELL (ITEM_NO, LOC_ID, DIM_1_UPR, DIM_2_UPR, DIM_3_UPR, CELL_DESCR, QTY_ON_HND, QTY_COMMIT) "
                + "VALUES (@p0, @p1, @p2, @p3, '*', @p4, @p5, @p6)",
            code,
            location,
            first,
            second,
            description,
            onHand,
            committed
        );

    public Task AddStagedOrderAsync(int orderId, int isApplied, string? document, string? lines = null) =>
        ExecuteAsync(
            "INSERT INTO USER_ORDER_STAGING (BATCH_ID, WOO_ORDER_ID, IS_APPLIED, CP_DOC_ID, LINE_ITEMS_JSON) VALUES ('B1', @p0, @p1, @p2, @p3)",
            orderId,
            isApplied,
            document,
            lines
        );

    /// <summary>An open document; <paramref name="lineTypes"/> gives a line for each character.</summary>
    public async Task AddDocumentAsync(long documentId, string type, string lineTypes)
    {
        await ExecuteAsync("INSERT INTO PS_DOC_HDR (DOC_ID, DOC_TYP) VALUES (@p0, @p1)", documentId, type);
        for (var line = 0; line < lineTypes.Length; line++)
        {
            await ExecuteAsync(
                "INSERT INTO PS_DOC_LIN (DOC_ID, LIN_SEQ_NO, LIN_TYP) VALUES (@p0, @p1, @p2)",
                documentId,
                line + 1,
                lineTypes[line].ToString()
            );
        }
    }

    public Task AddMappingAsync(string code, long productId, int isActive = 1) =>
        ExecuteAsync("INSERT INTO USER_PRODUCT_MAP (SKU, WOO_PRODUCT_ID, IS_ACTIVE) VALUES (@p0, @p1, @p2)", code, productId, isActive);

    public abstract ValueTask DisposeAsync();

    protected static async Task ExecuteAsync(DbConnection connection, string sql, params object?[] values)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var index = 0; index < values.Length; index++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{index}");
            parameter.Value = values[index] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }
}
