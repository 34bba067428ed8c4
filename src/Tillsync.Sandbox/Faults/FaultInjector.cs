namespace Tillsync.Sandbox;

/// <summary>Which requests go wrong. Scripted faults come first, in the order they were queued; then those with a probability.</summary>
public sealed class FaultInjector
{
    private readonly Lock _gate = new();
    private readonly List<Scripted> _script = [];
    private readonly List<Chance> _chances = [];
    private Random _random;

    internal FaultInjector(int seed) => _random = new Random(seed);

    /// <summary>Scripted faults that have not happened yet.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
            {
                return _script.Sum(item => item.Left);
            }
        }
    }

    /// <summary>The next requests that match go wrong.</summary>
    /// <param name="fault">What happens.</param>
    /// <param name="times">To how many matching requests.</param>
    /// <param name="when">Which requests match; all when null.</param>
    public void Next(Fault fault, int times = 1, Func<SandboxRequest, bool>? when = null)
    {
        lock (_gate)
        {
            _script.Add(new Scripted(fault, when) { Left = times });
        }
    }

    /// <summary>Matching requests go wrong by chance, from a seeded sequence.</summary>
    public void Sometimes(double probability, Fault fault, Func<SandboxRequest, bool>? when = null)
    {
        lock (_gate)
        {
            _chances.Add(new Chance(probability, fault, when));
        }
    }

    /// <summary>Every matching request goes wrong until <see cref="Clear"/>.</summary>
    public void Always(Fault fault, Func<SandboxRequest, bool>? when = null) => Sometimes(1, fault, when);

    /// <summary>Nothing goes wrong any more.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _script.Clear();
            _chances.Clear();
        }
    }

    /// <summary>Starts the sequence of chances anew.</summary>
    public void Reseed(int seed)
    {
        lock (_gate)
        {
            _random = new Random(seed);
        }
    }

    internal Fault Take(SandboxRequest request)
    {
        lock (_gate)
        {
            var scripted = _script.Find(item => item.When?.Invoke(request) ?? true);
            if (scripted is not null)
            {
                scripted.Left--;
                _script.RemoveAll(item => item.Left <= 0);
                return scripted.Fault;
            }

            foreach (var chance in _chances.Where(item => item.When?.Invoke(request) ?? true))
            {
#pragma warning disable CA5394 // Chance here only decides which request of a test goes wrong.
                if (_random.NextDouble() < chance.Probability)
#pragma warning restore CA5394
                {
                    return chance.Fault;
                }
            }

            return Fault.None;
        }
    }

    private sealed record Scripted(Fault Fault, Func<SandboxRequest, bool>? When)
    {
        public int Left { get; set; }
    }

    private sealed record Chance(double Probability, Fault Fault, Func<SandboxRequest, bool>? When);
}
