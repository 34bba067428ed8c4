using Tillsync.Core.Recording;

namespace Tillsync.Core.Staging;

/// <summary>What may be wrong with an order's way into the till: a stable word, and a sentence with cause and next move.</summary>
public readonly record struct StagingProblem(string Code, string Detail)
{
    public static StagingProblem ChangedAfterTaken(StagedWebOrder entry) =>
        new(
            "changed_after_taken",
            $"Web order {entry.Number} was changed in the shop after the till took it (staging row {entry.StagingId}). Change the till's document by hand."
        );

    public static StagingProblem EndedAfterTaken(StagedWebOrder entry) =>
        new(
            "ended_after_taken",
            $"Web order {entry.Number} is {entry.Status} in the shop, and the till has taken it (staging row {entry.StagingId}). Cancel or return it in the till by hand."
        );

    public static StagingProblem RowGone(StagedWebOrder entry) =>
        new(
            "row_gone",
            $"Staging row {entry.StagingId} of web order {entry.Number} is gone, and it was never seen to be applied. It is not staged again; if the till does not have the order, enter it by hand."
        );

    public static StagingProblem TooOld(StagedWebOrder entry) =>
        new(
            "too_old",
            $"Web order {entry.Number} is older than {StagingStart.SureAge.TotalDays:0} days and in neither the journal nor the table; its row may have been cleaned up. It is not staged; if the till does not have it, enter it by hand."
        );

    public static StagingProblem Edited(StagedWebOrder entry, long stagingId) =>
        new(
            "edited_by_hand",
            $"Staging row {stagingId} of web order {entry.Number} was changed by hand, and then the order changed in the shop. The row is left as it is: compare the two."
        );

    public static StagingProblem Foreign(StagedWebOrder entry, long stagingId) =>
        new(
            "staged_by_others",
            $"Web order {entry.Number} was staged by another program (row {stagingId}). Tillsync leaves that row alone and does not follow the order."
        );

    public static StagingProblem Refused(StagedWebOrder entry, string reason) =>
        new("refused", $"Web order {entry.Number} cannot be staged. {reason}");

    public static StagingProblem Failed(string message) => new("not_written", message);

    public static StagingProblem Cut(StagedWebOrder entry, IReadOnlyList<string> columns) =>
        new(
            "cut",
            $"Web order {entry.Number} is staged, but {string.Join(", ", columns)} could not take all that the shop has. Look at the order in the shop before it is delivered."
        );
}
