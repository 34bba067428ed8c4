using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Tillsync.Adapters.Journal;
using Tillsync.Core.Deciding;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Journal;

/// <summary>What the tests of the file do with a journal.</summary>
internal static class JournalUse
{
    public static readonly TimeSpan Term = TimeSpan.FromMinutes(2);

    public static Task<SqliteJournal> OpenAsync(JournalOptions options, string storefront = "main") =>
        SqliteJournal.OpenAsync(options, storefront, new ManualTimeProvider(), CancellationToken.None);

    public static Task<SqliteJournal> OpenReadOnlyAsync(JournalOptions options, string storefront = "main") =>
        SqliteJournal.OpenReadOnlyAsync(options, storefront, new ManualTimeProvider(), CancellationToken.None);

    public static async Task<Lease> TakeAsync(IJournal journal) =>
        Assert.IsType<LeaseAnswer.Granted>(await journal.AcquireLeaseAsync(ThisProcess.AsHolder(), Term, CancellationToken.None)).Lease;

    /// <summary>Takes the lease, begins a run and gives the lease back.</summary>
    public static async Task AddRunAsync(IJournal journal, string reason = "test")
    {
        var lease = await TakeAsync(journal);
        await BeginAsync(journal, lease, reason);
        await journal.ReleaseLeaseAsync(lease, CancellationToken.None);
    }

    public static Task<long> BeginAsync(IJournal journal, Lease lease, string reason = "test") =>
        journal.BeginRunAsync(lease, new RunStart("full", reason, ManualTimeProvider.DefaultStart), CancellationToken.None);

    public static PlannedWrite Write(string sku, long product) =>
        new(
            new ListingId(product),
            new Sku(sku),
            new Quantity(5),
            new ListedQuantity(new Quantity(3)),
            TakesOver: false,
            new Decision.PhaseOut(new Sku(sku), PhaseOutCause.Gone, "The till no longer has it.")
        );

    public static IReadOnlyList<PlannedWrite> Writes(int count) =>
        [.. Enumerable.Range(1, count).Select(number => Write($"S{number}", number))];

    public static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=1");
        connection.Open();
        return connection;
    }

    /// <summary>Runs a statement and gives its first value as text.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "Tests pass constants.")]
    public static string? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Changes a file as a stranger would.</summary>
    public static void Change(string path, string sql)
    {
        using var connection = Connect(path);
        Ask(connection, sql);
    }

    /// <summary>A journal as the first migration left it, with one run whose reason is "kept" and one article.</summary>
    public static void WriteFirstSchema(JournalFolder folder)
    {
        using var connection = Connect(folder.Path);
        Ask(connection, "PRAGMA journal_mode = WAL");
        JournalMigrations.Apply(connection, folder.Path, target: 1);
        Ask(
            connection,
            """
            INSERT INTO storefront VALUES (1, 'main', 'MAIN');
            INSERT INTO run (storefront_id, scope, reason, holder, started_at, result)
            VALUES (1, 'full', 'kept', 'h', '2025-03-03T08:00:00.0000000Z', 'running');
            INSERT INTO item (storefront_id, sku_key, sku, status, is_web_item, product_stamp, inventory_stamp, stock, is_unmapped)
            VALUES (1, 'A-1', 'A-1', 'A', 1, 'p1', 'i1', '495/480/15', 0);
            """
        );
    }
}
