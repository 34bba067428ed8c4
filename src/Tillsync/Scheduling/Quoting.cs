using System.Text;

namespace Tillsync.Scheduling;

/// <summary>Arguments as the three schedulers want them written.</summary>
internal static class Quoting
{
    private const string PlainPunctuation = "-_./:=,+@\\";

    /// <summary>One line that Windows programs take apart again (CommandLineToArgvW).</summary>
    public static string ForWindows(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(ForWindows));

    /// <summary>A word of ExecStart= or Environment=: C-style quotes; % and $ stand for themselves only when doubled.</summary>
    public static string ForSystemd(string word)
    {
        var escaped = word.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("%", "%%", StringComparison.Ordinal)
            .Replace("$", "$$", StringComparison.Ordinal);
        return IsPlain(word) && !word.Contains('\\', StringComparison.Ordinal) ? word : $"\"{escaped}\"";
    }

    /// <summary>A word of a crontab line: for the shell in single quotes, and % is cron's own line break.</summary>
    public static string ForCron(string word)
    {
        var quoted =
            IsPlain(word) && !word.Contains('\\', StringComparison.Ordinal)
                ? word
                : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
        return quoted.Replace("%", "\\%", StringComparison.Ordinal);
    }

    private static string ForWindows(string argument)
    {
        if (argument.Length > 0 && !argument.Any(character => char.IsWhiteSpace(character) || character == '"'))
        {
            return argument;
        }

        var text = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var character in argument)
        {
            // Backslashes count double only before a quotation mark.
            text.Append('\\', character == '"' ? backslashes + 1 : 0).Append(character);
            backslashes = character == '\\' ? backslashes + 1 : 0;
        }

        return text.Append('\\', backslashes).Append('"').ToString();
    }

    private static bool IsPlain(string word) =>
        word.Length > 0
        && word.All(character => char.IsAsciiLetterOrDigit(character) || PlainPunctuation.Contains(character, StringComparison.Ordinal));
}
