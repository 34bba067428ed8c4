using System.CommandLine;
using Tillsync.Output;

namespace Tillsync.Commands;

/// <summary>Options that take words from a list, one or several. Whatever else is typed is one error that names the words.</summary>
internal static class ChoiceOption
{
    /// <param name="description">What is chosen; the words are added to it.</param>
    public static Option<T[]> Create<T>(string name, string helpName, string description)
        where T : struct, Enum
    {
        var words = Enum.GetValues<T>().ToDictionary(JsonShaping.Name, StringComparer.OrdinalIgnoreCase);
        var allowed = $"{string.Join(", ", words.Keys.SkipLast(1))} or {words.Keys.Last()}";
        return new Option<T[]>(name)
        {
            Description = $"{description}: {allowed}. May be given several times.",
            HelpName = helpName,
            AllowMultipleArgumentsPerToken = true,
            CustomParser = argument =>
            {
                if (argument.Tokens.FirstOrDefault(token => !words.ContainsKey(token.Value)) is { } wrong)
                {
                    argument.AddError($"'{wrong.Value}' is none of these: {allowed}.");
                    return null;
                }

                return [.. argument.Tokens.Select(token => words[token.Value])];
            },
        };
    }
}
