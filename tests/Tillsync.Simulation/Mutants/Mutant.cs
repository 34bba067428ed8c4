using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;

namespace Tillsync.Simulation.Mutants;

/// <summary>
/// The product with one deliberate fault, put between it and its ports; its own code stays as it is. The simulator has to find each within so many
/// histories.
/// </summary>
internal class Mutant(string name, int within, string fault)
{
    /// <summary>The product as it is.</summary>
    public static readonly Mutant None = new("none", 0, "The product as it is.");

    public string Name { get; } = name;

    /// <summary>Seeds 1 to this number are tried.</summary>
    public int Within { get; } = within;

    /// <summary>What is wrong with it.</summary>
    public string Fault { get; } = fault;

    /// <summary>The till's stock rows are read before its staging rows.</summary>
    public virtual bool ReadsStockFirst => false;

    /// <summary>When the till goes away in the middle of a read, what had come counts as the whole.</summary>
    public virtual bool BelievesHalfATill => false;

    public virtual CycleOptions Options(CycleOptions options) => options;

    public virtual ITill Till(ITill till) => till;

    public virtual IShop Shop(IShop shop, TimeProvider clock) => shop;

    public virtual IListingWriter Writer(IListingWriter writer) => writer;

    public virtual IListingCreator Creator(IListingCreator creator) => creator;

    public virtual IJournal Journal(IJournal journal, TimeProvider clock) => journal;
}
