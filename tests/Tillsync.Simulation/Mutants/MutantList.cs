namespace Tillsync.Simulation.Mutants;

/// <summary>Every deliberate fault.</summary>
internal static class MutantList
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new AbsoluteWrites(),
        new ListingsBeforeOrders(),
        new OrdersReadOnce(),
        new StockBeforeStaging(),
        new AcknowledgedTooEarly(),
        new PositionBeforeOutcomes(),
        new UnknownSentAgain(),
        new UnknownIsRefused(),
        new NoQuietPeriod(),
        new NoSettleTime(),
        new OneHourWindow(),
        new OwnClockForgotten(),
        new NullIsZero(),
        new ErrorsAreSilence(),
        new ItemErrorsIgnored(),
        new CartonIsAPack(),
        new HalfTillBelieved(),
        new OrderedIsTaken(),
        new EditsAfterTakenForgotten(),
        new TrashForgotten(),
        new NoPermit(),
        new SkuNeverLookedFor(),
        new HintMarksNothing(),
        new UndoByAbsoluteNumbers(),
        new RulesForgotten(),
        new SightNeverGivenBack(),
        new CompletionForgotten(),
    ];

    public static Mutant? Find(string name) => name == Mutant.None.Name ? Mutant.None : All.FirstOrDefault(mutant => mutant.Name == name);
}
