using Tillsync.Core;

namespace Tillsync.Testing.Fakes;

/// <summary>Counts the requests that a shop would have got, and calls what a test wants to happen around them.</summary>
public sealed class ShopRequests : IRequestMeter
{
    /// <summary>Listings, orders or SKUs to a request, as the shop's API has it.</summary>
    private const int PageSize = 100;

    private readonly Dictionary<ShopCall, int> _requests = [];
    private readonly Dictionary<ShopCall, int> _calls = [];
    private readonly List<(ShopCall Call, int Nth, Action Act)> _before = [];
    private readonly List<(ShopCall Call, int Nth, Action Act)> _after = [];

    public int Reads => _requests.Where(entry => entry.Key is not (ShopCall.Write or ShopCall.Create)).Sum(entry => entry.Value);

    public int Writes => this[ShopCall.Write] + this[ShopCall.Create];

    /// <summary>Requests of one kind.</summary>
    public int this[ShopCall call] => _requests.GetValueOrDefault(call);

    public void Reset()
    {
        _requests.Clear();
        _calls.Clear();
    }

    /// <summary>Runs <paramref name="act"/> right before the nth call of a kind from now (the first is 1), once.</summary>
    public void Before(ShopCall call, int nth, Action act) => _before.Add((call, _calls.GetValueOrDefault(call) + nth, act));

    /// <summary>The same, right after the shop has answered and before the caller goes on.</summary>
    public void After(ShopCall call, int nth, Action act) => _after.Add((call, _calls.GetValueOrDefault(call) + nth, act));

    public void ForgetHooks()
    {
        _before.Clear();
        _after.Clear();
    }

    internal void Begin(ShopCall call)
    {
        var nth = _calls[call] = _calls.GetValueOrDefault(call) + 1;
        Run(_before, call, nth);
    }

    internal void End(ShopCall call, int items)
    {
        _requests[call] = _requests.GetValueOrDefault(call) + Math.Max(1, (items + PageSize - 1) / PageSize);
        Run(_after, call, _calls[call]);
    }

    private static void Run(List<(ShopCall Call, int Nth, Action Act)> hooks, ShopCall call, int nth)
    {
        foreach (var hook in hooks.Where(hook => hook.Call == call && hook.Nth == nth).ToList())
        {
            hooks.Remove(hook);
            hook.Act();
        }
    }
}
