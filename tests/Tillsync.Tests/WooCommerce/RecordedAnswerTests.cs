using System.Globalization;
using System.Text.Json;
using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Testing.Contracts;
using Tillsync.Testing.Faults;

namespace Tillsync.Tests.WooCommerce;

/// <summary>The adapter against what real stores answered.</summary>
public sealed class RecordedAnswerTests
{
    [Fact]
    public async Task EveryRefusal_IsExplained()
    {
        var refusals = RecordedAnswers.All.Where(answer => answer is { Method: "GET", Status: >= 400 }).ToList();
        Assert.InRange(refusals.Count, 25, 1_000);

        foreach (var answer in refusals)
        {
            using var fixture = new ShopFixture(answer.Handler());
            var error = await Assert.ThrowsAsync<ShopException>(() => fixture.Shop.ReadAllListingsAsync(null, CancellationToken.None));

            Assert.EndsWith(".", error.Cause, StringComparison.Ordinal);
            Assert.EndsWith(".", error.Advice, StringComparison.Ordinal);
            Assert.DoesNotContain("<", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task EveryBatch_IsSettledAsTheStoreAnswered()
    {
        var batches = RecordedAnswers.All.Where(IsBatchOfIds).ToList();
        Assert.InRange(batches.Count, 10, 1_000);

        foreach (var answer in batches)
        {
            using var fixture = new ShopFixture(answer.Handler());
            var writes = answer.Sent.GetProperty("update").EnumerateArray().Select(item => Write(answer.Path, item)).ToList();
            var batch = new WriteBatch(writes[0].Listing.IsVariation ? writes[0].Listing.ProductId : null, writes);

            var outcomes = await fixture.Writer.WriteAsync(batch, CancellationToken.None);

            Assert.Equal(answer.Body.GetProperty("update").EnumerateArray().Select(Outcome), outcomes);
        }
    }

    [Fact]
    public async Task EveryOrder_TellsWhatItsLinesTook()
    {
        var orders = RecordedAnswers.All.Select(answer => answer.Body).Where(IsWholeOrder).ToList();
        Assert.InRange(orders.Count, 30, 1_000);

        foreach (var order in orders)
        {
            using var fixture = new ShopFixture(new ScriptedHandler().Then(200, $"[{order.GetRawText()}]"));
            var id = order.GetProperty("id").GetInt64();

            var read = Assert.Single((await fixture.Shop.ReadOrdersAsync([id], CancellationToken.None)).Orders);

            Assert.Equal(order.GetProperty("line_items").EnumerateArray().Select(Taken), read.Lines.Select(line => line.Taken.Units));
            Assert.Equal(order.GetProperty("status").GetString(), read.Status);
            var modifiedAt = order.GetProperty("date_modified_gmt").GetString();
            Assert.Equal(modifiedAt, read.ModifiedAt.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        }
    }

    private static bool IsBatchOfIds(RecordedAnswer answer) =>
        answer is { Method: "POST", Status: 200, Sent.ValueKind: JsonValueKind.Object, Body.ValueKind: JsonValueKind.Object }
        && answer.Path.EndsWith("/batch", StringComparison.Ordinal)
        && answer.Sent.TryGetProperty("update", out var items)
        && items.ValueKind == JsonValueKind.Array
        && items.GetArrayLength() is > 0 and <= WriteBatch.SizeMax
        && items.EnumerateArray().All(HasId)
        && answer.Body.TryGetProperty("update", out var answered)
        && answered.GetArrayLength() == items.GetArrayLength();

    private static bool HasId(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number;

    private static bool IsWholeOrder(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty("line_items", out _)
        && body.TryGetProperty("status", out _)
        && body.TryGetProperty("date_modified_gmt", out _);

    private static Core.Planning.PlannedWrite Write(string path, JsonElement item)
    {
        var id = item.GetProperty("id").GetInt64();
        var listing = path.Split('/') is [.., "products", var parent, "variations", "batch"]
            ? new ListingId(long.Parse(parent, CultureInfo.InvariantCulture), id)
            : new ListingId(id);
        return ShopSamples.Write(listing, from: null, to: 1);
    }

    private static WriteOutcome Outcome(JsonElement item)
    {
        if (item.TryGetProperty("error", out var error))
        {
            var message = System.Net.WebUtility.HtmlDecode(error.GetProperty("message").GetString());
            return new WriteOutcome.Refused(error.GetProperty("code").GetString() ?? "", message ?? "");
        }

        if (!item.TryGetProperty("stock_quantity", out var quantity))
        {
            return new WriteOutcome.Unknown("The shop's answer does not tell the item's quantity.");
        }

        var isByParent = item.TryGetProperty("manage_stock", out var manages) && manages.ValueKind == JsonValueKind.String;
        return new WriteOutcome.Accepted(
            isByParent || quantity.ValueKind == JsonValueKind.Null ? null : new Quantity(quantity.GetDecimal())
        );
    }

    private static decimal Taken(JsonElement line) =>
        line.GetProperty("meta_data")
            .EnumerateArray()
            .Where(meta => meta.GetProperty("key").GetString() == "_reduced_stock")
            .Select(meta => decimal.Parse(meta.GetProperty("value").GetString() ?? "", CultureInfo.InvariantCulture))
            .SingleOrDefault();
}
