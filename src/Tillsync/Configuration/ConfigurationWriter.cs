using System.Text;

namespace Tillsync.Configuration;

/// <summary>Writes a configuration file that explains itself.</summary>
internal static class ConfigurationWriter
{
    /// <summary>The whole file as text.</summary>
    public static string Compose(InitialSettings settings) => CommentedJson.Compose(settings.ToValues());

    /// <summary>Writes the file for its owner alone, whole or not at all.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="force">Replace a file that is there.</param>
    /// <exception cref="ConfigurationException">The file is there, or cannot be written.</exception>
    public static void Write(string path, InitialSettings settings, bool force)
    {
        if (!force && File.Exists(path))
        {
            throw Existing(path);
        }

        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            WriteNew(temporary, Compose(settings));
            File.Move(temporary, path, overwrite: force);
        }
        catch (IOException) when (!force && File.Exists(path))
        {
            // Somebody else wrote it in between.
            throw Existing(path);
        }
        catch (IOException exception)
        {
            throw Unwritable(path, exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw Unwritable(path, exception);
        }
        finally
        {
            // After a rename there is nothing to delete, and deleting nothing is no error as long as the folder is there.
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }

    private static void WriteNew(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(path, options);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }

    private static ConfigurationException Existing(string path) =>
        new(path, "The file is there already.", "Nothing was written; use --force to replace it.");

    private static ConfigurationException Unwritable(string path, Exception exception) =>
        new(path, $"The file cannot be written: {exception.Message}", "See that its folder exists and that this user may write there.");
}
