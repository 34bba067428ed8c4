using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Output;

namespace Tillsync.Doctor.Checks;

/// <summary>Which status codes the site uses, and what becomes of their articles: codes differ by site.</summary>
internal sealed class StatusCodesCheck : IDoctorCheck
{
    public string Name => "Status codes";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken) =>
        Judge((await scene.TillProfile.GetAsync(cancellationToken)).Statuses, scene.Options.Policy);

    public static Diagnosis Judge(IReadOnlyList<ValueCount> found, StockPolicy policy)
    {
        var lines = found
            .OrderByDescending(status => status.Count)
            .Select(status => $"'{status.Value}': {status.Count} web items, {StatusWords.Becomes(policy.MeaningOf(status.Value), policy)}");
        int Count(StatusMeaning meaning) => found.Where(status => policy.MeaningOf(status.Value) == meaning).Sum(status => status.Count);
        var sold = Count(StatusMeaning.Sold);
        var unknown = Count(StatusMeaning.Unknown);
        var total = found.Sum(status => status.Count);
        var unused = policy
            .ActiveStatuses.Concat(policy.PhasedOutStatuses ?? [])
            .Where(code => found.All(status => !status.Value.Equals(code.Trim(), StringComparison.OrdinalIgnoreCase)))
            .ToList();
        const string advice = "Compare with the till's own list of item statuses, and set Till:ActiveStatuses and Till:PhasedOutStatuses.";
        return total == 0
                ? Diagnosis.Fail(
                    "The till has no web items at all.",
                    "Is this the right company database? IS_ECOMM_ITEM = 'Y' marks a web item."
                )
            : sold == 0 ? Diagnosis.Fail("No web item has a status that is sold: everything would be shown with no stock.", advice, lines)
            : unknown > 0
                ? Diagnosis.Warn($"{unknown} web items have a status that no setting names: their listings are left alone.", advice, lines)
            : unused.Count > 0 ? Diagnosis.Warn($"Configured, but used by no web item: {string.Join(", ", unused)}.", advice, lines)
            : Diagnosis.Pass($"{sold} of {total} web items have a status that is sold.", lines);
    }
}
