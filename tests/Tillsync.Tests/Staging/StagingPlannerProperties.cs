using FsCheck;
using FsCheck.Fluent;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Staging;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Staging;

/// <summary>What holds of every staging plan, whatever journal, shop and table say.</summary>
public sealed class StagingPlannerProperties
{
    private const int OrderId = 7;

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2000);
    private static readonly DateTimeOffset Now = Some.Instant.AddDays(100);
    private static readonly string?[] Statuses =
    [
        null,
        "pending",
        "on-hold",
        "processing",
        "completed",
        "cancelled",
        "refunded",
        "failed",
        "trash",
        "a-plugins-own",
    ];

    private static readonly Gen<Case> Cases =
        from state in Gen.Elements(Enum.GetValues<StagingState>())
        from status in Gen.Elements(Statuses)
        from rows in Gen.Elements("", "w", "a", "x", "f", "fa", "wf") // waiting, applied, withdrawn; others': waiting, applied.
        from age in Gen.Elements(0, 10, 24, 26, 90)
        from isKnown in Gen.Elements(true, false)
        from isAsked in Gen.Elements(true, true, true, false)
        from allowsOld in Gen.Elements(true, false)
        from isLookedAt in Gen.Elements(true, false)
        select new Case(state, status, rows, age, isKnown, isAsked, allowsOld, isLookedAt);

    [Fact]
    public void OnlyWhatIsToBeDelivered_IsPut() =>
        Holds((input, step) => step?.Write is not StagingWrite.Put || input.Details.Values.Any(IsLive));

    [Fact]
    public void WhatTheTillTook_IsNeitherPutNorWithdrawn() =>
        Holds(
            (input, step) => step?.Write is null || !input.Rows[OrderId].Any(row => row is { IsMarkedApplied: true, Document: not null })
        );

    [Fact]
    public void RowThatVanished_IsNotMadeAgain() =>
        Holds(
            (input, step) =>
                step?.Write is not StagingWrite.Put
                || input.Rows.Contains(OrderId)
                || input.Entries.Single().State is StagingState.Wanted or StagingState.Withdrawn
        );

    [Fact]
    public void OldOrderOfWhichNobodyKnows_IsNotPut() =>
        Holds(
            (input, step) =>
                step?.Write is not StagingWrite.Put
                || input.Rows.Contains(OrderId)
                || input.Entries.Single() is not { State: StagingState.Wanted, LookedAt: null }
                || input.Start.AllowsOld
                || input.Details[OrderId].Order.CreatedAt >= input.Now - StagingStart.SureAge
        );

    [Fact]
    public void WaitingRowOfAnEndedOrder_IsAlwaysWithdrawn() =>
        Holds(
            (input, step) =>
                !input.Asked.Contains(OrderId)
                || input.Details.Values.Any(IsLive)
                || input.Entries.Single().State is not (StagingState.Wanted or StagingState.Changing or StagingState.Staged)
                || input.Rows[OrderId].Any(row => row is { IsMarkedApplied: true, IsOwn: false } or { Document: not null })
                || !input.Rows[OrderId].Any(row => row is { IsOwn: true, IsMarkedApplied: false })
                || step?.Write is StagingWrite.Withdraw
        );

    [Fact]
    public void Intent_IsPending_AndWhatIsDone_AsksForNothingMore() =>
        Holds(
            (input, step) =>
            {
                if (step?.Write is null)
                {
                    return true;
                }

                var effect = step.Write is StagingWrite.Put ? StagingEffect.Updated : StagingEffect.Withdrawn;
                var done = StagingOutcome.Of(step, new StagingAnswer.Done(1, "mark", effect, []), 1, Now);
                var row = new StagedOrder(1, OrderId, false, Now) { IsOwn = true, IsMarkedApplied = step.Write is StagingWrite.Withdraw };
                var again = StagingPlanner.Plan(input with { Entries = [done], Rows = new[] { row }.ToLookup(each => each.OrderId) });
                return step.Entry.IsPending && !done.IsPending && again.All(next => next.Write is null);
            }
        );

    private static bool IsLive(WebOrderDetails details) =>
        StagingWatch.IsToBeDelivered(details.Order.Status, details.Order.HoldsStock) && StagingRows.HasLines(details);

    private static void Holds(Func<StagingInput, StagingStep?, bool> property) =>
        Prop.ForAll(
                Cases.ToArbitrary(),
                found =>
                {
                    var input = found.ToInput();
                    return property(input, StagingPlanner.Plan(input).SingleOrDefault());
                }
            )
            .Check(Many);

    private sealed record Case(
        StagingState State,
        string? Status,
        string Rows,
        int AgeDays,
        bool IsKnown,
        bool IsAsked,
        bool AllowsOld,
        bool IsLookedAt
    )
    {
        public StagingInput ToInput()
        {
            var line = Some.Line(Some.ListingId(), Some.Sku(), 2);
            var placedAt = Now.AddDays(-AgeDays);
            var order = Some.Order(OrderId, placedAt, line) with { Status = Status ?? "" };
            var details = Some.Details(order);
            var entry = new StagedWebOrder(OrderId, "7", State, placedAt)
            {
                LookedAt = IsLookedAt ? placedAt.AddMinutes(1) : null,
                Status = IsLookedAt ? "processing" : null,
                StagingId = State == StagingState.Wanted ? null : 1,
                Mark = State == StagingState.Wanted ? null : "mark",
                Source = IsKnown ? StagingRows.SourceOf(details) : null,
                Wanted = IsKnown ? StagingRows.Of(details, Articles).Hash() : null,
            };
            return new StagingInput(
                [entry],
                IsAsked ? new HashSet<long> { OrderId } : [],
                Status is null || !IsAsked ? new Dictionary<long, WebOrderDetails>() : new() { [OrderId] = details },
                Now,
                Rows.Select((kind, index) => RowOf(kind, index + 1)).ToLookup(row => row.OrderId),
                Articles,
                new StagingStart(Now.AddDays(-95), false, AllowsOld),
                null,
                3,
                Now
            );
        }

        private static readonly LineArticles Articles = new(
            new Dictionary<ListingId, Sku>(),
            new Dictionary<Sku, TillItem> { [Some.Sku()] = Some.Item(Some.Sku()) }
        );

        private static StagedOrder RowOf(char kind, long id) =>
            new(id, OrderId, kind == 'a', Now)
            {
                IsOwn = kind is 'w' or 'a' or 'x',
                IsMarkedApplied = kind is 'a' or 'x',
                Document = kind == 'a' ? "104583" : null,
            };
    }
}
