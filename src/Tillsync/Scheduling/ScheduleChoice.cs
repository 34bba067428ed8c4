namespace Tillsync.Scheduling;

/// <summary>Which task a command is about; what it leaves out is chosen.</summary>
/// <param name="TaskName">Null for the default.</param>
/// <param name="User">The account that it runs as; null for the one who gives the command.</param>
/// <param name="Scheduler">Null for the best that the machine has.</param>
/// <param name="OfAll">One for all storefronts, which only `serve` can be.</param>
internal sealed record ScheduleChoice(string? TaskName, string? User, string? Scheduler, bool OfAll)
{
    public static readonly ScheduleChoice Default = new(null, null, null, OfAll: false);
}
