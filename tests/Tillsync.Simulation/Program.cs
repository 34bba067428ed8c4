using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Tillsync.Simulation;
using Tillsync.Simulation.Histories;
using Tillsync.Simulation.Mutants;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
var seeds = new Option<int>("--seeds") { Description = "How many histories.", DefaultValueFactory = _ => 1000 };
var from = new Option<int>("--from") { Description = "The first seed.", DefaultValueFactory = _ => 1 };
var step = new Option<int>("--step") { Description = "From one seed to the next.", DefaultValueFactory = _ => 1 };
var one = new Option<int?>("--seed") { Description = "One history alone, told in full and cut down when it fails." };
var workers = new Option<int>("--workers") { Description = "Side by side.", DefaultValueFactory = _ => Environment.ProcessorCount };
var name = new Option<string>("--mutant")
{
    Description = $"The product with a deliberate fault: {string.Join(", ", MutantList.All.Select(mutant => mutant.Name))}.",
    DefaultValueFactory = _ => Mutant.None.Name,
};
var trace = new Option<bool>("--trace") { Description = "With --seed: every step of the smallest history that fails, or of the whole." };
var command = new RootCommand(
    "Random histories of till, shop, network and Tillsync against the invariants; each can be run again from its seed."
)
{
    seeds,
    from,
    step,
    one,
    workers,
    name,
    trace,
};
command.SetAction(parsed =>
{
    if (MutantList.Find(parsed.GetValue(name)!) is not { } mutant)
    {
        Console.Error.WriteLine($"--mutant: there is no '{parsed.GetValue(name)}'; see --help.");
        return 2;
    }

    return parsed.GetValue(one) is { } seed
        ? RunOne(seed, mutant, parsed.GetValue(trace))
        : RunMany(parsed.GetValue(from), parsed.GetValue(seeds), parsed.GetValue(step), mutant, Math.Max(1, parsed.GetValue(workers)));
});
return command.Parse(args).Invoke();

static string Again(int seed, Mutant mutant) => $"script/simulate --seed {seed}{(mutant == Mutant.None ? "" : $" --mutant {mutant.Name}")}";

static int RunOne(int seed, Mutant mutant, bool traces)
{
    var watch = Stopwatch.StartNew();
    var result = History.Run(seed, mutant);
    Console.WriteLine(Report.Of(result.Counts, result.Violation is null ? 0 : 1, watch.Elapsed));
    var smallest = result.Violation is null ? result : Minimiser.Minimise(result, mutant);
    if (traces)
    {
        History.Run(seed, mutant, smallest.Script, Console.WriteLine);
    }

    if (result.Violation is null)
    {
        return 0;
    }

    Console.WriteLine(Report.Of(result, smallest, Again(seed, mutant)));
    return 1;
}

static int RunMany(int from, int count, int step, Mutant mutant, int workers)
{
    var watch = Stopwatch.StartNew();
    var done = 0;
    var (counts, failed) = HistoryBatch.Run(
        from,
        count,
        mutant,
        workers,
        step,
        result =>
        {
            done++;
            if (result.Violation is { } violation)
            {
                Console.WriteLine($"seed {result.Seed}: {violation}");
            }

            if (done % 5000 == 0)
            {
                Console.WriteLine($"{done:N0} of {count:N0} histories, {watch.Elapsed.TotalSeconds:N0} s");
            }
        }
    );
    Console.WriteLine(Report.Of(counts, failed.Count, watch.Elapsed));
    if (failed.Count == 0)
    {
        return 0;
    }

    Console.WriteLine(Report.Of(failed[0], Minimiser.Minimise(failed[0], mutant), Again(failed[0].Seed, mutant)));
    return 1;
}
