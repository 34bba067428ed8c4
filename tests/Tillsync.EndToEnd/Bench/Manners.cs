namespace Tillsync.EndToEnd.Bench;

/// <summary>What holds for everything that the program prints and writes, whatever it was asked and whatever went wrong.</summary>
internal static class Manners
{
    public static void Check(Ran ran, params string[] secrets)
    {
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, ran.Text, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain('\u001b', ran.Text);
        Assert.DoesNotContain("   at Tillsync.", ran.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at System.", ran.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", ran.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("which is a defect", ran.Text, StringComparison.Ordinal);
    }

    /// <summary>No file that the program made holds a secret; the configuration does, it was given them.</summary>
    public static void CheckFiles(string folder, params string[] secrets)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (Path.GetExtension(path) is not ".json")
            {
                var text = File.ReadAllText(path, System.Text.Encoding.Latin1);
                Assert.All(
                    secrets,
                    secret => Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{path} holds a secret.")
                );
            }
        }
    }

    /// <summary>An error names object, cause and next move on two lines of standard error, and standard output holds no result.</summary>
    public static void CheckError(Ran ran)
    {
        var lines = ran.Error.TrimEnd().Split('\n').Where(line => !line.StartsWith("warning:", StringComparison.Ordinal)).ToList();
        var text = $"`tillsync {ran.Command}` printed:\n{ran.Text}";
        Assert.True(lines.Count >= 2 && lines[0].StartsWith("error: ", StringComparison.Ordinal), text);
        Assert.True(lines[0]["error: ".Length..].Contains(": ", StringComparison.Ordinal), $"No object and cause. {text}");
        Assert.True(
            lines[^1].StartsWith("  -> ", StringComparison.Ordinal) && lines[^1].Length > "  -> Do it.".Length,
            $"No next move. {text}"
        );
        Assert.DoesNotContain("Exception", ran.Error, StringComparison.Ordinal);
    }
}
