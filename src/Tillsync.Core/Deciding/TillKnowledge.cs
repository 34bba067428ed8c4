using System.Globalization;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Deciding;

/// <summary>Which web orders are in the till's own numbers, by policy, and why the others are not. Pure.</summary>
public sealed class TillKnowledge
{
    private static readonly Dictionary<long, StagedLines?> NoLines = [];

    private readonly OrderKnowledge _policy;
    private readonly bool _hasStaging;
    private readonly ILookup<long, StagedOrder> _staged;
    private readonly ILookup<long, StagedOrder> _taken;
    private readonly IReadOnlyDictionary<long, StagedLines?> _lines;

    /// <param name="basis">The quantity that is offered, and so has to contain an order.</param>
    /// <param name="staged">USER_ORDER_STAGING; null when the site has none.</param>
    /// <param name="lines">
    /// What rows gave the till, by STAGING_ID; null for one that is no longer there. One that was not asked for, or does not say it, gave it the whole order.
    /// </param>
    public TillKnowledge(
        OrderKnowledge policy,
        StockBasis basis,
        IReadOnlyCollection<StagedOrder>? staged,
        IReadOnlyDictionary<long, StagedLines?>? lines = null
    )
    {
        _policy = policy;
        _hasStaging = staged is not null;
        _lines = lines ?? NoLines;
        var rows = (staged ?? []).Where(row => !_lines.TryGetValue(row.StagingId, out var found) || found is not null).ToList();
        _staged = rows.ToLookup(row => row.OrderId);
        _taken = rows.Where(row => IsIn(row, basis)).ToLookup(row => row.OrderId);
    }

    private bool CountsApplied => _policy is OrderKnowledge.Applied or OrderKnowledge.AppliedOrCompleted;

    private bool CountsCompleted => _policy is OrderKnowledge.Completed or OrderKnowledge.AppliedOrCompleted;

    /// <summary>
    /// The quantity that is offered contains the order, as far as anybody can tell: an open document commits, which lowers what is available; stock
    /// on hand falls when it is posted.
    /// </summary>
    public static bool IsIn(StagedOrder row, StockBasis basis)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.IsApplied
            && row.DocumentState switch
            {
                StagedDocument.Posted => true,
                StagedDocument.Commits or StagedDocument.NotChecked => basis == StockBasis.Available,
                _ => false,
            };
    }

    /// <summary>The till has the order, and all that it holds now.</summary>
    public bool Knows(WebOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return IsKnownWhole(order) || (IsTaken(order) && ReservedBy(order).All(rest => rest == Quantity.Zero));
    }

    /// <summary>
    /// What each line of an order keeps from being sold and the till does not know: all that it holds, or, where the till has taken the order, what an edit
    /// has added since. Never negative.
    /// </summary>
    /// <returns>In the order of its lines, each in what its listing is sold in.</returns>
    public IReadOnlyList<Quantity> ReservedBy(WebOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return IsKnownWhole(order) ? [.. order.Lines.Select(_ => Quantity.Zero)]
            : IsTaken(order) ? TakenLines.Rest(order, _taken[order.OrderId].Select(row => _lines[row.StagingId]!.Lines!)) // Else it were known whole.
            : order.HeldByLines;
    }

    /// <summary>STAGING_IDs of the rows whose lines tell what these orders still reserve.</summary>
    public IEnumerable<long> RowsThatTell(IEnumerable<WebOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        return orders
            .Where(order => order.HoldsStock && !IsCompleted(order) && IsTaken(order))
            .SelectMany(order => _taken[order.OrderId])
            .Select(row => row.StagingId);
    }

    /// <summary>Why an order that the till does not know still reserves, in sentences for the operator.</summary>
    public string WhyUnknown(WebOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (_policy == OrderKnowledge.Manual)
        {
            return "Stock:OrderKnownWhen is Manual: it reserves until the shop gives its stock back or it is deleted there.";
        }

        var completed = order.IsCompleted
            ? "It is completed, which Stock:OrderKnownWhen does not count."
            : "It is not completed in the shop.";
        return (CountsApplied, CountsCompleted) switch
        {
            _ when IsTaken(order) => WhatWasAdded(order),
            (true, true) => $"{WhyNotApplied(order)} {completed}",
            (true, false) => WhyNotApplied(order),
            _ => completed,
        };
    }

    /// <summary>
    /// Why an order goes on reserving although its staging row says that it was applied; null where it does not say so, or where the order is known.
    /// </summary>
    public string? Contradiction(WebOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return !CountsApplied || Knows(order) ? null
            : IsTaken(order) ? WhatWasAdded(order)
            : _staged[order.OrderId].LastOrDefault(row => row.IsApplied) is { } row ? InDoubt(row)
            : null;
    }

    private bool IsTaken(WebOrder order) => CountsApplied && _taken.Contains(order.OrderId);

    private bool IsCompleted(WebOrder order) => CountsCompleted && order.IsCompleted;

    private bool IsKnownWhole(WebOrder order) =>
        IsCompleted(order) || (CountsApplied && _taken[order.OrderId].Any(row => _lines.GetValueOrDefault(row.StagingId)?.Lines is null));

    private string WhatWasAdded(WebOrder order)
    {
        var given = ReservedBy(order).Aggregate(order.Held, (left, rest) => left - rest);
        var rows = _taken[order.OrderId].Select(row => row.StagingId).ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The till was given {given} of the {order.Held} units that the order holds (staging row{(rows.Count > 1 ? "s" : "")} {string.Join(", ", rows)}): what an edit added reserves until {(CountsCompleted ? "the order is completed, or " : "")}LINE_ITEMS_JSON of the row says what the till has."
        );
    }

    private string WhyNotApplied(WebOrder order)
    {
        if (_staged[order.OrderId].LastOrDefault(row => row.IsApplied) is { } applied)
        {
            return InDoubt(applied);
        }

        return (_hasStaging, _staged[order.OrderId].LastOrDefault()) switch
        {
            (false, _) => "USER_ORDER_STAGING cannot be read here, so nothing tells that it was entered in the till.",
            (true, null) => "It is not in USER_ORDER_STAGING.",
            (true, { } row) => $"Its staging row {row.StagingId} is not applied.",
        };
    }

    private static string InDoubt(StagedOrder row) =>
        row.DocumentState switch
        {
            StagedDocument.CommitsNothing =>
                $"Its staging row {row.StagingId} is applied, but the till's document {row.Document} is an open order that commits no stock (its lines are not of LIN_TYP 'O').",
            StagedDocument.NoSuchNumber =>
                $"Its staging row {row.StagingId} is applied, but CP_DOC_ID '{row.Document}' is no number, so no document of the till can be found by it.",
            StagedDocument.Commits =>
                $"Its staging row {row.StagingId} is applied, but the till's document {row.Document} is open: it commits stock, and stock on hand (Till:Basis) falls only when it is posted.",
            StagedDocument.NotChecked =>
                $"Its staging row {row.StagingId} is applied, but whether document {row.Document} is posted cannot be seen here (PS_DOC_HDR), and stock on hand (Till:Basis) falls only then.",
            _ =>
                $"Its staging row {row.StagingId} is applied, but the till's open documents (PS_DOC_HDR, PS_DOC_LIN) could not be read to see whether document {row.Document} commits stock.",
        };
}
