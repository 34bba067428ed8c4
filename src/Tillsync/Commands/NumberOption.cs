using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Tillsync.Commands;

/// <summary>Options that take a number. Whatever else is typed is one error that names option, value and what is allowed.</summary>
internal static class NumberOption
{
    /// <summary>A whole number has no sign but minus, and no thousands.</summary>
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <param name="allowed">What is allowed, in words: it is what an error says.</param>
    public static Option<T?> Create<T>(string name, string helpName, string description, Func<T, bool> isAllowed, string allowed)
        where T : struct, INumber<T>
    {
        var option = new Option<T?>(name) { Description = description, HelpName = helpName };
        option.CustomParser = argument =>
        {
            if (argument.Tokens is not [var token])
            {
                return null;
            }

            if (T.TryParse(token.Value, Style, CultureInfo.InvariantCulture, out var number) && isAllowed(number))
            {
                return number;
            }

            argument.AddError($"It is not {allowed}.");
            return null;
        };
        return option;
    }
}
