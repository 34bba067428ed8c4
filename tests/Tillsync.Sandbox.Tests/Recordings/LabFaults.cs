namespace Tillsync.Sandbox.Tests.Recordings;

/// <summary>The breakages recording 12 arranged on the server.</summary>
internal static class LabFaults
{
    public static IEnumerable<Fault> For(RecordedExchange exchange)
    {
        if (!exchange.File.StartsWith("12", StringComparison.Ordinal))
        {
            yield break;
        }

        var fault = exchange.Label switch
        {
            ".maintenance present" or ".maintenance present, write" => Fault.Maintenance(),
            "php-fpm stopped" or "php-fpm stopped, write" => Fault.BadGateway(),
            "MariaDB stopped" => Fault.DatabaseDown(),
            "gateway timeout: the write is done, then PHP is slow" or "gateway timeout on inventory_delta" => Fault.GatewayTimeout(),
            "PHP fatal error in a plugin at the 3rd item of a batch of 4" => Fault.BatchDies(3),
            "PHP warning printed before the JSON (display_errors on a bad plugin)" => Fault.Noise(),
            _ => null,
        };
        if (fault is not null)
        {
            yield return fault;
        }
    }
}
