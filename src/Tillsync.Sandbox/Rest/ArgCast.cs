using Tillsync.Sandbox.Php;

namespace Tillsync.Sandbox.Rest;

/// <summary>The casts that follow validation. They also meet nulls, which validation skips: that is how null becomes stock 0 (recording 05).</summary>
internal static class ArgCast
{
    public static bool Fits(object value, string type) =>
        type switch
        {
            "integer" => PhpCast.IsWholeNumber(value),
            "number" => PhpCast.IsNumeric(value),
            "boolean" => IsFlag(value),
            "string" => value is string,
            "array" => value is PhpArray { IsList: true } or string or long or double or bool,
            "object" => value is PhpArray or "",
            "null" => false,
            _ => true,
        };

    public static object? Cast(object? value, ArgSchema schema)
    {
        var type =
            value is null && schema.Types.Contains("null")
                ? "null"
                : schema.Types.FirstOrDefault(candidate => value is not null && Fits(value, candidate)) ?? schema.Types[0];
        return type switch
        {
            "integer" => PhpCast.ToInt(value),
            "number" => PhpCast.ToFloat(value),
            "boolean" => ToFlag(value),
            "string" => schema.IsDate && value is null ? null : PhpCast.ToText(value),
            "array" => CastList(value, schema),
            "object" => CastMap(value, schema),
            "null" => null,
            _ => value,
        };
    }

    public static PhpArray ToList(object? value)
    {
        if (value is PhpArray array)
        {
            return array;
        }

        var list = new PhpArray();
        foreach (var part in PhpText.List(PhpCast.ToText(value)))
        {
            list.Add(part);
        }

        return list;
    }

    private static PhpArray CastList(object? value, ArgSchema schema)
    {
        var list = new PhpArray();
        foreach (var item in ToList(value).Values)
        {
            list.Add(schema.Items is null ? item : Cast(item, schema.Items));
        }

        return list;
    }

    private static PhpArray CastMap(object? value, ArgSchema schema)
    {
        var map = new PhpArray();
        if (value is PhpArray source)
        {
            foreach (var (name, item) in source.Items)
            {
                map[name] = schema.Properties?.TryGetValue(name, out var inner) == true ? Cast(item, inner) : item;
            }
        }

        return map;
    }

    private static bool IsFlag(object value) =>
        value switch
        {
            bool => true,
            long number => number is 0 or 1,
            string text => text.ToLowerInvariant() is "true" or "false" or "0" or "1",
            _ => false,
        };

    private static bool ToFlag(object? value) =>
        value is string text ? text.ToLowerInvariant() is not ("false" or "0" or "") : PhpCast.ToBool(value);
}
