namespace Tillsync.Sandbox.Rest;

/// <summary>after, before, modified_after and modified_before: exclusive, to the second (recordings 02, 08 and 15).</summary>
internal sealed class DateFilter(RestRequest request, SiteTime time)
{
    private readonly DateTimeOffset? _after = Read(request, time, "after");
    private readonly DateTimeOffset? _before = Read(request, time, "before");
    private readonly DateTimeOffset? _modifiedAfter = Read(request, time, "modified_after");
    private readonly DateTimeOffset? _modifiedBefore = Read(request, time, "modified_before");

    public bool Accepts(DateTimeOffset createdAt, DateTimeOffset modifiedAt) =>
        !(createdAt <= _after) && !(createdAt >= _before) && !(modifiedAt <= _modifiedAfter) && !(modifiedAt >= _modifiedBefore);

    private static DateTimeOffset? Read(RestRequest request, SiteTime time, string name) =>
        request.Text(name) is { Length: > 0 } value ? time.Bound(value, request.Flag("dates_are_gmt")) : null;
}
