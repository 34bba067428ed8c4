using System.Data.Common;
using Microsoft.Data.Sqlite;
using Tillsync.Adapters.Counterpoint;

namespace Tillsync.Testing.Contracts;

/// <summary>A till in a file of its own.</summary>
public sealed class SqliteTillBench : TillBench
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tillsync-till-");

    private SqliteTillBench() { }

    public string FilePath => Path.Combine(_folder.FullName, "till.db");

    public override TillOptions Options =>
        new()
        {
            Provider = TillProvider.Sqlite,
            ConnectionString = $"Data Source={FilePath}",
            LockTimeoutSeconds = 1,
        };

    public static async Task<SqliteTillBench> CreateAsync()
    {
        var bench = new SqliteTillBench();
        await SqliteTillFile.CreateAsync(bench.FilePath, CancellationToken.None);
        return bench;
    }

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public override Task RunScriptAsync() => ExecuteAsync(DatabaseScript.Build(TillProvider.Sqlite, found: null));

    public override async Task BreakStockViewAsync()
    {
        await ExecuteAsync("DROP VIEW VI_INVENTORY_SYNC");
        await ExecuteAsync("CREATE VIEW VI_INVENTORY_SYNC AS SELECT SKU, INVENTORY_LAST_MODIFIED FROM GONE");
    }

    public override async Task BreakStagingAsync()
    {
        await ExecuteAsync("DROP TABLE USER_ORDER_STAGING");
        await ExecuteAsync("CREATE VIEW USER_ORDER_STAGING AS SELECT 1 AS STAGING_ID, abs(-9223372036854775808) AS WOO_ORDER_ID");
    }

    public override async Task BreakDocumentsAsync()
    {
        await ExecuteAsync("DROP TABLE PS_DOC_HDR");
        await ExecuteAsync("CREATE VIEW PS_DOC_HDR AS SELECT 104583 AS DOC_ID, abs(-9223372036854775808) AS DOC_TYP");
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
