using System.Globalization;
using System.Text;
using Tillsync.Configuration;
using Tillsync.Output;

namespace Tillsync.Logging;

/// <summary>
/// The log of one run: <c>woo_inventory_sync_yyyyMMdd_HHmmss.log</c>, lines <c>[yyyy-MM-dd HH:mm:ss] text</c> in local time, shown on the
/// screen as well. Names and wording are those that operators grep for.
/// </summary>
internal sealed class RunLog : IDisposable
{
    private const string Prefix = "woo_inventory_sync_";
    private const string StampFormat = "yyyyMMdd_HHmmss";

    private readonly StreamWriter _file;
    private readonly TimeProvider _time;
    private readonly Terminal _terminal;

    private bool _isBroken;

    private RunLog(string path, StreamWriter file, TimeProvider time, Terminal terminal)
    {
        Path = path;
        _file = file;
        _time = time;
        _terminal = terminal;
    }

    public string Path { get; }

    /// <exception cref="ConfigurationException">The folder cannot be written.</exception>
    public static RunLog Open(LogSettings settings, TimeProvider time, Terminal terminal)
    {
        try
        {
            Directory.CreateDirectory(settings.Folder);
            RemoveOld(settings, time);
            var name = Prefix + time.GetLocalNow().ToString(StampFormat, CultureInfo.InvariantCulture) + ".log";
            var path = System.IO.Path.Combine(settings.Folder, name);
            // Two runs in one second share a file; sharing also lets somebody read along.
            var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            return new RunLog(path, new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true }, time, terminal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                $"Logs:Folder {settings.Folder}",
                $"It cannot be written: {exception.Message}",
                "Grant the right to write there, or name another folder."
            );
        }
    }

    public void Write(string text)
    {
        var line = $"[{_time.GetLocalNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}] {text}";
        if (!_terminal.IsJson)
        {
            _terminal.Line(line);
        }

        Keep(() => _file.WriteLine(line));
    }

    public void Dispose() => Keep(_file.Dispose);

    /// <summary>A log that cannot be written, on a full disk say, is told once and stops no sync: what was done stands in the journal.</summary>
    private void Keep(Action write)
    {
        try
        {
            write();
        }
        catch (IOException exception)
        {
            if (!_isBroken)
            {
                _terminal.Warn($"{Path} is not complete: {exception.Message}");
            }

            _isBroken = true;
        }
    }

    /// <summary>Deletes run logs past their days.</summary>
    public static void RemoveOld(LogSettings settings, TimeProvider time)
    {
        var oldest = time.GetUtcNow().AddDays(-settings.RetentionDays);
        foreach (var path in Directory.EnumerateFiles(settings.Folder, Prefix + "*.log").Where(IsOurs))
        {
            if (File.GetLastWriteTimeUtc(path) < oldest.UtcDateTime)
            {
                RemoveIfFree(path);
            }
        }
    }

    /// <summary>A copy that somebody put aside under a name of its own is not ours to delete.</summary>
    private static bool IsOurs(string path) =>
        DateTime.TryParseExact(
            System.IO.Path.GetFileNameWithoutExtension(path)[Prefix.Length..],
            StampFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        );

    /// <summary>A log that somebody is reading is no reason not to sync; it goes the next time.</summary>
    private static void RemoveIfFree(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (IOException)
        {
            // Open elsewhere, which Windows does not allow to delete.
        }
    }
}
