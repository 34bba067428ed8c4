using System.Globalization;
using Microsoft.Data.Sqlite;
using Tillsync.Adapters.Counterpoint;

namespace Tillsync.Demo;

/// <summary>The demo's till: a SQLite file made by the same script that <c>db script --dialect sqlite</c> prints.</summary>
internal sealed class DemoTill(string path, TimeProvider time)
{
    public string ConnectionString { get; } = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString;

    public async Task CreateAsync(IReadOnlyList<DemoItem> items, CancellationToken cancellationToken)
    {
        await SqliteTillFile.CreateAsync(path, cancellationToken);
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = connection.BeginTransaction();
        var stamp = Stamp(time.GetLocalNow().AddDays(-1));
        await using var item = Prepare(
            connection,
            "INSERT INTO IM_ITEM (ITEM_NO, DESCR, ITEM_TYP, IS_KIT_PAR, STAT, IS_ECOMM_ITEM, STK_UNIT, LST_MAINT_DT) VALUES ($0, $1, $2, $3, $4, $5, 'CT', $6)",
            7
        );
        await using var stock = Prepare(
            connection,
            "INSERT INTO IM_INV (ITEM_NO, LOC_ID, QTY_ON_HND, QTY_COMMIT, LST_MAINT_DT) VALUES ($0, $1, $2, $3, $4)",
            5
        );
        foreach (var each in items)
        {
            var type = each.Kind == DemoKind.NonInventory ? "N" : "I";
            var kit = each.Kind == DemoKind.Kit ? "Y" : "N";
            Run(item, each.Sku, each.Name, type, kit, each.Status, each.IsWebItem ? "Y" : "N", stamp);
            if (each.HasSellingRow)
            {
                Run(stock, each.Sku, DemoCatalogue.SellingLocation, each.OnHand, each.Committed, stamp);
            }

            if (each.Elsewhere is { } elsewhere)
            {
                Run(stock, each.Sku, "MAIN", elsewhere, 0m, stamp);
            }
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>A sale at a till: on hand falls, the row is dated.</summary>
    public async Task SellAsync(string sku, decimal quantity, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var sale = Prepare(
            connection,
            "UPDATE IM_INV SET QTY_ON_HND = QTY_ON_HND - $0, LST_MAINT_DT = $1 WHERE ITEM_NO = $2 AND LOC_ID = '01'",
            3
        );
        Run(sale, quantity, Stamp(time.GetLocalNow()), sku);
    }

    /// <summary>Names one article's product, as a site with a mapping table does.</summary>
    public async Task MapAsync(string sku, long productId, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var map = Prepare(connection, "INSERT INTO USER_PRODUCT_MAP (SKU, WOO_PRODUCT_ID, IS_ACTIVE) VALUES ($0, $1, 1)", 2);
        Run(map, sku, productId);
    }

    /// <summary>An item that is kept in cells: its own row is their total.</summary>
    public async Task AddGridAsync(DemoGrid grid, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var item = Prepare(
            connection,
            "INSERT INTO IM_ITEM (ITEM_NO, DESCR, TRK_METH, IS_ECOMM_ITEM, STK_UNIT, LST_MAINT_DT) VALUES ($0, $1, 'G', 'Y', 'EA', $2)",
            3
        );
        await using var total = Prepare(connection, "INSERT INTO IM_INV (ITEM_NO, LOC_ID, QTY_ON_HND) VALUES ($0, $1, $2)", 3);
        await using var stock = Prepare(
            connection,
            "INSERT INTO IM_INV_CELL (ITEM_NO, LOC_ID, DIM_1_UPR, DIM_2_UPR, QTY_ON_HND) VALUES ($0, $1, $2, $3, $4)",
            5
        );
        Run(item, grid.Sku, grid.Name, Stamp(time.GetLocalNow()));
        Run(total, grid.Sku, DemoCatalogue.SellingLocation, grid.Cells.Sum(cell => cell.OnHand));
        foreach (var cell in grid.Cells)
        {
            Run(stock, grid.Sku, DemoCatalogue.SellingLocation, cell.Colour, cell.Size, cell.OnHand);
        }
    }

    /// <summary>An item is counted in packs, and sold in cartons of so many as well.</summary>
    public async Task SellInCartonsAsync(string sku, int packs, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var edit = Prepare(
            connection,
            "UPDATE IM_ITEM SET STK_UNIT = 'PK', ALT_1_UNIT = 'CT', ALT_1_NUMER = $0, ALT_1_DENOM = 1, LST_MAINT_DT = $1 WHERE ITEM_NO = $2",
            3
        );
        Run(edit, packs, Stamp(time.GetLocalNow()), sku);
    }

    /// <summary>A new web item.</summary>
    public async Task AddAsync(string sku, string name, decimal onHand, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var item = Prepare(
            connection,
            "INSERT INTO IM_ITEM (ITEM_NO, DESCR, IS_ECOMM_ITEM, STK_UNIT, PRC_1, LST_MAINT_DT) VALUES ($0, $1, 'Y', 'CT', 39.5, $2)",
            3
        );
        await using var stock = Prepare(connection, "INSERT INTO IM_INV (ITEM_NO, LOC_ID, QTY_ON_HND) VALUES ($0, $1, $2)", 3);
        Run(item, sku, name, Stamp(time.GetLocalNow()));
        Run(stock, sku, DemoCatalogue.SellingLocation, onHand);
    }

    /// <summary>The article leaves the range.</summary>
    public async Task DiscontinueAsync(string sku, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var edit = Prepare(connection, "UPDATE IM_ITEM SET STAT = 'D', LST_MAINT_DT = $0 WHERE ITEM_NO = $1", 2);
        Run(edit, Stamp(time.GetLocalNow()), sku);
    }

    private static string Stamp(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static SqliteCommand Prepare(SqliteConnection connection, string text, int parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are the constants above.
        command.CommandText = text;
#pragma warning restore CA2100
        for (var index = 0; index < parameters; index++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${index}") });
        }

        return command;
    }

    private static void Run(SqliteCommand command, params object[] values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }

        command.ExecuteNonQuery();
    }
}
