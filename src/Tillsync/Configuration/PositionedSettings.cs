namespace Tillsync.Configuration;

/// <summary>Settings in the order of their positions in a list.</summary>
/// <remarks>A sorted dictionary with numbers as keys is compiled when the program starts; a list of objects is not.</remarks>
internal sealed class PositionedSettings
{
    private readonly List<PositionedSetting> _settings = [];

    public IReadOnlyList<PositionedSetting> All => _settings;

    /// <summary>Takes the place of what is at the position.</summary>
    public void Set(int position, RawSetting setting)
    {
        var index = IndexOf(position);
        if (index < _settings.Count && _settings[index].Position == position)
        {
            _settings.RemoveAt(index);
        }

        _settings.Insert(index, new PositionedSetting(position, setting));
    }

    /// <summary>Does nothing when something is at the position.</summary>
    public void TryAdd(int position, RawSetting setting)
    {
        var index = IndexOf(position);
        if (index == _settings.Count || _settings[index].Position != position)
        {
            _settings.Insert(index, new PositionedSetting(position, setting));
        }
    }

    /// <summary>Searched from the end, where nearly everything is added.</summary>
    private int IndexOf(int position)
    {
        var index = _settings.Count;
        while (index > 0 && _settings[index - 1].Position >= position)
        {
            index--;
        }

        return index;
    }
}

internal sealed record PositionedSetting(int Position, RawSetting Setting);
