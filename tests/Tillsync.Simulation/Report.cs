using System.Globalization;
using System.Text;
using Tillsync.Simulation.Histories;
using Tillsync.Simulation.World;

namespace Tillsync.Simulation;

/// <summary>What is printed of histories.</summary>
internal static class Report
{
    public static string Of(HistoryCounts counts, int violations, TimeSpan elapsed) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {counts.Histories:N0} histories in {elapsed.TotalSeconds:N0} s ({counts.Histories
                / Math.Max(elapsed.TotalSeconds, 0.001):N1} a second)
            {counts.Events:N0} events: {counts.Actions:N0} at tills and in shops, {counts.Requests:N0} requests, {counts.Webhooks:N0} webhooks, {counts.Steps:N0} steps of {counts.Runs:N0} runs
            {counts.Faults:N0} faults injected; {counts.WrittenListings:N0} written listings judged, {counts.Made:N0} products made; {counts.Checks:N0} times at rest
            {violations:N0} violations
            """
        );

    /// <param name="command">How this history is run again.</param>
    public static string Of(HistoryResult failed, HistoryResult smallest, string command)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Seed {failed.Seed}: {failed.Violation}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  again: {command}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  world: {WorldPlan.Draw(failed.Seed)}");
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"  smallest history ({smallest.Script.Count} of {failed.Script.Count} happenings): {smallest.Violation}"
        );
        foreach (var happening in smallest.Script)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    {happening}");
        }

        return text.ToString();
    }
}
