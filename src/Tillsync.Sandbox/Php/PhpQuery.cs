using System.Net;

namespace Tillsync.Sandbox.Php;

/// <summary>Query strings and form bodies as PHP reads them: the last of two equal names wins, <c>a[]=1</c> and <c>a[0]=1</c> make lists.</summary>
internal static class PhpQuery
{
    public static PhpArray Parse(string query)
    {
        var values = new PhpArray();
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = WebUtility.UrlDecode(equals < 0 ? pair : pair[..equals]);
            var value = equals < 0 ? "" : WebUtility.UrlDecode(pair[(equals + 1)..]);
            Put(values, name, value);
        }

        return values;
    }

    private static void Put(PhpArray values, string name, string value)
    {
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        if (bracket <= 0 || !name.EndsWith(']'))
        {
            values[name.Replace('.', '_').Replace(' ', '_')] = value;
            return;
        }

        var key = name[..bracket];
        if (values[key] is not PhpArray list)
        {
            values[key] = list = new PhpArray();
        }

        var index = name[(bracket + 1)..^1];
        if (index.Length == 0)
        {
            list.Add(value);
        }
        else
        {
            list[index] = value;
        }
    }
}
