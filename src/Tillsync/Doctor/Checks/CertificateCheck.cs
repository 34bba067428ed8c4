using System.Globalization;
using Tillsync.Adapters.WooCommerce;

namespace Tillsync.Doctor.Checks;

/// <summary>The shop's certificate, before it runs out on a Saturday night.</summary>
internal sealed class CertificateCheck : IDoctorCheck
{
    /// <summary>Certificates that renew themselves do so 30 days before; half of that means that they no longer do.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(15);

    public string Name => "Certificate";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        var shop = scene.Storefront.Shop;
        return shop.Url.Scheme != Uri.UriSchemeHttps
            ? Diagnosis.Pass("The shop is reached over http; there is none.")
            : Judge(await ShopCertificate.ReadAsync(shop.Url, cancellationToken), shop.AllowUntrustedCertificate, scene.Time.GetUtcNow());
    }

    public static Diagnosis Judge(ShopCertificate certificate, bool allowsUntrusted, DateTimeOffset now)
    {
        var until = certificate.ValidUntil.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var days = (certificate.ValidUntil - now).TotalDays.ToString("0", CultureInfo.InvariantCulture);
        List<string> details = [$"for {certificate.Subject}, by {certificate.Issuer}"];
        return certificate.ValidUntil <= now
                ? Diagnosis.Fail($"It ran out on {until}.", "Renew it; ask the host why it was not renewed.", details)
            : certificate.Problem is { } problem && !allowsUntrusted
                ? Diagnosis.Fail($"This machine does not trust it: {problem}.", "Have the host repair it.", details)
            : certificate.ValidUntil - now < Soon
                ? Diagnosis.Warn($"It runs out on {until}, in {days} days.", "See that its renewal works.", details)
            : certificate.Problem is not null
                ? Diagnosis.Pass($"Not trusted, which the configuration allows; valid until {until}.", details)
            : Diagnosis.Pass($"Valid until {until}, for {days} days.", details);
    }
}
