using System.Globalization;
using System.Text;
using Tillsync.Sandbox;
using Tillsync.Simulation.Processes;

namespace Tillsync.Simulation.World;

/// <summary>Carries requests to the shop and answers back. What is on its way arrives, whoever has died or given up meanwhile.</summary>
internal sealed class Network(SimulatedWorld world)
{
    public const string ShopHost = "shop.example";

    public const string Key = "ck_sandbox";

    public const string Secret = "cs_sandbox";

    public const int ReadTimeoutSeconds = 15;

    public const int WriteTimeoutSeconds = 20;

    private readonly List<ArrangedFault> _faults = [];
    private readonly WriteInspector _inspector = new(world);

    /// <summary>Writes that have left and that the shop has not done with.</summary>
    public int WritesUnderWay { get; private set; }

    /// <summary>Requests that wrote, so far.</summary>
    public int Writes { get; private set; }

    public void Arrange(ArrangedFault fault) => _faults.Add(fault);

    public void IsSound() => _faults.Clear();

    /// <param name="answered">Told once, unless the client dies: the answer, or the failure in its place.</param>
    public void Send(SimulatedProcess sender, SandboxRequest request, Action<SandboxResponse?, Exception?> answered)
    {
        world.Counts.Requests++;
        var fault = Take(request);
        if (fault.Kind != NetworkFault.None)
        {
            world.Counts.Faults++;
        }

        if (fault.Kind is NetworkFault.NotConnected)
        {
            Deliver(sender, () => answered(null, new HttpRequestException(HttpRequestError.ConnectionError, "The connection is refused.")));
            return;
        }

        if (fault.Kind is NetworkFault.RequestLost)
        {
            Deliver(sender, () => answered(null, Broken()));
            return;
        }

        _inspector.Leaves(sender, request);
        WritesUnderWay += request.IsWrite ? 1 : 0;
        Writes += request.IsWrite ? 1 : 0;
        var sight = request.IsWrite ? Sight.Of(world, sender) : null;
        var wait = fault.Kind == NetworkFault.Late ? Late(fault, request) : Travel();
        world.Time.After(
            wait,
            () =>
            {
                var response = Arrive(sender, request, fault, sight);
                WritesUnderWay -= request.IsWrite ? 1 : 0;
                var isLost = fault.Kind == NetworkFault.AnswerLost;
                Deliver(sender, () => answered(isLost ? null : response, isLost ? Broken() : null));
            }
        );
    }

    private SandboxResponse Arrive(SimulatedProcess sender, SandboxRequest request, ArrangedFault fault, Sight? sight)
    {
        _inspector.Asks(sender, request);
        var written = request.IsWrite ? _inspector.ItemsOf(request) : [];
        if (fault.InShop(world, [.. written.Select(item => item.Offer)]) is { } inShop)
        {
            world.Shop.Faults.Next(inShop);
        }

        if (OrdersSeen.IsAskedFor(request))
        {
            sender.OrdersSeen = OrdersSeen.Now(world);
        }

        var response = world.Shop.Handle(request);
        world.Post?.Look();
        if (request.IsWrite && world.Trace is not null)
        {
            world.Tell($"shop: {fault.Kind} {sender} {Encoding.UTF8.GetString(request.Body.Span)} -> {response.Status}");
        }

        if (sight is not null)
        {
            _inspector.Judge(sender, written, sight);
            _inspector.JudgeMade(sender, request, sight);
        }

        // A web server dates its answers by the shop's clock.
        var date = (world.Time.UtcNow + world.ShopClockError).ToString("R", CultureInfo.InvariantCulture);
        return response with { Headers = [.. response.Headers, new("Date", date)] };
    }

    private void Deliver(SimulatedProcess receiver, Action answered) =>
        world.Time.After(Travel(), () => receiver.Clock.WhenAwake(answered));

    private ArrangedFault Take(SandboxRequest request)
    {
        var next = _faults.FindIndex(fault => !fault.OnWrite || request.IsWrite);
        if (next < 0)
        {
            return new ArrangedFault(NetworkFault.None, OnWrite: false, 0);
        }

        var taken = _faults[next];
        _faults.RemoveAt(next);
        return taken;
    }

    private TimeSpan Travel()
    {
        var most = world.Random.Next(20) == 0 ? 6000 : 300;
        return TimeSpan.FromMilliseconds(world.Random.Next(10, most));
    }

    /// <summary>After the client's time-out and before the end of the quiet period, which is the owner's promise about the shop.</summary>
    private static TimeSpan Late(ArrangedFault fault, SandboxRequest request)
    {
        var most = (int)SimulatedWorld.QuietPeriod.TotalSeconds - (request.IsWrite ? 5 : 60);
        return TimeSpan.FromSeconds(10 + (fault.Number % (most - 10)));
    }

    private static HttpRequestException Broken() => new(HttpRequestError.ResponseEnded, "The connection ended without an answer.");
}
