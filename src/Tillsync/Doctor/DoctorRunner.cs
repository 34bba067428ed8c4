using Tillsync.Core;

namespace Tillsync.Doctor;

/// <summary>Runs all checks, each within a bound of its own; none hides another.</summary>
internal sealed class DoctorRunner(DoctorScene scene, TimeProvider time, TimeSpan limit)
{
    /// <summary>Longer than a till and a shop are waited for by default (15 and 30 seconds).</summary>
    public static readonly TimeSpan LimitDefault = TimeSpan.FromSeconds(60);

    /// <returns>In the order of the checks, whatever ended first.</returns>
    public async Task<IReadOnlyList<CheckedLink>> RunAsync(IReadOnlyList<IDoctorCheck> checks, CancellationToken cancellationToken) =>
        await Task.WhenAll(checks.Select(check => RunAsync(check, cancellationToken)));

    private async Task<CheckedLink> RunAsync(IDoctorCheck check, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // On threads of their own: what works synchronously underneath (SQLite, a disk that is gone) must not keep the others waiting.
        var work = Task.Run(() => JudgeAsync(check, bound.Token), CancellationToken.None);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timeUp = Task.Delay(limit, time, waiting.Token);
        var isDone = await Task.WhenAny(work, timeUp) == work;
        cancellationToken.ThrowIfCancellationRequested();
        await bound.CancelAsync();
        await waiting.CancelAsync();
        var diagnosis = isDone
            ? await work
            : Diagnosis.Fail($"It did not end within {limit.TotalSeconds:0} s.", "Something hangs; the other checks may show what.");
        return new CheckedLink(check.Name, diagnosis, time.GetElapsedTime(start));
    }

    private async Task<Diagnosis> JudgeAsync(IDoctorCheck check, CancellationToken cancellationToken)
    {
        try
        {
            return await check.RunAsync(scene, cancellationToken);
        }
        catch (TillsyncException exception)
        {
            return Diagnosis.Skip($"Not looked at, because of {exception.Subject}: {exception.Cause}");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A defect of one check is this check's failure and no reason to keep the others from the operator.
            return Diagnosis.Fail(
                $"The check itself failed: {exception.GetType().Name}: {exception.Message}",
                "This is a defect of Tillsync; report it."
            );
        }
    }
}
