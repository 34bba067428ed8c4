namespace Tillsync.Commands;

/// <summary>Who gives this command, as the journal keeps it with an approval.</summary>
internal static class Operator
{
    public static string Name => $"{Environment.UserName}@{Environment.MachineName}";
}
