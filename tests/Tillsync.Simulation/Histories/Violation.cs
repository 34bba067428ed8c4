namespace Tillsync.Simulation.Histories;

/// <summary>The invariants of docs/architecture.md, by name, and two things that must never happen to the simulation itself.</summary>
internal enum Invariant
{
    Safety,
    NoLostSale,
    Convergence,
    NothingLost,
    Frugality,
    DryMeansDry,
    OneWriter,

    /// <summary>No article is made a product twice, and none that the owner does not want made.</summary>
    MadeOnce,

    /// <summary>The product raised what it does not document.</summary>
    Defect,

    /// <summary>A process neither ended nor waited for anything.</summary>
    Stuck,
}

/// <summary>What must not be, and was.</summary>
internal sealed record Violation(Invariant Invariant, string Text, DateTimeOffset At)
{
    public override string ToString() => $"{Invariant}: {Text} ({At:yyyy-MM-dd HH:mm:ss})";
}

/// <summary>What happened in a history, or in many.</summary>
internal sealed class HistoryCounts
{
    public long Histories { get; set; }

    /// <summary>What people, tills and shops did.</summary>
    public long Actions { get; set; }

    /// <summary>Calls of Tillsync to its ports, and their ends.</summary>
    public long Steps { get; set; }

    public long Requests { get; set; }

    public long Runs { get; set; }

    public long WrittenListings { get; set; }

    /// <summary>That the shop sent.</summary>
    public long Webhooks { get; set; }

    /// <summary>Products that Tillsync made.</summary>
    public long Made { get; set; }

    /// <summary>Disturbances of network, disk and till, crashes, stops and sleeps.</summary>
    public long Faults { get; set; }

    public long Checks { get; set; }

    /// <summary>Everything that happened in simulated time.</summary>
    public long Events => Actions + Steps + Requests;

    public void Add(HistoryCounts other)
    {
        Histories += other.Histories;
        Actions += other.Actions;
        Steps += other.Steps;
        Requests += other.Requests;
        Runs += other.Runs;
        WrittenListings += other.WrittenListings;
        Webhooks += other.Webhooks;
        Made += other.Made;
        Faults += other.Faults;
        Checks += other.Checks;
    }
}
