[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Tillsync.Simulation.Tests;

/// <summary>Writes what was found where a reader of the build finds it.</summary>
internal static class Artifacts
{
    public static int Workers => Math.Max(1, Environment.ProcessorCount);

    public static void Append(string name, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root(), "artifacts"));
        File.AppendAllText(Path.Combine(folder.FullName, name), text + Environment.NewLine);
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Tillsync.slnx")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
