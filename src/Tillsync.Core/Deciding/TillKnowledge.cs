using Tillsync.Core.Detecting;

namespace Tillsync.Core.Deciding;

/// <summary>Which web orders are in the till's own numbers, by policy, and why the others are not. Pure.</summary>
public sealed class TillKnowledge
{
    private readonly OrderKnowledge _policy;
    private readonly bool _hasStaging;
    private readonly ILookup<long, StagedOrder> _staged;
    private readonly HashSet<long> _inTheTill;

    /// <param name="basis">The quantity that is offered, and so has to contain an order.</param>
    /// <param name="staged">USER_ORDER_STAGING; null when the site has none.</param>
    public TillKnowledge(OrderKnowledge policy, StockBasis basis, IReadOnlyCollection<StagedOrder>? staged)
    {
        _policy = policy;
        _hasStaging = staged is not null;
        _staged = (staged ?? []).ToLookup(row => row.OrderId);
        _inTheTill = (staged ?? []).Where(row => IsIn(row, basis)).Select(row => row.OrderId).ToHashSet();
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

    public bool Knows(WebOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return (CountsCompleted && order.IsCompleted) || (CountsApplied && _inTheTill.Contains(order.OrderId));
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
        return CountsApplied && !Knows(order) && _staged[order.OrderId].LastOrDefault(row => row.IsApplied) is { } row
            ? InDoubt(row)
            : null;
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
