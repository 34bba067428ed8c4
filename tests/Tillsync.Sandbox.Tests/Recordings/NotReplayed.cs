namespace Tillsync.Sandbox.Tests.Recordings;

/// <summary>Entries of the recordings that are not replayed, and why.</summary>
internal static class NotReplayed
{
    public static string? Reason(RecordedExchange exchange) =>
        exchange switch
        {
            { IsExchange: true, Label: var label } when label.StartsWith("helper route", StringComparison.Ordinal) =>
                "the route of a plugin of the lab",
            { IsExchange: true } => null,
            { File: "10-latency" } => "a measurement of speed",
            { File: "14-version-matrix" } => "an outcome per version; see VersionMatrixTests",
            { Label: var label } when label.StartsWith("SQL", StringComparison.Ordinal) => "SQL statements of the store",
            { File: "09-webhooks" } => "a delivery the store sent; see WebhookTests",
            _ => "the summary of parallel runs",
        };
}
