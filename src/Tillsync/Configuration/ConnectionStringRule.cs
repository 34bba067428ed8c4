using System.Data.Common;

namespace Tillsync.Configuration;

/// <summary>A connection string that can be taken apart. It is never repeated in a message.</summary>
internal sealed class ConnectionStringRule : SettingRule<Secret>
{
    public override string Allowed => "KEY=VALUE pairs parted by ';'";

    public override RuleResult Read(RawSetting raw)
    {
        if (raw.Kind is not (RawKind.Text or RawKind.Variable))
        {
            return Refuse("The value is not in quotes.");
        }

        if (raw.Text.Trim().Any(char.IsControl))
        {
            return Refuse("There is a line break, tab or other control character in it; in JSON a backslash is written twice.");
        }

        var text = raw.Text.Trim();
        return Parse(text) is null
            ? Refuse("The value is not a connection string; a part with ';', '=' or quotes in it is itself put in quotes.")
            : Accept(new Secret(text));
    }

    /// <summary>Null when the text is not made of pairs. The parser's own message repeats parts of the text, so it is dropped.</summary>
    public static DbConnectionStringBuilder? Parse(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
