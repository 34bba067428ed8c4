using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>SQL Server 2008 R2 and newer, at compatibility level 100 and higher, and servers that speak its language.</summary>
internal sealed class SqlServerDialect : ITillDialect
{
    /// <summary>snapshot_isolation_state: 2 and 3 are on the way from or to it.</summary>
    private const int SnapshotIsOn = 1;

    private readonly TillOptions _options;
    private readonly SqlConnectionStringBuilder _connectionString;

    public SqlServerDialect(TillOptions options)
    {
        _options = options;
        _connectionString = SqlServerConnectionString.Build(options);
        Place = $"database '{_connectionString.InitialCatalog}' on '{_connectionString.DataSource}'";
    }

    public string Place { get; }

    public int CommandTimeoutSeconds => _options.CommandTimeoutSeconds;

    public string ClockQuery => "SELECT SYSUTCDATETIME(), SYSDATETIME()";

    /// <remarks>An index on the column lets it lock one order; without one it locks the table, for as long as two statements take.</remarks>
    public string LockHint => " WITH (UPDLOCK, HOLDLOCK)";

    /// <remarks>Besides the hint: it depends neither on an index nor on how a server of the family reads hints.</remarks>
    public string TakeTurn =>
        """
            DECLARE @turn int;
            EXEC @turn = sp_getapplock @Resource = @resource, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000;
            IF @turn < 0 RAISERROR('Another program is writing this order.', 16, 1);
            """;

    public string Qualify(string name) => $"dbo.{name}";

    public DbConnection CreateConnection(bool forWriting) => new SqlConnection(_connectionString.ConnectionString);

