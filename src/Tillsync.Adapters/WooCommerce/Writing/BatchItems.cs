using System.Text.Json;
using Tillsync.Adapters.WooCommerce.Errors;
using Tillsync.Adapters.WooCommerce.Json;
using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.WooCommerce.Writing;

/// <summary>Item by item: the shop answers in the order of the request, and 200 even when every item failed (recording 03).</summary>
internal static class BatchItems
{
    public static BatchReply NothingWritten(int count)
    {
        var outcome = new WriteOutcome.Refused(
            "nothing_written",
            "The shop answered as if no item had been sent: something on the way drops the request's body or content type."
        );
        return new BatchReply.Settled([.. Enumerable.Repeat(outcome, count)]);
    }

    public static BatchReply Settle(IReadOnlyList<BatchAnswerItemJson> answered, IReadOnlyList<BatchItemJson> sent, PlainText text) =>
        new BatchReply.Settled([.. sent.Select((item, position) => Outcome(answered.ElementAtOrDefault(position), item, text))]);

    private static WriteOutcome Outcome(BatchAnswerItemJson? answered, BatchItemJson sent, PlainText text)
    {
        if (answered is null || LenientDecimal.From(answered.Id) != sent.Id)
        {
            return new WriteOutcome.Unknown("The shop's answer does not name this item.");
        }

        if (answered.Error is { } error)
        {
            return new WriteOutcome.Refused(error.Code ?? "refused", text.From(error.Message));
        }

        return answered switch
        {
            // It shows its parent's number, whatever was sent (recording 04).
            { ManageStock: StockManagement.ByParent } => new WriteOutcome.Accepted(null),
            { StockQuantity.ValueKind: JsonValueKind.Null } => new WriteOutcome.Accepted(null),
            _ when LenientDecimal.From(answered.StockQuantity) is { } units => new WriteOutcome.Accepted(new Quantity(units)),
            _ => new WriteOutcome.Unknown("The shop's answer does not tell the item's quantity."),
        };
    }
}
