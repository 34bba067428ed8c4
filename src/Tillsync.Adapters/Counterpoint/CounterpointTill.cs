using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Mapping;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>
/// The till, read through a login that needs nothing but SELECT. Why it reads in this order and under this isolation:
/// docs/design/reading-the-till.md.
/// </summary>
public sealed class CounterpointTill : ITill, ICatalogue, IProductSheets
{
    /// <summary>How long a look at the catalogue stays good. Objects change with upgrades, not with sales; a failed read looks again at once.</summary>
    private static readonly TimeSpan SchemaLifetime = TimeSpan.FromMinutes(5);

    private readonly SellingLocations _sellingLocations;
    private readonly TimeProvider _time;
    private readonly ITillDialect _dialect;
    private volatile KnownSite? _site;

    /// <exception cref="TillException">The connection string cannot be read or names no database.</exception>
    public CounterpointTill(TillOptions options, TimeProvider time)
        : this(TillDialects.For(options), options.Locations, time) { }

    internal CounterpointTill(ITillDialect dialect, SellingLocations sellingLocations, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _dialect = dialect;
        _sellingLocations = sellingLocations;
        _time = time;
    }

    /// <inheritdoc />
    public Task<TillReading> ReadAsync(CancellationToken cancellationToken) =>
        RunAsync(
            async (session, identity, site) =>
            {
                site.Schema.Require(_dialect.Place);
                await session.BeginReadAsync(site.Server, cancellationToken);
                return await new TillReader(session, site.Schema, _sellingLocations).ReadAsync(identity, cancellationToken);
            },
            cancellationToken
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<StagedLines>> ReadStagedLinesAsync(IReadOnlyCollection<long> stagingIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stagingIds);
        return RunAsync(
            (session, _, site) => new StagedLineReader(session, site.Schema).ReadAsync(stagingIds, cancellationToken),
            cancellationToken
        );
    }

    /// <inheritdoc />
    public Task<TillPulse> ReadPulseAsync(CancellationToken cancellationToken) =>
        RunAsync(
            (session, identity, site) =>
            {
                site.Schema.Require(_dialect.Place);
                return PulseReader.ReadAsync(session, site.Schema, identity, cancellationToken);
            },
            cancellationToken
        );

    /// <inheritdoc />
    public Task<TillProfile> DescribeAsync(CancellationToken cancellationToken) =>
        RunAsync(
            (session, identity, site) =>
            {
                site.Schema.Require(_dialect.Place);
                return TillProfiler.DescribeAsync(session, identity, site, cancellationToken);
            },
            cancellationToken
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<CatalogueItem>> ReadCatalogueAsync(CancellationToken cancellationToken) =>
        RunAsync(
            async (session, _, site) =>
            {
                site.Schema.Require(_dialect.Place);
                await session.BeginReadAsync(site.Server, cancellationToken);
                return await new CatalogueReader(session, site.Schema).ReadAsync(cancellationToken);
            },
            cancellationToken
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<ProductSheet>> ReadSheetsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(skus);
        return RunAsync(
            async (session, _, site) =>
            {
                site.Schema.Require(_dialect.Place);
                await session.BeginReadAsync(site.Server, cancellationToken);
                return await new SheetReader(session, site.Schema).ReadAsync(skus, cancellationToken);
            },
            cancellationToken
        );
    }

    /// <summary>What the database has, required or not: for the script that fits a site.</summary>
    /// <exception cref="TillException">The database cannot be reached or its catalogue not be read.</exception>
    public Task<CounterpointSchema> ProbeSchemaAsync(CancellationToken cancellationToken) =>
        RunAsync((_, _, site) => Task.FromResult(site.Schema), cancellationToken);

    /// <summary>What a look at the database shows besides stock, whether or not everything is there that a read needs.</summary>
    /// <exception cref="TillException">The database cannot be reached or its catalogue not be read.</exception>
    public Task<TillInspection> InspectAsync(CancellationToken cancellationToken) =>
        RunAsync((session, _, site) => TillInspector.InspectAsync(session, site.Schema, cancellationToken), cancellationToken);

    /// <remarks>
    /// A deadlock's victim has done nothing and may simply ask again. A table or column that is gone may only be gone since the catalogue
    /// was last looked at. Once is enough for either.
    /// </remarks>
    private async Task<T> RunAsync<T>(Func<TillSession, TillIdentity, KnownSite, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await RunOnceAsync(work, cancellationToken);
        }
        catch (TillQueryException error) when (error.Fault is TillFault.Deadlock or TillFault.MissingObject or TillFault.MissingColumn)
        {
            _site = null;
        }
        catch (TillQueryException error)
        {
            _site = null;
            throw TillErrors.Explain(error, _dialect);
        }

        try
        {
            return await RunOnceAsync(work, cancellationToken);
        }
        catch (TillQueryException error)
        {
            throw TillErrors.Explain(error, _dialect);
        }
    }

    private async Task<T> RunOnceAsync<T>(Func<TillSession, TillIdentity, KnownSite, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var session = new TillSession(_dialect, forWriting: false);
        await session.OpenAsync(cancellationToken);
        var identity = await _dialect.IdentifyAsync(session, cancellationToken);
        var site = await KnowSiteAsync(session, identity, cancellationToken);
        return await work(session, identity, site);
    }

    private async Task<KnownSite> KnowSiteAsync(TillSession session, TillIdentity identity, CancellationToken cancellationToken)
    {
        if (_site is { } known && known.Key == identity.Key && _time.GetElapsedTime(known.SeenAt) < SchemaLifetime)
        {
            return known;
        }

        var seenAt = _time.GetTimestamp();
        var schema = new CounterpointSchema(await _dialect.FindObjectsAsync(session, cancellationToken));
        var server = await _dialect.DescribeServerAsync(session, cancellationToken);
        var site = new KnownSite(identity.Key, schema, server, seenAt);
        // What stands in the way is looked at each time: somebody is about to put it right.
        _site = schema.IsHealthy ? site : null;
        return site;
    }
}

/// <summary>What was found out about the database and holds for a while.</summary>
internal sealed record KnownSite(string Key, CounterpointSchema Schema, ServerFacts Server, long SeenAt);