    /// <remarks>
    /// The isolation level survives in a pooled connection, so it is set each time. The priority makes the server prefer this
    /// read to a sale when it has to pick a deadlock victim; a server that does not know it does without.
    /// </remarks>
    public async Task PrepareAsync(TillSession session, CancellationToken cancellationToken)
    {
        var lockTimeout = (_options.LockTimeoutSeconds * 1000).ToString(CultureInfo.InvariantCulture);
        await TryAsync(session, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED", cancellationToken);
        await TryAsync(session, $"SET LOCK_TIMEOUT {lockTimeout}", cancellationToken);
        await TryAsync(session, "SET DEADLOCK_PRIORITY LOW", cancellationToken);
    }

    /// <remarks>
    /// Name and date of creation: the same over reconnects and aliases; another for a practice copy (another name) and for a restored
    /// or attached one (another date), which wants a person's approval.
    /// </remarks>
    public async Task<TillIdentity> IdentifyAsync(TillSession session, CancellationToken cancellationToken)
    {
        var (server, database) = (_connectionString.DataSource, _connectionString.InitialCatalog);
        await session.QueryAsync(
            Place,
            "SELECT @@SERVERNAME, DB_NAME()",
            row => (server, database) = (TillValues.TextOrNull(row, 0) ?? server, TillValues.TextOrNull(row, 1) ?? database),
            cancellationToken
        );

        DateTime? createdAt = null;
        await ProbeAsync(
            session,
            "SELECT create_date FROM sys.databases WHERE name = DB_NAME()",
            row => TillValues.TryReadDate(row, 0, out createdAt),
            cancellationToken
        );
        var origin = createdAt is { } date ? date.ToString("O", CultureInfo.InvariantCulture) : server.ToUpperInvariant();
        return new TillIdentity(server, database, $"sqlserver/{database.ToUpperInvariant()}/{origin}");
    }

    public async Task<IReadOnlyList<FoundObject>> FindObjectsAsync(TillSession session, CancellationToken cancellationToken)
    {
        var columns = CounterpointObjects.All.ToDictionary(
            name => name,
            _ => new HashSet<string>(StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase
        );
        await session.QueryAsync(
            "INFORMATION_SCHEMA.COLUMNS",
            "SELECT TABLE_NAME, COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = 'dbo' AND TABLE_NAME IN ("
                + string.Join(", ", CounterpointObjects.All.Select(name => $"'{name}'"))
                + ")",
            row => columns[row.GetString(0)].Add(row.GetString(1)),
            cancellationToken
        );

        var found = new List<FoundObject>();
        foreach (var (name, names) in columns)
        {
            var isHidden = names.Count == 0 && CounterpointObjects.Read.Contains(name);
            var problem = isHidden ? await FindDenialAsync(session, name, cancellationToken) : null;
            if (names.Count > 0 || problem is not null)
            {
                found.Add(new FoundObject(name, names, problem));
            }
        }

        return found;
    }

    public async Task<IReadOnlyList<SiteColumn>> ReadColumnsAsync(TillSession session, CancellationToken cancellationToken)
    {
        var columns = new List<SiteColumn>();
        await session.QueryAsync(
            "INFORMATION_SCHEMA.COLUMNS",
            "SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, COALESCE(CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION), NUMERIC_SCALE"
                + " FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = 'dbo' AND TABLE_NAME IN ("
                + string.Join(", ", CounterpointObjects.All.Select(name => $"'{name}'"))
                + ")",
            row => columns.Add(new SiteColumn(row.GetString(0), row.GetString(1), TypeOf(row))),
            cancellationToken
        );
        return columns;
    }

    public async Task<IReadOnlyList<string>?> ReadRightsAsync(TillSession session, CancellationToken cancellationToken)
    {
        List<string>? rights = null;
        await ProbeAsync(
            session,
            "SELECT IS_SRVROLEMEMBER('sysadmin'), IS_MEMBER('db_owner'), IS_MEMBER('db_datawriter')",
            row =>
            {
                string[] roles = ["sysadmin", "db_owner", "db_datawriter"];
                rights = [.. roles.Where((_, column) => TillValues.Flag(row, column))];
            },
            cancellationToken
        );
        return rights;
    }

    public async Task<ServerFacts> DescribeServerAsync(TillSession session, CancellationToken cancellationToken)
    {
        var version = session.ServerVersion;
        await ProbeAsync(session, "SELECT @@VERSION", row => version = TillValues.Text(row, 0).Split('\n')[0].Trim(), cancellationToken);
        var (snapshot, rowVersions) = (false, false);
        await ProbeAsync(
            session,
            "SELECT snapshot_isolation_state, is_read_committed_snapshot_on FROM sys.databases WHERE name = DB_NAME()",
            row =>
                (snapshot, rowVersions) = (
                    TillValues.TryReadNumber(row, 0, out var state) && state == SnapshotIsOn,
                    TillValues.Flag(row, 1)
                ),
            cancellationToken
        );
        var isolation =
            snapshot ? "snapshot"
            : rowVersions ? "read committed, with row versions"
            : "read committed";
        return new ServerFacts(version, isolation, snapshot);
    }

    public async Task<DbTransaction?> BeginReadAsync(DbConnection connection, ServerFacts facts, CancellationToken cancellationToken) =>
        facts.OffersSnapshot ? await connection.BeginTransactionAsync(IsolationLevel.Snapshot, cancellationToken) : null;

    public TillFault Classify(DbException error) => SqlServerFaults.Classify(error);

    public int NumberOf(DbException error) => error is SqlException sql ? sql.Number : error.ErrorCode;

    private static string TypeOf(DbDataReader row) =>
        (TillValues.TextOrNull(row, 2), TillValues.TextOrNull(row, 3), TillValues.TextOrNull(row, 4)) switch
        {
            ({ } name, "-1", _) => $"{name}(max)",
            ({ } name, { } size, { } scale) => $"{name}({size},{scale})",
            ({ } name, { } size, null) => $"{name}({size})",
            var (name, _, _) => name ?? "?",
        };

    /// <summary>
    /// The catalogue hides what a login may not read. Asking for no row of it tells the two cases apart: 229 means that it exists.
    /// </summary>
    private async Task<string?> FindDenialAsync(TillSession session, string name, CancellationToken cancellationToken)
    {
        try
        {
            await session.QueryAsync(name, $"SELECT 1 FROM {Qualify(name)} WHERE 1 = 0", _ => { }, cancellationToken);
            return "it can be read, but its columns are not visible to this login";
        }
        catch (TillQueryException error) when (error.Fault == TillFault.PermissionDenied)
        {
            return error.Words;
        }
        catch (TillQueryException error) when (error.IsLasting)
        {
            return null;
        }
    }

    private static Task TryAsync(TillSession session, string sql, CancellationToken cancellationToken) =>
        ProbeAsync(session, sql, _ => { }, cancellationToken);

    /// <summary>Asks for something that old or foreign servers may not know; those leave the answer as it was.</summary>
    private static async Task ProbeAsync(TillSession session, string sql, Action<DbDataReader> onRow, CancellationToken cancellationToken)
    {
        try
        {
            await session.QueryAsync(session.Dialect.Place, sql, onRow, cancellationToken);
        }
        catch (TillQueryException error) when (error.IsLasting)
        {
            // Not available here. A time-out or a lost connection is no answer and goes up.
        }
    }
}
