using Tillsync.Doctor;

namespace Tillsync.Output;

// The shape of doctor. Like those in JsonShapes.cs it is an interface: members are added, never renamed or removed.

/// <param name="Verdict">pass, warn, fail or skip.</param>
internal sealed record DoctorCheckJson(
    string Name,
    string Verdict,
    string Text,
    string? Advice,
    IReadOnlyList<string> Details,
    decimal Seconds
);

internal sealed record DoctorJson(
    string Storefront,
    DateTimeOffset CheckedAt,
    string Verdict,
    IReadOnlyList<DoctorCheckJson> Checks,
    int ExitCode
);

internal static class DoctorShaping
{
    public static DoctorJson Of(string storefront, DateTimeOffset now, IReadOnlyList<CheckedLink> links, int exitCode) =>
        new(
            storefront,
            now,
            exitCode switch
            {
                ExitCodes.Ok => "pass",
                ExitCodes.Parked => "warn",
                _ => "fail",
            },
            [
                .. links.Select(link => new DoctorCheckJson(
                    link.Name,
                    JsonShaping.Name(link.Diagnosis.Verdict),
                    link.Diagnosis.Text,
                    link.Diagnosis.Advice,
                    link.Diagnosis.Details,
                    Math.Round((decimal)link.Took.TotalSeconds, 3)
                )),
            ],
            exitCode
        );
}
