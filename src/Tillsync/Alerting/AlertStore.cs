using Tillsync.Adapters.Journal;
using Tillsync.Core.Recording;

namespace Tillsync.Alerting;

/// <summary>What is remembered of alerts, in the journal: it outlives processes and is shared by them.</summary>
internal sealed class AlertStore(Func<Task<SqliteNotes>> open)
{
    public async Task<T> ChangeAsync<T>(Func<AlertMemory, (AlertMemory Memory, T Result)> change)
    {
        await using var notes = await open();
        return await notes.ChangeAlertsAsync(
            kept =>
            {
                var (memory, result) = change(Read(kept));
                return (Keep(memory), result);
            },
            CancellationToken.None
        );
    }

    public async Task<Positions?> ReadPositionsAsync()
    {
        await using var notes = await open();
        return await notes.ReadPositionsAsync(CancellationToken.None);
    }

    /// <summary>A kind of a later version means nothing here and is left out.</summary>
    private static AlertMemory Read(KeptAlerts kept) =>
        new(
            [
                .. kept
                    .Alerts.Where(alert => Enum.TryParse<AlertKind>(alert.Kind, out _))
                    .Select(alert => new OpenAlert(
                        Enum.Parse<AlertKind>(alert.Kind),
                        alert.Text,
                        alert.OpenedAt,
                        alert.EndedAt,
                        alert.ToldAt
                    )),
            ],
            kept.LastMessageAt
        );

    private static KeptAlerts Keep(AlertMemory memory) =>
        new(
            [
                .. memory.Alerts.Select(alert => new KeptAlert(
                    alert.Kind.ToString(),
                    alert.Text,
                    alert.OpenedAt,
                    alert.EndedAt,
                    alert.ToldAt
                )),
            ],
            memory.LastMessageAt
        );
}
