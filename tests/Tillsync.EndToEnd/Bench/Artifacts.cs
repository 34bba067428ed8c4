namespace Tillsync.EndToEnd.Bench;

/// <summary>Figures of a test run, kept where script/test looks for them.</summary>
internal static class Artifacts
{
    public static void Write(string name, string text)
    {
        if (Root() is { } root)
        {
            Directory.CreateDirectory(Path.Combine(root, "artifacts"));
            File.WriteAllText(Path.Combine(root, "artifacts", name), text + Environment.NewLine);
        }
    }

    /// <summary>Null when the tests were copied out of the repository.</summary>
    private static string? Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tillsync.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
