using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Tillsync.Core;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>Makes files that stand in for a till.</summary>
public static class SqliteTillFile
{
    /// <summary>Creates an empty till: every table and view, no article.</summary>
    /// <exception cref="TillException">The file exists already, or cannot be written.</exception>
    [SuppressMessage("Security", "CA2100", Justification = "The script is this program's own text.")]
    public static async Task CreateAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (File.Exists(path))
        {
            throw new TillException(
                $"SQLite file '{path}'",
                "the file exists already.",
                "Choose another name, or delete the file yourself."
            );
        }

        var connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        };
        try
        {
            await using var connection = new SqliteConnection(connectionString.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = DatabaseScript.Build(TillProvider.Sqlite, found: null);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (SqliteException error)
        {
            throw new TillException(
                $"SQLite file '{path}'",
                $"it cannot be made ({error.Message}).",
                "Check the folder and the rights on it.",
                error
            );
        }
    }
}
