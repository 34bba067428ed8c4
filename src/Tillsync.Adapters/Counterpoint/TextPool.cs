namespace Tillsync.Adapters.Counterpoint;

/// <summary>One copy of each of the few texts that fill a column: status codes, locations.</summary>
internal sealed class TextPool
{
    /// <summary>A column with more values than this is none of few values; pooling it would only cost.</summary>
    private const int TextsMax = 1_000;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private string _last = "";

    public string Share(string text)
    {
        if (text == _last)
        {
            return _last;
        }

        if (!_texts.TryGetValue(text, out var shared))
        {
            shared = text;
            if (_texts.Count < TextsMax)
            {
                _texts.Add(text, text);
            }
        }

        _last = shared;
        return shared;
    }
}
