using System.Globalization;
using System.Text.Json.Nodes;
using Tillsync.Sandbox.Php;

namespace Tillsync.Sandbox.Rest;

/// <summary>Cuts a page out of a result and writes the three paging headers (recording 02).</summary>
internal static class Paging
{
    public static IReadOnlyDictionary<string, ArgSchema> Args { get; } =
        new Dictionary<string, ArgSchema>
        {
            ["page"] = ArgSchema.Integer with { Default = 1L, Minimum = 1 },
            ["per_page"] = ArgSchema.Integer with { Default = 10L, Minimum = 1, Maximum = 100 },
            ["offset"] = ArgSchema.Integer,
            ["search"] = ArgSchema.Text,
            ["after"] = ArgSchema.Date,
            ["before"] = ArgSchema.Date,
            ["modified_after"] = ArgSchema.Date,
            ["modified_before"] = ArgSchema.Date,
            ["dates_are_gmt"] = ArgSchema.Flag with { Default = false },
            ["include"] = ArgSchema.Integers,
            ["exclude"] = ArgSchema.Integers,
            ["order"] = ArgSchema.OneOf("asc", "desc"),
        };

    public static RestResult Answer<T>(RestRequest request, IReadOnlyList<T> rows, Func<T, JsonNode?> write, string extraQuery = "")
    {
        var perPage = (int)request.Int("per_page");
        var page = request.Int("page");
        var skip = request.IsSet("offset") ? request.Int("offset") : (page - 1) * perPage;
        var body = new JsonArray();
        for (var index = Math.Max(skip, 0); index < rows.Count && index < skip + perPage; index++)
        {
            body.Add(write(rows[(int)index]));
        }

        var pages = (rows.Count + perPage - 1) / perPage;
        var headers = new Dictionary<string, string>
        {
            ["X-WP-Total"] = rows.Count.ToString(CultureInfo.InvariantCulture),
            ["X-WP-TotalPages"] = pages.ToString(CultureInfo.InvariantCulture),
        };
        var links = Links(request, page, pages, extraQuery);
        if (links.Length > 0)
        {
            headers["Link"] = links;
        }

        return new RestResult(body) { Headers = headers };
    }

    private static string Links(RestRequest request, long page, int pages, string extraQuery)
    {
        var parts = new List<string>();
        if (page > 1)
        {
            parts.Add($"<{Address(request, Math.Min(page - 1, Math.Max(pages, 1)), extraQuery)}>; rel=\"prev\"");
        }

        if (page < pages)
        {
            parts.Add($"<{Address(request, page + 1, extraQuery)}>; rel=\"next\"");
        }

        return string.Join(", ", parts);
    }

    /// <summary>Repeats the whole query, secrets included (README of the study, point 18).</summary>
    private static string Address(RestRequest request, long page, string extraQuery)
    {
        var query = request
            .Query.Items.Where(item => item.Key is not "page" && !(item.Key is "status" && extraQuery.Length > 0))
            .SelectMany(Sent)
            .ToList();
        var at = request.Query.Keys.TakeWhile(key => key != "page").Count();
        var own = $"page={page}";
        if (extraQuery.Length > 0)
        {
            query.Add(extraQuery);
        }

        query.Insert(request.Query.ContainsKey("page") ? Math.Min(at, query.Count) : query.Count, own);
        return $"{request.BaseUrl}/wp-json{request.Route}?{string.Join('&', query)}";
    }

    private static IEnumerable<string> Sent(KeyValuePair<string, object?> item) =>
        item.Value is PhpArray list
            ? list.Items.Select(inner => $"{item.Key}%5B{inner.Key}%5D={Encode(PhpCast.ToText(inner.Value))}")
            : [$"{item.Key}={Encode(PhpCast.ToText(item.Value))}"];

    /// <summary>A plus sign stays one (recording 15), which is one more reason not to follow these links.</summary>
    private static string Encode(string value) =>
        Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal).Replace("%2B", "+", StringComparison.Ordinal);
}
