namespace Tillsync.Simulation.Histories;

/// <summary>What a history may consist of.</summary>
internal enum Act
{
    // At the till.
    Sale,
    Return,
    Receipt,
    Transfer,
    EditWithoutDate,
    ClearQuantity,
    DropRow,
    ChangeStatus,
    ChangeWebFlag,
    RemoveArticle,
    ReviveArticle,
    EndMapping,
    NewArticle,
    TillDown,

    // In the shop.
    Buy,
    BuyTwo,
    ImportOrder,
    StageOrder,
    BookOrder,
    CompleteOrder,
    CancelOrder,
    ReopenOrder,
    FailOrder,
    HoldOrder,
    DeliverOrder,
    EditOrder,
    RefundOrder,
    TrashOrder,
    RestoreOrder,
    DeleteOrder,
    TypeStock,
    MoveStock,
    TrashProduct,
    RestoreProduct,
    StopManaging,
    MakeByHand,
    Publish,
    DeleteProduct,

    // Tillsync.
    Run,
    RunByHand,
    RunFull,
    RunDry,
    RunElsewhere,
    Crash,
    Sleep,
    Stop,
    Undo,
    RunOne,
    Approve,
    Reject,
    ChangePolicy,
    ChangeRule,

    // Around it.
    DisturbRequest,
    DisturbWrite,
    LateWrite,
    ShopAway,
    DiskFull,
    SetClock,
    SetShopClock,

    /// <summary>Everything comes to rest, and is looked at.</summary>
    Rest,
}

/// <summary>Something happens after a wait.</summary>
/// <param name="A">What it happens to, as an index that is cut to what is there.</param>
/// <param name="B">How much.</param>
/// <param name="C">Which way.</param>
internal sealed record Happening(TimeSpan Wait, Act Act, int A, int B, int C)
{
    public override string ToString() => FormattableString.Invariant($"{Wait.TotalSeconds, 9:0.000} s  {Act} {A} {B} {C}");
}

/// <summary>Draws what happens, before it is known what it meets: any part of a script is a script, so that one that fails can be cut down.</summary>
internal static class HistoryScript
{
    private const int FewMin = 5;
    private const int ManyMin = 16;
    private const int ManyMax = 40;

    private static readonly (Act Act, int Weight)[] Weights =
    [
        (Act.Sale, 12),
        (Act.Return, 3),
        (Act.Receipt, 5),
        (Act.Transfer, 2),
        (Act.EditWithoutDate, 4),
        (Act.ClearQuantity, 2),
        (Act.DropRow, 1),
        (Act.ChangeStatus, 3),
        (Act.ChangeWebFlag, 2),
        (Act.RemoveArticle, 1),
        (Act.ReviveArticle, 2),
        (Act.EndMapping, 1),
        (Act.NewArticle, 2),
        (Act.TillDown, 4),
        (Act.Buy, 16),
        (Act.BuyTwo, 4),
        (Act.ImportOrder, 3),
        (Act.StageOrder, 2),
        (Act.BookOrder, 7),
        (Act.CompleteOrder, 5),
        (Act.CancelOrder, 6),
        (Act.ReopenOrder, 1),
        (Act.FailOrder, 1),
        (Act.HoldOrder, 1),
        (Act.EditOrder, 6),
        (Act.RefundOrder, 3),
        (Act.TrashOrder, 2),
        (Act.RestoreOrder, 1),
        (Act.DeleteOrder, 1),
        (Act.TypeStock, 2),
        (Act.MoveStock, 1),
        (Act.TrashProduct, 1),
        (Act.RestoreProduct, 2),
        (Act.StopManaging, 1),
        (Act.MakeByHand, 1),
        (Act.Publish, 2),
        (Act.Run, 22),
        (Act.RunByHand, 7),
        (Act.RunFull, 3),
        (Act.RunDry, 1),
        (Act.RunElsewhere, 4),
        (Act.Crash, 6),
        (Act.Sleep, 4),
        (Act.Stop, 3),
        (Act.DisturbRequest, 6),
        (Act.DisturbWrite, 12),
        (Act.LateWrite, 5),
        (Act.ShopAway, 3),
        (Act.DiskFull, 1),
        (Act.SetClock, 2),
        (Act.SetShopClock, 1),
        (Act.Rest, 3),
        (Act.DeliverOrder, 3),
        (Act.DeleteProduct, 1),
        (Act.Undo, 4),
        (Act.RunOne, 4),
        (Act.Approve, 4),
        (Act.Reject, 1),
        (Act.ChangePolicy, 2),
        (Act.ChangeRule, 2),
    ];

    private static readonly int Total = Weights.Sum(weight => weight.Weight);

    public static IReadOnlyList<Happening> Draw(int seed)
    {
        // Not the world's numbers: else the same draw would decide what the shop is and what happens in it.
        var random = new Random(unchecked((seed * 397) ^ 0x5EED));
        // Most faults take few happenings; some take a past.
        var count = random.Next(3) == 0 ? random.Next(ManyMin, ManyMax) : random.Next(FewMin, ManyMin);
        return [.. Enumerable.Range(0, count).Select(_ => DrawOne(random))];
    }

    private static Happening DrawOne(Random random)
    {
        var at = random.Next(Total);
        var act = Weights.First(weight => (at -= weight.Weight) < 0).Act;
        return new Happening(DrawWait(random), act, random.Next(1000), random.Next(1000), random.Next(1000));
    }

    /// <summary>Most things happen while a run is under way, some minutes later, few hours later.</summary>
    private static TimeSpan DrawWait(Random random) =>
        random.Next(100) switch
        {
            < 55 => TimeSpan.FromMilliseconds(random.Next(0, 1500)),
            < 80 => TimeSpan.FromSeconds(random.Next(1, 40)),
            < 96 => TimeSpan.FromMinutes(random.Next(1, 30)),
            _ => TimeSpan.FromHours(random.Next(1, 16)),
        };
}
