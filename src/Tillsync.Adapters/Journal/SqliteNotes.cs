using Tillsync.Core;
using Tillsync.Core.Recording;

namespace Tillsync.Adapters.Journal;

/// <summary>
/// What the journal remembers for the operator. No sync depends on it, so its writes carry no lease; each is one transaction all the same.
/// </summary>
public sealed class SqliteNotes : IAsyncDisposable
{
    /// <summary>Of several services on one journal one that runs counts; more than so many were not started by anybody in his right mind.</summary>
    private const int ServicesMax = 10;

    /// <summary>A start every minute for a month is some 43,000 rows of a hundred bytes.</summary>
    private static readonly TimeSpan StartsAreKept = TimeSpan.FromDays(31);

    private readonly JournalSession _session;
    private readonly QuietStartTable _starts;
    private readonly TillColumnTable _columns;
    private readonly AlertTable _alerts;
    private readonly PositionTable _positions;
    private readonly ServiceStartTable _services;

    private SqliteNotes(JournalSession session, long storefrontId)
    {
        _session = session;
        _starts = new QuietStartTable(session.Connection, storefrontId);
        _columns = new TillColumnTable(session.Connection, storefrontId);
        _alerts = new AlertTable(session.Connection, storefrontId);
        _positions = new PositionTable(session.Connection, storefrontId);
        _services = new ServiceStartTable(session.Connection, storefrontId);
    }

    /// <summary>Opens them to write; makes the journal when there is none, and brings an older one up to date.</summary>
    /// <exception cref="JournalException">The file is not a journal, newer than this program, damaged, locked or not writable.</exception>
    public static Task<SqliteNotes> OpenAsync(JournalOptions options, string storefront, CancellationToken cancellationToken) =>
        OpenAsync(options, storefront, isReadOnly: false, cancellationToken);

    /// <summary>Opens them to look; the file stays as it is, and is not made.</summary>
    /// <exception cref="JournalException">The file is not a journal, newer than this program, damaged, locked or not readable.</exception>
    public static Task<SqliteNotes> OpenReadOnlyAsync(JournalOptions options, string storefront, CancellationToken cancellationToken) =>
        OpenAsync(options, storefront, isReadOnly: true, cancellationToken);

    /// <summary>Adds a start, and forgets those that are too old to be of interest.</summary>
    public Task AddStartAsync(QuietStart start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        return _session.WriteAsync(
            () =>
            {
                _starts.Add(start);
                _starts.Forget(start.StartedAt - StartsAreKept);
                return true;
            },
            cancellationToken
        );
    }

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<QuietStart>> ReadStartsAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return _session.ReadAsync(() => _starts.Since(since, limit), cancellationToken);
    }

    /// <summary>The till's columns as they were last found right; null when nobody has looked yet.</summary>
    public Task<KnownColumns?> ReadColumnsAsync(CancellationToken cancellationToken) => _session.ReadAsync(_columns.All, cancellationToken);

    /// <summary>From now on these are the ones that are right.</summary>
    public Task SaveColumnsAsync(KnownColumns columns, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return _session.WriteAsync(
            () =>
            {
                _columns.Replace(columns);
                return true;
            },
            cancellationToken
        );
    }

    public Task<KeptAlerts> ReadAlertsAsync(CancellationToken cancellationToken) => _session.ReadAsync(_alerts.Get, cancellationToken);

    /// <summary>Reads, changes and keeps alerts in one transaction: of two processes that do it at once, one sees what the other did.</summary>
    public Task<T> ChangeAlertsAsync<T>(Func<KeptAlerts, (KeptAlerts Kept, T Result)> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _session.WriteAsync(
            () =>
            {
                var (kept, result) = change(_alerts.Get());
                _alerts.Replace(kept);
                return result;
            },
            cancellationToken
        );
    }

    /// <summary>Null before the first full sync.</summary>
    public Task<Positions?> ReadPositionsAsync(CancellationToken cancellationToken) =>
        _session.ReadAsync(_positions.Get, cancellationToken);

    /// <summary>Notes a start of the service, or its end; forgets those that are too old to be of interest.</summary>
    public Task SaveServiceAsync(ServiceStart start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        return _session.WriteAsync(
            () =>
            {
                _services.Save(start);
                _services.Forget(start.StartedAt - StartsAreKept);
                return true;
            },
            cancellationToken
        );
    }

    /// <summary>The service that runs, or else the last that did; null where there never was one.</summary>
    public async Task<KnownService?> ReadServiceAsync(CancellationToken cancellationToken)
    {
        var starts = await _session.ReadAsync(() => _services.Newest(ServicesMax), cancellationToken);
        var known = starts.Select(start => new KnownService(start, IsAlive(start))).ToList();
        return known.Find(service => service.IsAlive != false) ?? known.FirstOrDefault();
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private bool? IsAlive(ServiceStart start) =>
        start.EndedAt is not null ? false
        : string.Equals(start.Process.Host, Environment.MachineName, StringComparison.OrdinalIgnoreCase)
            ? _session.IsAlive(start.Process, start.StartedAt)
        : null;

    private static async Task<SqliteNotes> OpenAsync(
        JournalOptions options,
        string storefront,
        bool isReadOnly,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(storefront);
        cancellationToken.ThrowIfCancellationRequested();
        await Task.CompletedTask; // SQLite opens on this thread; what fails belongs in the task all the same.
        var (session, storefrontId) = JournalSession.Open(options, storefront, isReadOnly);
        return new SqliteNotes(session, storefrontId);
    }
}
