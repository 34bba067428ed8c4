using System.Globalization;
using Tillsync.Core.Stock;
using Tillsync.Sandbox;

namespace Tillsync.Simulation.World;

/// <summary>Puts articles into the till and listings into the shop.</summary>
internal static class Stocking
{
    public static List<Offer> Fill(SimulatedWorld world)
    {
        var (plan, random, model) = (world.Plan, world.Random, world.Shop.Model);
        var offers = new List<Offer>();
        if (plan.HasMap)
        {
            world.Till.Map = [];
        }

        for (var number = 1; number <= plan.Simple; number++)
        {
            var sku = Add(world, number);
            var isMapped = plan.HasMap && number % 3 == 1;
            var isUnmanaged = plan.HasUnmanaged && number % 3 == 2;
            // A mapped listing has no SKU; one with another than the article's is a conflict, and never written.
            var shopSku =
                !isMapped ? sku.Text
                : number % 2 == 0 ? $"WEB-{number}"
                : "";
            var id = model.AddSimple(new NewProduct(shopSku, isUnmanaged ? null : random.Next(0, 25)));
            if (isMapped)
            {
                world.Till.Map![sku] = id;
            }

            offers.Add(new Offer(sku, new ListingId(id), id, isMapped) { HasForeignSku = shopSku != sku.Text && shopSku.Length > 0 });
            if (isMapped && shopSku.Length == 0)
            {
                offers.Add(AddCarton(world, sku));
            }
        }

        if (plan.Variations > 0)
        {
            var parent = model.AddVariable(new NewProduct("PARENT"));
            for (var number = 1; number <= plan.Variations; number++)
            {
                var sku = Add(world, plan.Simple + number);
                var id = model.AddVariation(parent, new NewProduct(sku.Text, random.Next(0, 25)));
                offers.Add(new Offer(sku, new ListingId(parent, id), id, IsMapped: false));
            }
        }

        for (var number = 0; number < plan.Unlisted; number++)
        {
            AddUnlisted(world);
        }

        return offers;
    }

    /// <summary>An article that the shop does not have.</summary>
    public static void AddUnlisted(SimulatedWorld world) => Add(world, world.Till.Articles.Count + 1);

    /// <summary>The same stock once more, by the carton; only the mapping can tell so much.</summary>
    private static Offer AddCarton(SimulatedWorld world, Sku sku)
    {
        var carton = sku.In(TillArticle.Carton.Name);
        world.Till[sku].HasCartons = true;
        var id = world.Shop.Model.AddSimple(new NewProduct("", world.Random.Next(0, 6)));
        world.Till.Map![carton] = id;
        return new Offer(carton, new ListingId(id), id, IsMapped: true) { Stock = sku, Factor = TillArticle.Carton.Factor ?? 1 };
    }

    private static Sku Add(SimulatedWorld world, int number)
    {
        var sku = new Sku("01-" + number.ToString("00000", CultureInfo.InvariantCulture));
        world.Till.Articles.Add(new TillArticle(sku, world.Random.Next(0, 30)));
        return sku;
    }
}
