using System.Data.Common;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>One read: the clock, then staging and its documents, mapping, articles, stock, and the dates of the views, in this order.</summary>
internal sealed class TillReader(TillSession session, CounterpointSchema schema, SellingLocations sellingLocations)
{
    private readonly CounterpointQueries _queries = new(session.Dialect, schema);
    private readonly ReadingNotes _notes = new();

    public async Task<TillReading> ReadAsync(TillIdentity identity, CancellationToken cancellationToken)
    {
        var clock = await ServerClock.ReadAsync(session, cancellationToken);
        var stagedOrders = await ReadStagedOrdersAsync(clock.Offset, cancellationToken);
        var mappings = await ReadMappingsAsync(cancellationToken);

        var items = new ItemTable(_notes);
        await session.QueryAsync(CounterpointObjects.Items, _queries.Items, items.Add, cancellationToken);
        var units = await ReadUnitsAsync(cancellationToken);
        var stock = new StockTable(items, ColumnsOf(CounterpointObjects.Stock));
        await session.QueryAsync(CounterpointObjects.Stock, _queries.Stock, stock.Add, cancellationToken);
        var cells = await ReadCellsAsync(items, cancellationToken);

        var productDates = await ReadViewAsync(
            items,
            CounterpointObjects.ProductView,
            "LST_MAINT_DT",
            _queries.ProductStamps,
            cancellationToken
        );
        var stockDates = await ReadViewAsync(
            items,
            CounterpointObjects.StockView,
            "INVENTORY_LAST_MODIFIED",
            _queries.StockStamps,
            cancellationToken
        );

        return new TillReading(
            identity,
            clock.Now,
            new TillJoin(items, units, stock, cells, productDates, stockDates).ToItems(),
            mappings,
            stagedOrders,
            [.. session.Failures, .. _notes.ToFailures()]
        )
        {
            ReadsCells = schema.IsUsable(CounterpointObjects.Cells),
        };
    }

    private async Task<UnitTable> ReadUnitsAsync(CancellationToken cancellationToken)
    {
        var units = new UnitTable();
        if (_queries.Units is { } query)
        {
            await session.QueryAsync(CounterpointObjects.Items, query, units.Add, cancellationToken);
        }

        return units;
    }

    /// <summary>
    /// Cells that are there and cannot be read are an error as much as stock that cannot: without them every grid item would be taken for one
    /// that is no longer kept in cells.
    /// </summary>
    private async Task<CellTable> ReadCellsAsync(ItemTable items, CancellationToken cancellationToken)
    {
        var cells = new CellTable(items, ColumnsOf(CounterpointObjects.Cells));
        if (IsToBeRead(CounterpointObjects.Cells))
        {
            await session.QueryAsync(CounterpointObjects.Cells, _queries.Cells, cells.Add, cancellationToken);
        }

        return cells;
    }

    private StockColumns ColumnsOf(string table) => new(table, sellingLocations, schema.Has(table, "QTY_AVAIL"), _notes);

    /// <summary>
    /// Documents before stock, for the same reason as staging: one that begins to commit in between counts twice for a cycle. One that is posted
    /// between its header and its lines looks as if it had none, and reserves for a cycle longer.
    /// </summary>
    private async Task<IReadOnlyList<StagedOrder>?> ReadStagedOrdersAsync(TimeSpan serverOffset, CancellationToken cancellationToken)
    {
        var hasDocumentColumn = schema.Has(CounterpointObjects.Staging, "CP_DOC_ID");
        var orders = await ReadOptionalAsync(
            CounterpointObjects.Staging,
            _queries.StagedOrders,
            row => IntegrationTables.ReadStagedOrder(row, hasDocumentColumn, serverOffset),
            cancellationToken
        );
        return orders is null ? null : await new OpenDocuments(session, schema, _queries).JudgeAsync(orders, cancellationToken);
    }

    private Task<IReadOnlyList<TillMapping>?> ReadMappingsAsync(CancellationToken cancellationToken) =>
        ReadOptionalAsync(CounterpointObjects.Mapping, _queries.Mappings, IntegrationTables.ReadMapping, cancellationToken);

    private async Task<ViewStamps?> ReadViewAsync(
        ItemTable items,
        string view,
        string column,
        string sql,
        CancellationToken cancellationToken
    )
    {
        var stamps = new ViewStamps(items, $"{view}.{column}", _notes);
        return IsToBeRead(view) && await session.TryQueryAsync(view, sql, stamps.Add, cancellationToken) ? stamps : null;
    }

    private async Task<IReadOnlyList<T>?> ReadOptionalAsync<T>(
        string table,
        string sql,
        Func<DbDataReader, T?> read,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var rows = new List<T>();
        void Take(DbDataReader row)
        {
            if (read(row) is { } taken)
            {
                rows.Add(taken);
            }
            else
            {
                _notes.AddRowWithoutCode(table);
            }
        }

        return IsToBeRead(table) && await session.TryQueryAsync(table, sql, Take, cancellationToken) ? rows : null;
    }

    /// <summary>An object that exists but is known to be unreadable is a failure in every reading, never an absent one.</summary>
    private bool IsToBeRead(string name)
    {
        if (schema.ProblemOf(name) is { } problem)
        {
            session.Failures.Add(new ProbeFailure(name, problem));
        }

        return schema.IsUsable(name);
    }
}
