using Tillsync.Doctor.Checks;

namespace Tillsync.Doctor;

/// <summary>Every check there is, along the chain from the till to the shop.</summary>
internal static class DoctorChecks
{
    public static IReadOnlyList<IDoctorCheck> All { get; } =
    [
        new ConfigurationCheck(),
        new TillConnectionCheck(),
        new TillRightsCheck(),
        new TillObjectsCheck(),
        new TillColumnsCheck(),
        new StatusCodesCheck(),
        new LocationsCheck(),
        new StockNumbersCheck(),
        new EventsSeenCheck(),
        new ShopReachCheck(),
        new CertificateCheck(),
        new ShopKeysCheck(),
        new ShopVersionCheck(),
        new ShopOptionsCheck(),
        new ShopPluginsCheck(),
        new WebhooksCheck(),
        new ClocksCheck(),
        new MappingCheck(),
        new FractionsCheck(),
        new ForeignWritersCheck(),
        new JournalCheck(),
        new ScheduleCheck(),
        new AlwaysRunsCheck(),
        new NeverRunsCheck(),
        new WaitingWorkCheck(),
        new LogFolderCheck(),
        new DiskSpaceCheck(),
    ];
}
