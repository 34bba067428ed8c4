using Tillsync.Simulation.World;

namespace Tillsync.Simulation.Histories;

/// <summary>What happens at the till.</summary>
internal static class TillActs
{
    private static readonly string[] Statuses = [TillArticle.Active, TillArticle.Active, "D", "V"];

    public static bool Do(SimulatedWorld world, Happening happening)
    {
        var article = world.Till.Articles[happening.A % world.Till.Articles.Count];
        switch (happening.Act)
        {
            case Act.Sale:
                Move(article, -1 - (happening.B % 5));
                break;
            case Act.Return:
                Move(article, 1 + (happening.B % 2));
                break;
            case Act.Receipt:
                Move(article, 1 + (happening.B % 30));
                break;
            case Act.Transfer:
                Transfer(article, (happening.B % 7) - 3);
                break;
            case Act.EditWithoutDate:
                article.OnHand = (happening.B % 40) - 4 + (happening.C % 4 == 0 ? 0.5m : 0);
                break;
            case Act.ClearQuantity:
                article.OnHand = null;
                break;
            case Act.DropRow:
                article.HasRow = !article.HasRow;
                break;
            case Act.ChangeStatus:
                article.Status = Statuses[happening.B % Statuses.Length];
                article.ProductStamp++;
                break;
            case Act.ChangeWebFlag:
                article.IsWebItem = happening.B % 2 == 0;
                article.ProductStamp += happening.C % 2;
                break;
            case Act.RemoveArticle when world.Till.Articles.Count(other => !other.Exists) < world.Till.Articles.Count / 3:
                article.Exists = false;
                break;
            case Act.ReviveArticle:
                Revive(article, happening);
                break;
            case Act.EndMapping:
                EndMapping(world, happening);
                break;
            case Act.NewArticle:
                Stocking.AddUnlisted(world);
                break;
            case Act.TillDown:
                world.Till.DownUntil = world.Time.Elapsed + TimeSpan.FromSeconds(happening.B % 90).Ticks;
                break;
            default:
                return false;
        }

        return true;
    }

    private static void Move(TillArticle article, decimal units)
    {
        if (article is { Exists: true, HasRow: true })
        {
            article.OnHand = (article.OnHand ?? 0) + units;
            article.InventoryStamp++;
        }
    }

    private static void Transfer(TillArticle article, decimal units)
    {
        article.Elsewhere -= units;
        Move(article, units);
    }

    private static void Revive(TillArticle article, Happening happening)
    {
        article.Exists = true;
        article.HasRow = true;
        article.IsWebItem = true;
        article.Status = TillArticle.Active;
        article.OnHand ??= happening.B % 20;
        article.ProductStamp++;
    }

    private static void EndMapping(SimulatedWorld world, Happening happening)
    {
        if (world.Till.Map is not { } map)
        {
            return;
        }

        var mapped = world.Offers.Where(offer => offer.IsMapped).ToList();
        var offer = mapped[happening.A % mapped.Count];
        if (!map.Remove(offer.Sku))
        {
            map[offer.Sku] = offer.ShopId;
        }
    }
}
