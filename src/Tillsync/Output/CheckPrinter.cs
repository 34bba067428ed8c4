using Tillsync.Core.Detecting;

namespace Tillsync.Output;

/// <summary>Prints a check in the form that operators grep for.</summary>
internal static class CheckPrinter
{
    public static void Print(Terminal terminal, CheckResult result, TimeProvider time)
    {
        var rule = new string('=', 60);
        terminal.Line(rule);
        terminal.Line("Inventory Sync Check");
        terminal.Line(rule);
        terminal.Line($"Time: {Words.Local(result.CheckedAt, time)}");
        terminal.Line();
        terminal.Line($"Should sync: {(result.IsNeeded ? "YES" : "NO")}");
        terminal.Line($"Reason: {result.Reason}");
        if (result.Events.Count > 0)
        {
            terminal.Line();
            terminal.Line("Events:");
            foreach (var found in result.Events)
            {
                terminal.Line($"  - {found.Text}");
            }
        }

        if (result.LastFullSyncAt is { } last)
        {
            terminal.Line();
            terminal.Line($"Last full sync: {Words.Local(last, time)} ({Words.Age(result.CheckedAt - last)})");
        }
    }
}
