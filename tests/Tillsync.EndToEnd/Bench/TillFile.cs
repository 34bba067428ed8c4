using System.Globalization;
using Microsoft.Data.Sqlite;
using Tillsync.Adapters.Counterpoint;

namespace Tillsync.EndToEnd.Bench;

/// <summary>A till in a SQLite file, with what happens at a till.</summary>
internal sealed class TillFile(string path)
{
    public const string Location = "01";

    public string FilePath { get; } = path;

    public string ConnectionString { get; } = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString;

    public Task CreateAsync() => SqliteTillFile.CreateAsync(FilePath, CancellationToken.None);

    public async Task AddAsync(IEnumerable<Article> articles)
    {
        await using var connection = await OpenAsync();
        await using var transaction = connection.BeginTransaction();
        foreach (var article in articles)
        {
            Execute(
                connection,
                "INSERT INTO IM_ITEM (ITEM_NO, DESCR, ITEM_TYP, STAT, IS_ECOMM_ITEM, LST_MAINT_DT) VALUES ($0, $1, 'I', $2, $3, $4)",
                article.Sku,
                $"Article {article.Sku}",
                article.Status,
                article.Web,
                "2026-01-01 08:00:00.000"
            );
            Execute(
                connection,
                "INSERT INTO IM_INV (ITEM_NO, LOC_ID, QTY_ON_HND, QTY_COMMIT, LST_MAINT_DT) VALUES ($0, $1, $2, $3, $4)",
                article.Sku,
                Location,
                article.OnHand,
                article.Committed,
                "2026-01-01 08:00:00.000"
            );
        }

        await transaction.CommitAsync();
    }

    /// <summary>A sale, or with a negative quantity a receipt. Like some of the till's own jobs it leaves the row's date alone.</summary>
    public Task SellAsync(string sku, decimal quantity) => SellAsync([(sku, quantity)]);

    public async Task SellAsync(IEnumerable<(string Sku, decimal Quantity)> sales)
    {
        await using var connection = await OpenAsync();
        await using var transaction = connection.BeginTransaction();
        foreach (var (sku, quantity) in sales)
        {
            Execute(
                connection,
                "UPDATE IM_INV SET QTY_ON_HND = QTY_ON_HND - $0 WHERE ITEM_NO = $1 AND LOC_ID = $2",
                quantity,
                sku,
                Location
            );
        }

        await transaction.CommitAsync();
    }

    /// <summary>Until disposed, the till takes connections and answers nothing: a lock that a posting holds.</summary>
    public IDisposable Hang()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        Execute(connection, "BEGIN EXCLUSIVE");
        return connection;
    }

    public Task MapAsync(string sku, long productId) =>
        ExecuteAsync("INSERT INTO USER_PRODUCT_MAP (SKU, WOO_PRODUCT_ID, IS_ACTIVE) VALUES ($0, $1, 1)", sku, productId);

    /// <param name="isApplied">The order is in the till's own numbers.</param>
    public Task StageAsync(long orderId, bool isApplied = false) =>
        ExecuteAsync(
            "INSERT INTO USER_ORDER_STAGING (BATCH_ID, WOO_ORDER_ID, IS_APPLIED, CP_DOC_ID) VALUES ('B1', $0, $1, $2)",
            orderId,
            isApplied ? 1 : 0,
            isApplied ? "104583" : null
        );

    public async Task<IReadOnlySet<long>> ReadAppliedOrdersAsync() =>
        (await QueryAsync("SELECT WOO_ORDER_ID FROM USER_ORDER_STAGING WHERE IS_APPLIED = 1")).Select(row => (long)row[0]!).ToHashSet();

    public async Task ExecuteAsync(string sql, params object?[] values)
    {
        await using var connection = await OpenAsync();
        Execute(connection, sql, values);
    }

    /// <summary>On hand less committed at the selling location, by SKU: read and subtracted here, not by the program under test.</summary>
    public async Task<Dictionary<string, decimal>> ReadAvailableAsync()
    {
        var found = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var row in await QueryAsync("SELECT ITEM_NO, QTY_ON_HND, QTY_COMMIT FROM IM_INV WHERE LOC_ID = '01'"))
        {
            found[(string)row[0]!] = Number(row[1]) - Number(row[2]);
        }

        return found;
    }

    public async Task<IReadOnlyList<object?[]>> QueryAsync(string sql)
    {
        await using var connection = await OpenAsync();
        return Sqlite.Rows(connection, sql);
    }

    private static decimal Number(object? value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql, params object?[] values) =>
        Sqlite.Execute(connection, sql, values);
}
