using Tillsync.EndToEnd.Bench;

namespace Tillsync.EndToEnd;

/// <summary>What the commands tell of web orders that the till does not know, as a person and as a machine read it.</summary>
public sealed class OrdersThatReserve
{
    [Fact]
    public async Task DocumentThatCommitsNothing_IsNamedByEveryCommand_AndReserves()
    {
        await using var bench = await TillBench.StartAsync(Article.Numbered(2, _ => 10, _ => 0));
        await bench.SyncAsync();
        var order = bench.Shop.Model.PlaceOrder(bench.IdOf(Article.SkuOf(1)), 3)!.Value; // Ten are there.
        await bench.Till.ExecuteAsync("INSERT INTO PS_DOC_HDR (DOC_ID, DOC_TYP) VALUES (104583, 'O')");
        await bench.Till.ExecuteAsync("INSERT INTO PS_DOC_LIN (DOC_ID, LIN_SEQ_NO, LIN_TYP) VALUES (104583, 1, 'S')");
        await bench.Till.StageAsync(order, isApplied: true);

        var sync = await bench.RunAsync("sync", "--apply");
        var status = await bench.RunAsync("status");
        var why = await bench.RunAsync("why", Article.SkuOf(1));
        var json = await bench.RunJsonAsync(0, "status");

        const string sentence = "document 104583 is an open order that commits no stock";
        Assert.Contains(sentence, sync.Error, StringComparison.Ordinal);
        Assert.Contains(sentence, status.Output, StringComparison.Ordinal);
        Assert.Contains("1 reserve 3 units", status.Output, StringComparison.Ordinal);
        Assert.Contains(sentence, why.Output, StringComparison.Ordinal);
        Assert.Contains($"reserved: 3 by web order {order} (processing) since ", why.Output, StringComparison.Ordinal);
        Assert.Equal(1, json.GetProperty("orders").GetProperty("contradictions").GetArrayLength());
        Assert.Equal(7, bench.Shop.Model.Get(bench.IdOf(Article.SkuOf(1))).Quantity);
    }
}
