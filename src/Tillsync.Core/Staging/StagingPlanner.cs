using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;

namespace Tillsync.Core.Staging;

/// <summary>What a staging plan is made from.</summary>
/// <param name="Entries">What the journal knows, an entry for each order in <paramref name="Asked"/> included.</param>
/// <param name="Asked">Orders that the shop was asked for; one that is not in <paramref name="Details"/> was deleted for good.</param>
/// <param name="ReadAt">The shop's clock when it was asked.</param>
/// <param name="Rows">All rows of the table.</param>
/// <param name="Chosen">Orders of earlier days are left out; null: nobody chose a day.</param>
public sealed record StagingInput(
    IReadOnlyCollection<StagedWebOrder> Entries,
    IReadOnlySet<long> Asked,
    IReadOnlyDictionary<long, WebOrderDetails> Details,
    DateTimeOffset ReadAt,
    ILookup<long, StagedOrder> Rows,
    LineArticles Articles,
    StagingStart Start,
    DateOnly? Chosen,
    long RunId,
    DateTimeOffset Now
);

/// <summary>One order's step.</summary>
/// <param name="Entry">What the journal is to say before the write, or where there is none, from now on.</param>
/// <param name="Write">Null: nothing is to be written.</param>
/// <param name="Because">Why, in a few words.</param>
public sealed record StagingStep(StagedWebOrder Entry, StagingWrite? Write, string Because)
{
    /// <summary>Hashes of the order in the shop, which the journal takes over once the row is written.</summary>
    public string? Source { get; init; }

    public string? Wanted { get; init; }
}

/// <summary>Decides what is to become of each order's row: orders × journal × table → steps. Pure.</summary>
public sealed class StagingPlanner
{
    private readonly StagingInput _input;

    private StagingPlanner(StagingInput input)
    {
        _input = input;
    }

    /// <summary>Sorted by order; an order of which nothing new is to be said has no step.</summary>
    public static IReadOnlyList<StagingStep> Plan(StagingInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var planner = new StagingPlanner(input);
        return
        [
            .. input
                .Entries.OrderBy(entry => entry.OrderId)
                .Select(entry => input.Asked.Contains(entry.OrderId) ? planner.Look(entry) : planner.Glance(entry))
                .OfType<StagingStep>(),
        ];
    }

    /// <summary>By the table alone: what became of a row that waited.</summary>
    private StagingStep? Glance(StagedWebOrder entry) =>
        entry.State != StagingState.Staged ? null
        : TakenRow(entry) is { } row ? Note(Take(entry, row), "taken by the till")
        : !_input.Rows.Contains(entry.OrderId) ? Note(Lose(entry), "its row is gone")
        : null;

    private StagingStep Look(StagedWebOrder entry)
    {
        var details = _input.Details.GetValueOrDefault(entry.OrderId);
        var status = details?.Order.Status ?? StagedWebOrder.Deleted;
        var seen = entry with
        {
            Number = details?.Order.Number ?? entry.Number,
            Status = status,
            OrderModifiedAt = details?.Order.ModifiedAt ?? entry.OrderModifiedAt,
            LookedAt = _input.ReadAt,
            Attempts = entry.IsPending ? entry.Attempts : 0,
            NextTryAt = null,
        };
        if (seen.State is StagingState.Foreign or StagingState.Gone or StagingState.LeftOut)
        {
            return Note(seen, "not followed");
        }

        return details is not null && StagingWatch.IsToBeDelivered(status, details.Order.HoldsStock) && StagingRows.HasLines(details)
            ? Follow(seen, entry, details)
            : End(seen);
    }

    /// <summary>The order is to be delivered.</summary>
    private StagingStep Follow(StagedWebOrder seen, StagedWebOrder before, WebOrderDetails details)
    {
        var source = StagingRows.SourceOf(details);
        if (seen.State == StagingState.Applied)
        {
            // The hash of what the till took stays: whatever comes later is held against it.
            var isChanged = seen.Source is { } known && known != source;
            return isChanged
                ? Note(
                    Trouble(seen with { Source = before.Source }, StagingProblem.ChangedAfterTaken(seen)),
                    "changed after the till took it"
                )
                : Note(Settle(seen with { Source = seen.Source ?? source }), "as the till took it");
        }

        // New to the journal and to the table. One that could not be written for so long that it grew old is not.
        var isUnknown = before is { State: StagingState.Wanted, LookedAt: null, Attempts: 0 } && !_input.Rows.Contains(seen.OrderId);
        if (isUnknown && LeaveOut(seen, details) is { } left)
        {
            return left;
        }

        if (TakenRow(seen) is { } row)
        {
            // What it took is what the row said when it was last written.
            var taken = Take(seen with { Source = seen.Source ?? source }, row);
            return Note(taken.Source == source ? taken : Trouble(taken, StagingProblem.ChangedAfterTaken(taken)), "taken by the till");
        }

        if (HasLostItsRow(seen))
        {
            return Note(Lose(seen), "its row is gone");
        }

        var wanted = StagingRows.Of(details, _input.Articles);
        var hash = wanted.Hash();
        if (seen.State == StagingState.Staged && seen.Wanted == hash)
        {
            return Note(seen, "unchanged");
        }

        // A row that was withdrawn and then cleaned up is made anew.
        var isAnew = seen.State == StagingState.Withdrawn && !_input.Rows.Contains(seen.OrderId);
        var entry =
            isAnew ? seen with { State = StagingState.Wanted, StagingId = null, Mark = null }
            : seen.State == StagingState.Wanted ? seen
            : seen with { State = StagingState.Changing };
        return new StagingStep(
            Stamp(entry, before.State),
            new StagingWrite.Put(wanted, details.CustomerId, _input.RunId, entry.Mark),
            before.State switch
            {
                StagingState.Wanted => $"{details.Order.Status} in the shop",
                StagingState.Withdrawn => $"{details.Order.Status} in the shop again",
                _ => "changed in the shop or in its mapping",
            }
        )
        {
            Source = source,
            Wanted = hash,
        };
    }

