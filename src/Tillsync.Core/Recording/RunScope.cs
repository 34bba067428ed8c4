using System.Globalization;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Recording;

/// <summary>What a run is about, in the words that the journal keeps.</summary>
public static class RunScope
{
    /// <summary>Every article.</summary>
    public const string Full = "full";

    private const string UndoPrefix = "undo ";

    public static string Of(Sku sku) => $"sku {sku}";

    public static string OfUndo(long runId) => string.Create(CultureInfo.InvariantCulture, $"{UndoPrefix}{runId}");

    /// <summary>
    /// Whether a run that was carried out has overtaken a plan that another run left behind. A full one takes in every article; an undo is
    /// asked for by hand and waits for its own answer.
    /// </summary>
    public static bool Overtakes(string scope, string plan)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(plan);
        return scope == plan || (scope == Full && !plan.StartsWith(UndoPrefix, StringComparison.Ordinal));
    }
}
