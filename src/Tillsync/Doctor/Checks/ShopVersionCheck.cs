namespace Tillsync.Doctor.Checks;

/// <summary>WooCommerce is one of the versions that Tillsync has been held against.</summary>
internal sealed class ShopVersionCheck : IDoctorCheck
{
    private static readonly Version Oldest = new(8, 9);

    public string Name => "WooCommerce version";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken) =>
        Judge((await scene.ShopProfile.GetAsync(cancellationToken)).WooCommerceVersion);

    public static Diagnosis Judge(string? text) =>
        text is null ? Diagnosis.Warn("The keys may not read it.", "Make the key for an administrator or shop manager to have it shown.")
        : !Version.TryParse(text.Split('-')[0], out var version)
            ? Diagnosis.Warn($"“{text}” is no version that can be compared.", "Tillsync works with WooCommerce 8.9 and later.")
        : version < Oldest ? Diagnosis.Fail($"{text} is older than {Oldest}.", "Upgrade WooCommerce; older versions answer in other ways.")
        : Diagnosis.Pass($"{text}.");
}
