using System.Globalization;
using Tillsync.Adapters.Counterpoint;
using Tillsync.Core.Detecting;

namespace Tillsync.Doctor.Checks;

/// <summary>"Events are not detected": whether a sale, a change and an order can be seen where Tillsync looks.</summary>
internal sealed class EventsSeenCheck : IDoctorCheck
{
    /// <summary>A shop that has not sold or edited anything for so long is closed, or another database.</summary>
    private static readonly TimeSpan StillLive = TimeSpan.FromDays(14);

    private static readonly TimeSpan StagingLag = TimeSpan.FromDays(2);

    /// <summary>Stations' clocks differ by minutes, not by hours.</summary>
    private static readonly TimeSpan FutureMax = TimeSpan.FromHours(1);

    public string Name => "Events are seen";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        var till = await scene.InspectAsync(cancellationToken);
        var reading = await scene.Reading.GetAsync(cancellationToken);
        var orders = (await scene.Journal.GetAsync(cancellationToken)).Memory.Orders;
        return Judge(
            reading.Failures,
            till.Newest,
            till.Now.ToOffset(till.Offset).DateTime,
            orders.Count > 0 ? orders.Max(order => order.CreatedAt).ToOffset(till.Offset).DateTime : null
        );
    }

    /// <param name="now">The till's own clock, in its local time as its dates are.</param>
    /// <param name="newestWebOrder">In the same time; null when no web order is known.</param>
    public static Diagnosis Judge(IReadOnlyList<ProbeFailure> failures, NewestDates newest, DateTime now, DateTime? newestWebOrder)
    {
        List<string> seen =
        [
            Seen("newest stock change", newest.Stock),
            Seen("newest item change", newest.Items),
            Seen("newest staged order", newest.Staged),
        ];
        if (failures.Count > 0)
        {
            return Diagnosis.Fail(
                "A part of the till cannot be read, so what happens there is not seen; every check says YES until it can.",
                "Put right what the error names.",
                failures.Select(failure => $"{failure.Probe}: {failure.Error}")
            );
        }

        var last = new[] { newest.Stock, newest.Items }.Max();
        if (last > now + FutureMax)
        {
            return Diagnosis.Warn(
                "The till has dated a change in the future.",
                "Set the clocks of server and stations; changes are noticed all the same, because content is compared.",
                seen
            );
        }

        if (last is { } date && now - date > StillLive)
        {
            var days = (now - date).TotalDays.ToString("0", CultureInfo.InvariantCulture);
            return Diagnosis.Warn(
                $"The newest change in this database is {days} days old. A shop that sells has newer ones.",
                "Is it the live company, and not a practice copy or a restored backup? Compare the database's name with the one that the stations use.",
                seen
            );
        }

        // A table that never had a row belongs to an integration that is not in use.
        if (newestWebOrder is { } web && newest.Staged is { } staged && web - staged > StagingLag)
        {
            return Diagnosis.Warn(
                "Web orders are newer than the newest staged one: orders are no longer staged into the till.",
                "See what fills USER_ORDER_STAGING. Until then such orders reserve until the shop completes them.",
                [.. seen, $"newest web order: {web:yyyy-MM-dd HH:mm}"]
            );
        }

        return last is null
            ? Diagnosis.Pass("The till dates no changes; they are noticed by comparing what it holds.", seen)
            : Diagnosis.Pass("Stock, items and orders can be read, and the till dates its changes.", seen);
    }

    private static string Seen(string what, DateTime? date) =>
        $"{what}: {date?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "not known"}";
}
