using System.Globalization;
using Tillsync.Core;

namespace Tillsync.Doctor.Checks;

/// <summary>The clocks of till, shop and this machine. No decision trusts another's clock, but people and signatures do.</summary>
internal sealed class ClocksCheck : IDoctorCheck
{
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(60);

    /// <summary>WooCommerce refuses signatures (plain http) that are more than 15 minutes off.</summary>
    private static readonly TimeSpan SignatureMax = TimeSpan.FromMinutes(15);

    public string Name => "Clocks";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        var till = await OrNothingAsync(async () =>
        {
            var found = await scene.TimedInspection.GetAsync(cancellationToken);
            return found.DifferenceTo(found.Value.Now);
        });
        var shop = await OrNothingAsync(async () =>
        {
            var found = await scene.TimedFront.GetAsync(cancellationToken);
            // Its header has whole seconds, cut off.
            return found.Value.Now is { } now ? found.DifferenceTo(now.AddMilliseconds(500)) : null;
        });
        return Judge(till, shop, scene.Storefront.Shop.Url.Scheme == Uri.UriSchemeHttp);
    }

    /// <param name="till">The till's clock less this machine's; null where it could not be read.</param>
    /// <param name="isSigned">Requests are signed, with the time in the signature.</param>
    public static Diagnosis Judge(TimeSpan? till, TimeSpan? shop, bool isSigned)
    {
        List<string> details = [Said("till", till), Said("shop", shop)];
        var worst = new[] { till, shop }.OfType<TimeSpan>().Select(difference => difference.Duration()).DefaultIfEmpty().Max();
        return till is null && shop is null ? Diagnosis.Skip("Not looked at, because neither the till nor the shop answers.")
            : isSigned && shop?.Duration() > SignatureMax
                ? Diagnosis.Fail(
                    "This machine's clock and the shop's are too far apart for signed requests.",
                    "Set this machine's clock.",
                    details
                )
            : worst > Noticeable
                ? Diagnosis.Warn("A clock is off.", "Set it by a time server; logs and orders are hard to compare otherwise.", details)
            : Diagnosis.Pass("They agree.", details);
    }

    private static async Task<TimeSpan?> OrNothingAsync(Func<Task<TimeSpan?>> read)
    {
        try
        {
            return await read();
        }
        catch (TillsyncException)
        {
            // Who does not answer has a check of its own.
            return null;
        }
    }

    private static string Said(string who, TimeSpan? difference) =>
        difference is { } span
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{who}: {Math.Abs(span.TotalSeconds):0} s {(span < TimeSpan.Zero ? "behind" : "ahead of")} this machine"
            )
            : $"{who}: not known";
}