    /// <summary>The order is not to be delivered, or not any more.</summary>
    private StagingStep End(StagedWebOrder seen)
    {
        var because = $"{seen.Status} in the shop";
        if (seen.State == StagingState.Applied)
        {
            return Note(Trouble(seen, StagingProblem.EndedAfterTaken(seen)), $"{because} after the till took it");
        }

        if (seen.State == StagingState.Withdrawn)
        {
            return Note(seen, because);
        }

        if (TakenRow(seen) is { } row)
        {
            var taken = Take(seen, row);
            return Note(Trouble(taken, StagingProblem.EndedAfterTaken(taken)), $"{because} after the till took it");
        }

        if (HasLostItsRow(seen))
        {
            // Taken and cleaned up while nobody looked, or deleted by hand: whichever it was, it is not staged again.
            return Note(Stamp(Settle(seen with { State = StagingState.Gone }), seen.State), because);
        }

        var entry = seen.State == StagingState.Wanted ? seen : seen with { State = StagingState.Changing };
        var reason = $"Web order {seen.Number} is {seen.Status} in the shop: not to be created.";
        return new StagingStep(
            Stamp(entry, seen.State),
            new StagingWrite.Withdraw(seen.OrderId, seen.Status ?? StagedWebOrder.Deleted, reason, seen.Mark),
            because
        );
    }

    private StagingStep? LeaveOut(StagedWebOrder seen, WebOrderDetails details)
    {
        if (_input.Chosen is { } day && details.Date < day)
        {
            return Note(Stamp(seen with { State = StagingState.LeftOut }, seen.State), "placed before staging began");
        }

        if (!_input.Start.AllowsOld && details.Order.CreatedAt < _input.Now - StagingStart.SureAge)
        {
            var left = Stamp(seen with { State = StagingState.LeftOut }, seen.State);
            return Note(Trouble(left, StagingProblem.TooOld(seen)), "too old to be sure that it is new");
        }

        return null;
    }

    /// <summary>
    /// The row that the till's side has taken. One of ours without a document may be one that we withdrew; only its lines tell, and whoever writes
    /// looks at them.
    /// </summary>
    private StagedOrder? TakenRow(StagedWebOrder entry) =>
        _input.Rows[entry.OrderId].FirstOrDefault(row => row.IsMarkedApplied && !(row.IsOwn && row.Document is null));

    private bool HasLostItsRow(StagedWebOrder entry) =>
        entry.State is StagingState.Staged or StagingState.Changing && !_input.Rows.Contains(entry.OrderId);

    private StagedWebOrder Take(StagedWebOrder entry, StagedOrder row) =>
        Stamp(Settle(entry with { State = StagingState.Applied, StagingId = row.StagingId, Attempts = 0, NextTryAt = null }), entry.State);

    private StagedWebOrder Lose(StagedWebOrder entry) =>
        Trouble(Stamp(entry with { State = StagingState.Gone }, entry.State), StagingProblem.RowGone(entry));

    private StagedWebOrder Stamp(StagedWebOrder entry, StagingState before) =>
        entry.State == before ? entry : entry with { ChangedAt = _input.Now };

    private StagedWebOrder Trouble(StagedWebOrder entry, StagingProblem problem) =>
        entry.Problem == problem.Code && entry.Detail == problem.Detail
            ? entry
            : entry with
            {
                Problem = problem.Code,
                Detail = problem.Detail,
                ChangedAt = _input.Now,
            };

    private static StagedWebOrder Settle(StagedWebOrder entry) => entry with { Problem = null, Detail = null };

    private static StagingStep Note(StagedWebOrder entry, string because) => new(entry, null, because);
}
