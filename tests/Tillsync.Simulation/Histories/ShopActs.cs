using Tillsync.Sandbox;
using Tillsync.Simulation.World;

namespace Tillsync.Simulation.Histories;

/// <summary>What happens in the shop.</summary>
internal static class ShopActs
{
    private static readonly string[] ImportedAs = ["pending", "on-hold", "processing"];

    public static bool Do(SimulatedWorld world, Happening happening)
    {
        var offer = world.Offers[happening.A % world.Offers.Count];
        var floor = world.Floor;
        switch (happening.Act)
        {
            case Act.Buy:
                floor.Buy(offer, 1 + (happening.B % 4));
                break;
            case Act.BuyTwo:
                floor.Buy(offer, 1 + (happening.B % 3), world.Offers[happening.C % world.Offers.Count]);
                break;
            case Act.ImportOrder:
                floor.Import(offer, 1 + (happening.B % 4), ImportedAs[happening.C % ImportedAs.Length]);
                break;
            case Act.TypeStock:
                floor.SetStock(offer, happening.B % 30, isMove: false);
                break;
            case Act.MoveStock:
                floor.SetStock(offer, (happening.B % 9) - 4, isMove: true);
                break;
            case Act.TrashProduct:
                floor.Trash(offer);
                break;
            case Act.RestoreProduct:
                floor.Restore(offer);
                break;
            case Act.StopManaging:
                floor.StopManaging(offer);
                break;
            case Act.MakeByHand:
                if ((world.Unlisted.FirstOrDefault() ?? world.Deleted.FirstOrDefault()) is { } article)
                {
                    floor.MakeByHand(article, happening.B % 20);
                }

                break;
            case Act.DeleteProduct:
                floor.DeleteProduct(offer);
                break;
            case Act.Publish:
                floor.Publish();
                break;
            default:
                return OrderOf(world, happening.A) is { } order ? DoWith(order, floor, world, happening) : IsOfOrders(happening.Act);
        }

        return true;
    }

    private static bool DoWith(ShopOrder order, ShopFloor floor, SimulatedWorld world, Happening happening)
    {
        var later = TimeSpan.FromSeconds(happening.B % 100);
        switch (happening.Act)
        {
            case Act.StageOrder:
                floor.Stage(order);
                break;
            case Act.BookOrder:
                floor.Book(order, posts: happening.C % 2 == 0);
                break;
            case Act.CompleteOrder:
                floor.Complete(order);
                break;
            case Act.CancelOrder:
                floor.Cancel(order, later);
                break;
            case Act.ReopenOrder:
                floor.Reopen(order);
                break;
            case Act.FailOrder:
                floor.Park(order, "failed");
                break;
            case Act.HoldOrder:
                floor.Park(order, "on-hold");
                break;
            case Act.DeliverOrder:
                floor.Deliver(order);
                break;
            case Act.EditOrder:
                floor.Edit(order, 1 + (happening.B % 6), TimeSpan.FromSeconds(3 + (happening.C % 2)));
                break;
            case Act.RefundOrder:
                floor.Refund(order, restocks: happening.C % 2 == 0, later);
                break;
            case Act.TrashOrder:
                floor.TrashOrder(order);
                break;
            case Act.RestoreOrder:
                floor.TakeFromTrash(order);
                break;
            case Act.DeleteOrder:
                floor.DeleteOrder(order);
                break;
            default:
                return IsOfOrders(happening.Act);
        }

        return true;
    }

    private static bool IsOfOrders(Act act) => act is >= Act.StageOrder and <= Act.DeleteOrder;

    private static ShopOrder? OrderOf(SimulatedWorld world, int index)
    {
        var ids = world.Floor.OrderIds;
        // The newest ones most often.
        return ids.Count == 0 ? null : world.Shop.Model.FindOrder(ids[^(1 + (index % Math.Min(ids.Count, 6)))]);
    }
}
