using System.Data;
using System.Data.Common;
using System.Globalization;
using Tillsync.Core.Staging;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>The statements of one write to the staging table, in their transaction.</summary>
/// <param name="now">The server's local time.</param>
internal sealed class StagingTurn(TillSession session, DateTime now, CancellationToken cancellationToken)
{
    private const string Table = CounterpointObjects.Staging;

    /// <summary>Alone with the order's rows, there or not, until the transaction ends.</summary>
    public async Task BeginAsync(long orderId)
    {
        await session.BeginWriteAsync(cancellationToken);
        if (session.Dialect.TakeTurn is { } takeTurn)
        {
            var resource = string.Create(CultureInfo.InvariantCulture, $"tillsync web order {orderId}");
            await session.ExecuteAsync(Table, takeTurn, command => Add(command, "@resource", DbType.String, resource), cancellationToken);
        }
    }

    public Task CommitAsync() => session.CommitAsync(cancellationToken);

    public async Task<IReadOnlyList<SeenStaging>> ReadRowsAsync(long orderId)
    {
        var rows = new List<SeenStaging>();
        await session.QueryAsync(
            Table,
            CounterpointQueries.StagingRowsOf(session.Dialect),
            command => Add(command, "@orderId", DbType.Int32, (int)orderId),
            row => rows.Add(StagingColumns.ReadRow(row)),
            cancellationToken
        );
        return [.. rows.OrderBy(row => row.StagingId)];
    }

    /// <summary>Without a right on the table, as without the table, nobody is known.</summary>
    public async Task<IReadOnlyList<string>> ReadCustomerAsync(long customerId)
    {
        var numbers = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            await session.QueryAsync(
                CounterpointObjects.CustomerMap,
                CounterpointQueries.CustomerNumbers(session.Dialect),
                command => Add(command, "@customer", DbType.Int64, customerId),
                row => numbers.Add(TillValues.Text(row, 0).Trim()),
                cancellationToken
            );
        }
        catch (TillQueryException error) when (error.Fault is TillFault.PermissionDenied or TillFault.MissingObject)
        {
            return [];
        }

        numbers.Remove("");
        return [.. numbers];
    }

    public Task InsertAsync(StagingWrite.Put put, IReadOnlyDictionary<string, object?> values, string? customer, string? note) =>
        session.ExecuteAsync(
            Table,
            CounterpointQueries.InsertStaging(session.Dialect),
            command =>
            {
                // The mark follows in the same transaction, once it is seen what the table made of the row.
                Add(command, "@batch", DbType.AnsiString, IntegrationTables.Creator);
                Add(command, "@orderId", DbType.Int32, (int)put.OrderId);
                Add(command, "@customer", DbType.AnsiString, customer);
                Add(command, "@note", DbType.String, note);
                Add(command, "@now", DbType.DateTime2, now);
                AddContent(command, values);
            },
            cancellationToken
        );

    /// <returns>False: the row is no longer as it was seen.</returns>
    public async Task<bool> UpdateAsync(SeenStaging row, IReadOnlyDictionary<string, object?> values, string? customer, string? note) =>
        await session.ExecuteAsync(
            Table,
            CounterpointQueries.UpdateStaging(session.Dialect),
            command =>
            {
                Add(command, "@id", DbType.Int64, row.StagingId);
                Add(command, "@applied", DbType.Int32, row.IsApplied ? 1 : 0);
                Add(command, "@customer", DbType.AnsiString, customer);
                Add(command, "@note", DbType.String, note);
                AddContent(command, values);
            },
            cancellationToken
        ) == 1;

    /// <inheritdoc cref="UpdateAsync"/>
    public async Task<bool> WithdrawAsync(SeenStaging row, StagingWrite.Withdraw write) =>
        await session.ExecuteAsync(
            Table,
            CounterpointQueries.WithdrawStaging(session.Dialect),
            command =>
            {
                Add(command, "@id", DbType.Int64, row.StagingId);
                Add(command, "@status", DbType.AnsiString, write.Status);
                Add(command, "@note", DbType.String, write.Reason);
                Add(command, "@now", DbType.DateTime2, now);
            },
            cancellationToken
        ) == 1;

    public Task MarkAsync(long stagingId, string batch, string? note) =>
        session.ExecuteAsync(
            Table,
            CounterpointQueries.MarkStaging(session.Dialect),
            command =>
            {
                Add(command, "@id", DbType.Int64, stagingId);
                Add(command, "@batch", DbType.AnsiString, batch);
                Add(command, "@note", DbType.String, note);
            },
            cancellationToken
        );

    private static void AddContent(DbCommand command, IReadOnlyDictionary<string, object?> values)
    {
        foreach (var column in StagingColumns.Content)
        {
            Add(command, $"@{column.Name}", column.Type, values[column.Name]);
        }
    }

    private static void Add(DbCommand command, string name, DbType type, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.DbType = type;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }
}
