using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Journal;

/// <summary>One prepared statement, run once or many times with new values.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    /// <param name="connection">Its open transaction, if any, is the statement's.</param>
    /// <param name="sql">A constant of this adapter.</param>
    [SuppressMessage("Security", "CA2100", Justification = "Every caller passes a constant; values are parameters.")]
    public Statement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
    }

    public Statement With(string name, string? value) => Set(name, value);

    public Statement With(string name, long? value) => Set(name, value);

    public Statement With(string name, bool value) => Set(name, value ? 1L : 0L);

    public Statement With(string name, Quantity? value) => Set(name, value is { } quantity ? JournalText.Of(quantity) : null);

    public Statement With(string name, DateTimeOffset? value) => Set(name, value is { } instant ? JournalText.Of(instant) : null);

    /// <summary>Runs it and gives the number of rows it changed.</summary>
    public int Run() => _command.ExecuteNonQuery();

    /// <summary>The first column of the first row; null when there is none.</summary>
    public long? Number() => _command.ExecuteScalar() as long?;

    public List<T> Rows<T>(Func<SqliteDataReader, T> read)
    {
        var rows = new List<T>();
        using var reader = _command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>The first row; null when there is none.</summary>
    public T? Row<T>(Func<SqliteDataReader, T> read)
        where T : class
    {
        using var reader = _command.ExecuteReader();
        return reader.Read() ? read(reader) : null;
    }

    public void Dispose() => _command.Dispose();

    private Statement Set(string name, object? value)
    {
        var index = _command.Parameters.IndexOf(name);
        if (index < 0)
        {
            _command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }
        else
        {
            _command.Parameters[index].Value = value ?? DBNull.Value;
        }

        return this;
    }
}
