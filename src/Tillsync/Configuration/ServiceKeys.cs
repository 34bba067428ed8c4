namespace Tillsync.Configuration;

/// <summary>What <c>tillsync serve</c> offers to this machine and to others.</summary>
internal static class ServiceKeys
{
    public static readonly SettingKey<ListenAddress> Listen = new(
        "Service:Listen",
        ListenRule.Instance,
        "Where serve answers questions after its health; a loopback address is reached from this machine alone, and port 0 takes a free one."
    )
    {
        Default = new ListenAddress("127.0.0.1", 8797),
    };

    public static readonly SettingKey<Uri> OtlpEndpoint = new(
        "Service:OtlpEndpoint",
        new HttpAddressRule("an OpenTelemetry collector"),
        "The collector to which serve sends its measurements over OTLP (gRPC)."
    )
    {
        WhenAbsent = "nothing is sent",
    };

    public static IReadOnlyList<SettingKey> All => [Listen, OtlpEndpoint];
}
