using Tillsync.Sandbox;

namespace Tillsync.Simulation.World;

/// <summary>What may happen to a request on its way, in the shop, or to its answer.</summary>
internal enum NetworkFault
{
    None,
    NotConnected,
    RequestLost,
    AnswerLost,

    /// <summary>The client has given up by the time the shop works on it.</summary>
    Late,
    TooManyRequests,
    Maintenance,
    GatewayTimeoutDone,
    GatewayTimeoutNotDone,
    BadGatewayDone,
    InternalErrorDone,
    DatabaseDown,
    AnswerCut,
    Noise,
    LoginPage,
    BatchDies,
    ItemRefused,
    OrderBefore,
    OrderAfter,
    OrderBetweenItems,
    OrderWhileSaving,
}

/// <summary>A fault for the next request, or the next that writes.</summary>
internal sealed record ArrangedFault(NetworkFault Kind, bool OnWrite, int Number)
{
    /// <summary>What the stand-in has to be told of it; null where only the way is disturbed.</summary>
    public Fault? InShop(SimulatedWorld world, IReadOnlyList<Offer> written)
    {
        var any = world.Offers[Number % world.Offers.Count];
        var saved = written.Count > 0 ? written[Number % written.Count] : any;
        return Kind switch
        {
            NetworkFault.TooManyRequests => Fault.TooManyRequests(TimeSpan.FromSeconds(Number % 45)),
            NetworkFault.Maintenance => Fault.Maintenance(),
            NetworkFault.GatewayTimeoutDone => Fault.GatewayTimeout(),
            NetworkFault.GatewayTimeoutNotDone => Fault.GatewayTimeout(isApplied: false),
            NetworkFault.BadGatewayDone => Fault.BadGateway(isApplied: true),
            NetworkFault.InternalErrorDone => Fault.InternalError(isApplied: true),
            NetworkFault.DatabaseDown => Fault.DatabaseDown(),
            NetworkFault.AnswerCut => Fault.Truncate(Number % 200),
            NetworkFault.Noise => Fault.Noise(),
            NetworkFault.LoginPage => Fault.HtmlPage(isApplied: Number % 2 == 0),
            NetworkFault.BatchDies => Fault.BatchDies(written.Count > 0 ? Number % written.Count : 0),
            NetworkFault.ItemRefused => Fault.RefuseItems(saved.ShopId),
            NetworkFault.OrderBefore => Fault.Before(_ => world.Floor.Buy(any, 1)),
            NetworkFault.OrderAfter => Fault.After(_ => world.Floor.Buy(any, 1)),
            NetworkFault.OrderBetweenItems => Fault.BeforeItem(Number % Math.Max(1, written.Count), _ => world.Floor.Buy(saved, 1)),
            NetworkFault.OrderWhileSaving => WhileSaving(world, saved),
            _ => null,
        };
    }

    private static Fault WhileSaving(SimulatedWorld world, Offer offer)
    {
        var hasHappened = false;
        return Fault.WhileSaving(_ =>
        {
            if (!hasHappened)
            {
                hasHappened = true;
                world.Floor.BuyWhileSaving(offer);
            }
        });
    }
}
