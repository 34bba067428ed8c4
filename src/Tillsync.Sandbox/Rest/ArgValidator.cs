using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tillsync.Sandbox.Php;

namespace Tillsync.Sandbox.Rest;

/// <summary>Validates, then casts, the parameters of a single request as WordPress does. Batch items never come through here.</summary>
internal static partial class ArgValidator
{
    public static void Check(RestRequest request, IReadOnlyDictionary<string, ArgSchema> args)
    {
        var problems = new List<ArgProblem>();
        foreach (var (name, schema) in args)
        {
            if (request[name] is { } value && Find(value, schema, name) is { } problem)
            {
                problems.Add(problem with { Param = name });
            }
        }

        if (problems.Count > 0)
        {
            throw Refusal(problems);
        }

        foreach (var source in request.Sources())
        {
            CastAll(source, args);
        }
    }

    private static void CastAll(PhpArray source, IReadOnlyDictionary<string, ArgSchema> args)
    {
        foreach (var name in source.Keys.ToList())
        {
            if (args.TryGetValue(name, out var schema))
            {
                source[name] = ArgCast.Cast(source[name], schema);
            }
        }
    }

    private static RestError Refusal(List<ArgProblem> problems)
    {
        var texts = new JsonObject();
        var details = new JsonObject();
        foreach (var problem in problems)
        {
            texts[problem.Param] = problem.Text;
            details[problem.Param] = new JsonObject
            {
                ["code"] = problem.Code,
                ["message"] = problem.Text,
                ["data"] = problem.Code == "rest_invalid_type" ? new JsonObject { ["param"] = problem.Place } : null,
            };
        }

        var names = string.Join(", ", problems.Select(problem => problem.Param));
        return new RestError(400, "rest_invalid_param", $"Invalid parameter(s): {names}")
        {
            Extra = new JsonObject { ["params"] = texts, ["details"] = details },
        };
    }

    private static ArgProblem? Find(object value, ArgSchema schema, string place)
    {
        var type = schema.Types.FirstOrDefault(candidate => ArgCast.Fits(value, candidate));
        if (type is null)
        {
            return new(place, place, "rest_invalid_type", $"{place} is not of type {string.Join(',', schema.Types)}.");
        }

        return type switch
        {
            "array" => FindInList(value, schema, place),
            "object" => FindInMap(value, schema, place),
            _ => FindInScalar(value, schema, place),
        };
    }

    private static ArgProblem? FindInScalar(object value, ArgSchema schema, string place)
    {
        if (schema.IsDate && !Moment().IsMatch(PhpCast.ToText(value)))
        {
            return new(place, place, "rest_invalid_date", "Invalid date.");
        }

        if (schema.Enum is { } allowed && !allowed.Contains(PhpCast.ToText(value), StringComparer.Ordinal))
        {
            return new(place, place, "rest_not_in_enum", $"{place} is not one of {Join(allowed)}.");
        }

        var number = schema.Minimum is null && schema.Maximum is null ? 0 : PhpCast.ToFloat(value);
        if (number < schema.Minimum || number > schema.Maximum)
        {
            return new(place, place, "rest_out_of_bounds", Bounds(place, schema));
        }

        return null;
    }

    private static ArgProblem? FindInList(object value, ArgSchema schema, string place)
    {
        if (schema.Items is null)
        {
            return null;
        }

        var index = 0;
        foreach (var item in ArgCast.ToList(value).Values)
        {
            if (item is not null && Find(item, schema.Items, $"{place}[{index}]") is { } problem)
            {
                return problem;
            }

            index++;
        }

        return null;
    }

    private static ArgProblem? FindInMap(object value, ArgSchema schema, string place)
    {
        if (schema.Properties is null || value is not PhpArray map)
        {
            return null;
        }

        foreach (var (name, item) in map.Items)
        {
            if (schema.Properties.TryGetValue(name, out var inner) && Missing(item, inner, $"{place}[{name}]") is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static ArgProblem? Missing(object? item, ArgSchema schema, string place) =>
        item is not null ? Find(item, schema, place)
        : schema.Types is ["mixed"] ? null
        : new(place, place, "rest_invalid_type", $"{place} is not of type {string.Join(',', schema.Types)}.");

    private static string Bounds(string place, ArgSchema schema) =>
        (schema.Minimum, schema.Maximum) switch
        {
            ({ } minimum, { } maximum) => $"{place} must be between {minimum} (inclusive) and {maximum} (inclusive)",
            ({ } minimum, null) => $"{place} must be greater than or equal to {minimum}",
            _ => $"{place} must be less than or equal to {schema.Maximum}",
        };

    private static string Join(IReadOnlyList<string> values) =>
        values.Count == 1 ? values[0]
        : values.Count == 2 ? $"{values[0]} and {values[1]}"
        : $"{string.Join(", ", values.SkipLast(1))}, and {values[^1]}";

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}(?::\d{2})?)?$")]
    private static partial Regex Moment();

    private sealed record ArgProblem(string Param, string Place, string Code, string Text);
}
