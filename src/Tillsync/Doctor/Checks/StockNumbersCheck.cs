using Tillsync.Core.Deciding;

namespace Tillsync.Doctor.Checks;

/// <summary>How many articles get a number, and why others get none.</summary>
internal sealed class StockNumbersCheck : IDoctorCheck
{
    private const int ExamplesMax = 5;

    public string Name => "Stock numbers";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        var memory = (await scene.Journal.GetAsync(cancellationToken)).Memory;
        var moment = await scene.Moment.GetAsync(cancellationToken);
        return Judge(moment.Decide(moment.Reserve(scene.Options.Policy), scene.Options.Policy));
    }

    public static Diagnosis Judge(IReadOnlyList<Decision> decisions)
    {
        var numbers = decisions.OfType<Decision.List>().Count();
        var phasedOut = decisions.OfType<Decision.PhaseOut>().Count();
        var unknown = decisions.OfType<Decision.Unknown>().ToList();
        var lines = unknown
            .GroupBy(decision => decision.Cause)
            .Select(cause =>
                $"{cause.Key}: {cause.Count()}, e.g. {string.Join(", ", cause.Take(ExamplesMax).Select(decision => decision.Sku))}. {cause.First().Detail}"
            );
        var text = $"{numbers} articles get a number, {phasedOut} are phased out, of {unknown.Count} the stock is unknown.";
        return numbers == 0 ? Diagnosis.Fail($"No article gets a number. {text}", "Look at the status codes and locations above.", lines)
            : unknown.Count > 0
                ? Diagnosis.Warn(text, "Unknown stock is never written; look at the reasons, and at `tillsync why SKU`.", lines)
            : Diagnosis.Pass(text);
    }
}
