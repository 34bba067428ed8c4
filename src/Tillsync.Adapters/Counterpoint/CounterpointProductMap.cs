using System.Data;
using System.Data.Common;
using Tillsync.Core;
using Tillsync.Core.Mapping;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>
/// Writes USER_PRODUCT_MAP, the integration's own table. Rows are never deleted: what no longer holds is deactivated, so that its history
/// stays.
/// </summary>
public sealed class CounterpointProductMap : IProductMap
{
    /// <summary>CREATED_BY and UPDATED_BY are varchar(50).</summary>
    private const int ByLengthMax = 50;

    private readonly ITillDialect _dialect;

    /// <exception cref="TillException">The connection string cannot be read or names no database.</exception>
    public CounterpointProductMap(TillOptions options)
        : this(TillDialects.For(options)) { }

    internal CounterpointProductMap(ITillDialect dialect)
    {
        _dialect = dialect;
    }

    /// <inheritdoc />
    public async Task WriteAsync(IReadOnlyList<ProductMapRow> rows, string by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(by);
        try
        {
            await using var session = new TillSession(_dialect, forWriting: true);
            await session.OpenAsync(cancellationToken);
            var clock = await ServerClock.ReadAsync(session, cancellationToken);
            var now = clock.ToLocal(clock.Now);
            await session.BeginWriteAsync(cancellationToken);
            // All that ends first: a product may go from one article to another.
            foreach (var row in rows)
            {
                await ExecuteAsync(session, CounterpointQueries.EndMappings(_dialect), row, by, now, cancellationToken);
            }

            foreach (var row in rows.Where(row => row.ProductId is not null))
            {
                await ExecuteAsync(session, CounterpointQueries.InsertMapping(_dialect), row, by, now, cancellationToken);
            }

            await session.CommitAsync(cancellationToken);
        }
        catch (TillQueryException error)
        {
            throw TillErrors.Explain(error, _dialect);
        }
    }

    private static Task<int> ExecuteAsync(
        TillSession session,
        string sql,
        ProductMapRow row,
        string by,
        DateTime now,
        CancellationToken cancellationToken
    ) =>
        session.ExecuteAsync(
            CounterpointObjects.Mapping,
            sql,
            command =>
            {
                Add(command, "@sku", DbType.AnsiString, row.Sku.Text);
                Add(command, "@key", DbType.AnsiString, row.Sku.Key);
                // No product has the id 0.
                Add(command, "@product", DbType.Int64, row.ProductId ?? 0);
                Add(command, "@now", DbType.DateTime2, now);
                Add(command, "@by", DbType.AnsiString, by.Length > ByLengthMax ? by[..ByLengthMax] : by);
            },
            cancellationToken
        );

    private static void Add(DbCommand command, string name, DbType type, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.DbType = type;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
