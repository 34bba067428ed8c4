namespace Tillsync.Sandbox.Rest;

/// <summary>after, before, modified_after and modified_before: exclusive, to the second (recordings 02, 08 and 15).</summary>
internal static class DateFilter
{
    public static bool Accepts(RestRequest request, SiteTime time, DateTimeOffset createdAt, DateTimeOffset modifiedAt)
    {
        var isGmt = request.Flag("dates_are_gmt");
        return IsAfter("after", createdAt)
            && IsAfter("modified_after", modifiedAt)
            && IsBefore("before", createdAt)
            && IsBefore("modified_before", modifiedAt);

        bool IsAfter(string name, DateTimeOffset moment) =>
            request.Text(name) is not { Length: > 0 } value || moment > time.Bound(value, isGmt);

        bool IsBefore(string name, DateTimeOffset moment) =>
            request.Text(name) is not { Length: > 0 } value || moment < time.Bound(value, isGmt);
    }
}
