using Tillsync.Core.Stock;

namespace Tillsync.Simulation.Processes;

internal enum ProcessKind
{
    /// <summary>Check, and sync when something is to be done.</summary>
    Scheduled,

    ByHand,

    Full,

    DryRun,

    /// <summary>The service deals with webhooks: check, and sync when something is to be done.</summary>
    Hinted,

    /// <summary>One article alone, by hand.</summary>
    One,

    /// <summary>Takes a run back, by hand.</summary>
    Undo,

    /// <summary>Somebody approves a held plan.</summary>
    Approve,

    /// <summary>Somebody puts a held plan away.</summary>
    Reject,

    /// <summary>Somebody gives an article a rule, or takes it away.</summary>
    Rule,
}

/// <summary>What a process was given.</summary>
internal sealed record Wish
{
    public static readonly Wish None = new();

    /// <summary>The held plan that is approved or put away.</summary>
    public string? Plan { get; init; }

    public Sku? Only { get; init; }

    /// <summary>The run that is to be taken back.</summary>
    public long? Undoes { get; init; }

    /// <summary>What <see cref="Only"/> keeps back; null: its rule goes.</summary>
    public decimal? SafetyStock { get; init; }
}
