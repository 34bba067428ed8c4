using System.Globalization;
using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>Single values that could not be read, collected while rows stream by.</summary>
internal sealed class ReadingNotes
{
    /// <summary>A broken column is understood after a few examples; a million of them would only cost memory.</summary>
    private const int ExamplesMax = 20;

    private readonly List<ProbeFailure> _examples = [];
    private readonly Dictionary<string, int> _unlisted = [];
    private readonly Dictionary<string, int> _rowsWithoutCode = [];

    /// <summary>A value of the column that is none of its kind.</summary>
    /// <param name="row">Names the row: the article, and the location where there is one.</param>
    public void AddBadValue(string column, string row, string consequence)
    {
        if (_examples.Count < ExamplesMax)
        {
            _examples.Add(new ProbeFailure(column, $"{row}: {consequence}"));
            return;
        }

        _unlisted[column] = _unlisted.GetValueOrDefault(column) + 1;
    }

    /// <summary>A row that names no article.</summary>
    public void AddRowWithoutCode(string table) => _rowsWithoutCode[table] = _rowsWithoutCode.GetValueOrDefault(table) + 1;

    public IEnumerable<ProbeFailure> ToFailures()
    {
        foreach (var (table, count) in _rowsWithoutCode)
        {
            yield return new ProbeFailure(table, string.Create(CultureInfo.InvariantCulture, $"{count} rows without a code were left out"));
        }

        foreach (var example in _examples)
        {
            yield return example;
        }

        foreach (var (column, count) in _unlisted)
        {
            yield return new ProbeFailure(column, string.Create(CultureInfo.InvariantCulture, $"{count} more values of this kind"));
        }
    }
}
