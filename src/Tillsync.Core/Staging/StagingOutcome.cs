using Tillsync.Core.Recording;

namespace Tillsync.Core.Staging;

/// <summary>What the journal says of an order after the table has answered. Pure.</summary>
public static class StagingOutcome
{
    public static StagedWebOrder Of(StagingStep step, StagingAnswer answer, long runId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(answer);
        var entry = step.Entry;
        var settled = entry with { ChangedAt = now, Attempts = 0, NextTryAt = null, Problem = null, Detail = null };
        var isWithdrawal = step.Write is StagingWrite.Withdraw;
        return answer switch
        {
            StagingAnswer.Done done => With(
                settled with
                {
                    State = isWithdrawal ? StagingState.Withdrawn : StagingState.Staged,
                    StagingId = done.StagingId,
                    Mark = done.Mark,
                    Source = step.Source ?? entry.Source,
                    Wanted = step.Wanted,
                    RunId = done.Effect == StagingEffect.None ? entry.RunId : runId,
                },
                done.Cut.Count > 0 ? StagingProblem.Cut(entry, done.Cut) : null
            ),
            StagingAnswer.NoRow when isWithdrawal => settled with
            {
                State = StagingState.Withdrawn,
                StagingId = null,
                Mark = null,
                Wanted = null,
            },
            StagingAnswer.NoRow => With(settled with { State = StagingState.Gone }, StagingProblem.RowGone(entry)),
            StagingAnswer.Taken taken => Taken(step, settled with { State = StagingState.Applied, StagingId = taken.StagingId }),
            StagingAnswer.Foreign foreign => With(
                settled with
                {
                    State = StagingState.Foreign,
                    StagingId = foreign.StagingId,
                },
                StagingProblem.Foreign(entry, foreign.StagingId)
            ),
            // Known as it is now: only a further change of the order asks for the row again.
            StagingAnswer.Edited edited => With(
                settled with
                {
                    State = StagingState.Staged,
                    StagingId = edited.StagingId,
                    Source = step.Source,
                    Wanted = step.Wanted,
                },
                StagingProblem.Edited(entry, edited.StagingId)
            ),
            StagingAnswer.Refused refused => Open(entry, StagingProblem.Refused(entry, refused.Reason), now),
            StagingAnswer.Moved => Open(entry, StagingProblem.Failed("Its row was written by another process at the same time."), now),
            _ => throw new ArgumentOutOfRangeException(nameof(answer)),
        };
    }

    /// <summary>What the till has taken is what its row said, which may not be what the order says now.</summary>
    private static StagedWebOrder Taken(StagingStep step, StagedWebOrder settled) =>
        step.Write is StagingWrite.Withdraw ? With(settled, StagingProblem.EndedAfterTaken(settled))
        : step.Entry.Source is { } written && written != step.Source ? With(settled, StagingProblem.ChangedAfterTaken(settled))
        : settled with { Source = step.Source };

    private static StagedWebOrder With(StagedWebOrder entry, StagingProblem? problem) =>
        problem is { } found ? entry with { Problem = found.Code, Detail = found.Detail } : entry;

    private static StagedWebOrder Open(StagedWebOrder entry, StagingProblem problem, DateTimeOffset now) =>
        entry with
        {
            Problem = problem.Code,
            Detail = problem.Detail,
            ChangedAt = entry.Problem == problem.Code ? entry.ChangedAt : now,
        };
}
