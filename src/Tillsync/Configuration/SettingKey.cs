namespace Tillsync.Configuration;

/// <summary>One key: the single source for reading, checking, showing, writing and documenting it.</summary>
/// <param name="path">Section and name, with * for the position of a storefront.</param>
/// <param name="meaning">One sentence.</param>
internal abstract class SettingKey(string path, SettingRule rule, string meaning)
{
    public string Path => path;

    public SettingRule Rule => rule;

    public string Meaning => meaning;

    public string Section { get; } = path[..path.LastIndexOf(':')];

    public string Name { get; } = path[(path.LastIndexOf(':') + 1)..];

    /// <summary>Null for required keys and for those whose absence has a meaning of its own, <see cref="WhenAbsent"/>.</summary>
    public object? Default { get; init; }

    /// <summary>What it means that an optional key without a default is not set.</summary>
    public string? WhenAbsent { get; init; }

    /// <summary>What a required key is to be set to: ends the sentence "Set it to …". Null for the others.</summary>
    public string? SetTo { get; init; }

    public Secrecy Secrecy { get; init; }

    public bool IsRequired => SetTo is not null;

    public bool IsSecret => Secrecy != Secrecy.None;

    public bool IsList => rule is TextListRule;

    public bool IsPerStorefront => path.Contains('*');

    /// <summary>The path for one storefront.</summary>
    public string PathFor(int storefront) => ConfigurationSchema.At(path, storefront);
}

/// <summary>A key whose values are of one type.</summary>
internal sealed class SettingKey<T>(string path, SettingRule<T> rule, string meaning) : SettingKey(path, rule, meaning)
    where T : notnull;

internal enum Secrecy
{
    None,

    /// <summary>At most its last four characters are shown.</summary>
    ApiKey,

    /// <summary>Shown without its password.</summary>
    ConnectionString,

    /// <summary>Nothing of it is shown: a password, or an address that lets whoever knows it in.</summary>
    Hidden,
}
