namespace Tillsync.Tests.Journal;

/// <summary>A folder in which nothing can be made, until disposal.</summary>
internal sealed class UnwritableFolder : IDisposable
{
    private readonly string _folder;

    public UnwritableFolder(string folder)
    {
        _folder = folder;
        SetMode(UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public void Dispose() => SetMode(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    private void SetMode(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder, mode);
        }
    }
}
