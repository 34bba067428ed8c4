namespace Tillsync.Sandbox.Rest;

/// <summary>One route and method.</summary>
/// <param name="Methods">HTTP methods; GET also answers HEAD.</param>
/// <param name="Pattern">Segments; <c>{id}</c> takes digits, <c>{id:text}</c> takes a word.</param>
/// <param name="Denied">Code and text for callers without a key.</param>
/// <param name="Args">Parameters that are validated and cast.</param>
/// <param name="Run">The handler.</param>
internal sealed record Route(
    string[] Methods,
    string Pattern,
    (string Code, string Text) Denied,
    IReadOnlyDictionary<string, ArgSchema> Args,
    Func<RestRequest, RestResult> Run
)
{
    public static readonly string[] Edit = ["POST", "PUT", "PATCH"];

    private readonly string[] _segments = Pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The values in the path, or null when it does not fit.</summary>
    public Php.PhpArray? Match(string[] path)
    {
        if (path.Length != _segments.Length)
        {
            return null;
        }

        var values = new Php.PhpArray();
        for (var index = 0; index < path.Length; index++)
        {
            var segment = _segments[index];
            if (segment[0] != '{')
            {
                if (!string.Equals(segment, path[index], StringComparison.OrdinalIgnoreCase))
                {
                    return null;
                }
            }
            else if (!TryRead(segment, path[index], values))
            {
                return null;
            }
        }

        return values;
    }

    private static bool TryRead(string segment, string text, Php.PhpArray values)
    {
        var isText = segment.EndsWith(":text}", StringComparison.Ordinal);
        if (text.Length == 0 || (!isText && !text.All(char.IsAsciiDigit)))
        {
            return false;
        }

        values[segment.Trim('{', '}').Replace(":text", "", StringComparison.Ordinal)] = isText ? text : Php.PhpCast.ToInt(text);
        return true;
    }
}
